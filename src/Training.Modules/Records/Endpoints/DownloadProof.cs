using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Records.Outside;
using Training.Platform.Media;

namespace Training.Modules.Records.Endpoints;

/// <summary>
/// GET /me/outside/{ref}/proof and /console/outside/{ref}/proof: the proof, for the learner and for staff in scope. Always to be
/// saved, never shown in the site's own place (a PDF could bring what it likes).
/// </summary>
internal static class DownloadProof
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/outside/{reference:length(26)}/proof", (string reference, HttpContext http, OutsideDesk desk, MediaStore media, CancellationToken cancel) =>
            SendAsync(reference, asStaff: false, http, desk, media, cancel));
        routes.MapGet("/console/outside/{reference:length(26)}/proof", (string reference, HttpContext http, OutsideDesk desk, MediaStore media, CancellationToken cancel) =>
            SendAsync(reference, asStaff: true, http, desk, media, cancel)).RequireAuthorization(RecordPermissions.KeepRecords);
    }

    private static async Task<IResult> SendAsync(string reference, bool asStaff, HttpContext http, OutsideDesk desk, MediaStore media, CancellationToken cancel)
    {
        if (await desk.FindAsync(http.User, reference, asStaff, cancel) is not { } found
            || await media.FindAsync(found.Training.ProofRef, OutsideDesk.Purpose, cancel) is not { } file || media.Open(file) is not { } stream) return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(stream, file.ContentType, file.Name);
    }
}
