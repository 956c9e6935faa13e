using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Training.Modules.People.Endpoints;

/// <summary>GET /forbidden – where the sign-in cookie sends somebody without permission; the host's page for 403 says what to do.</summary>
internal static class Forbidden
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/forbidden", () => Results.StatusCode(StatusCodes.Status403Forbidden)).AllowAnonymous();
}
