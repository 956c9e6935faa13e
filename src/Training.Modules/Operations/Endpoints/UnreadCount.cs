using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Operations.Endpoints;

/// <summary>
/// GET /notices/count – how many notices are unread, for the bell. Asked by a script and kept by the browser for a minute, so
/// that the pages themselves need no query for it.
/// </summary>
internal static class UnreadCount
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/notices/count", async (HttpContext http, NoticeBox box, CancellationToken cancel) =>
    {
        if (http.User.UserId() is not { } user) return Results.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=60";
        // Whoever signs in next on this phone has a cookie, and so a count, of their own.
        http.Response.Headers.Vary = "Cookie";
        return Results.Json(new { unread = await box.UnreadAsync(user, cancel) });
    });
}
