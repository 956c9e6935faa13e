using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Learning.Endpoints;

/// <summary>
/// POST /modules/{code}/lessons/{n}/progress: how far the lesson has been read. Sent by the page's script at most every ten
/// seconds and, as a beacon whose answer nobody reads (204), when the page is left. One statement.
/// </summary>
internal static class SaveProgress
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/modules/{code}/lessons/{n:int}/progress", async (
        string code, int n, IFormCollection form, HttpContext http, Catalog catalog, ReadingProgress reading, TimeProvider clock, CancellationToken cancel) =>
    {
        if (await catalog.ByCodeAsync(code, cancel) is not { } module || n < 1 || n > module.Lessons.Count || http.User.PersonId() is not { } person)
            return Results.NotFound();
        if (!int.TryParse(form["position"], NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position > 100) return Results.BadRequest();
        // A page that is left may hang up at once; its last word is kept all the same.
        await reading.SavePositionAsync(person, module.Lessons[n - 1], position, CancellationToken.None);
        return http.Request.Headers.XRequestedWith == "fetch"
            ? Results.Json(new { saved = ChinaTime.Local(clock.UtcNow()).ToString("HH:mm", CultureInfo.InvariantCulture) })
            : Results.NoContent();
    });
}
