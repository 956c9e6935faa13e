using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Platform.Localization;

namespace Training.Modules.People.Endpoints;

/// <summary>GET /language?to=en&amp;return=/path – changes a display cookie and goes back. A return that is no path of this site leads home.</summary>
internal static class Language
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/language", Get).AllowAnonymous();

    private static IResult Get(string? to, string? @return, HttpContext http)
    {
        LanguageServices.Choose(http, to ?? "");
        return Results.LocalRedirect(http.Request.PathBase + (IsPath(@return) ? @return! : "/"));
    }

    /// <summary>"/x" and not "//host", "/\host" or anything with control characters, which browsers read as another site.</summary>
    internal static bool IsPath(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && address.Length <= 2000 && !address.Any(char.IsControl);
}
