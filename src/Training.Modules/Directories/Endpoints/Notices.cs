using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Directories.Endpoints;

/// <summary>GET /accessibility and GET /privacy: texts that every page links to.</summary>
internal static class Notices
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accessibility", (PageFrame frame, Text text) => Show(frame, text["无障碍说明"], "Accessibility")).AllowAnonymous();
        routes.MapGet("/privacy", (PageFrame frame, Text text) => Show(frame, text["隐私说明"], "Privacy")).AllowAnonymous();
    }

    private static LiquidResult Show(PageFrame frame, string title, string view)
    {
        (frame.Title, frame.Area) = (title, Area.Public);
        return new LiquidResult(view, []);
    }
}
