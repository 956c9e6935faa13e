using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Services;
using Training.Modules.Certificates.Transcripts;

namespace Training.Modules.Certificates.Endpoints;

/// <summary>GET /transcripts/{code}.pdf and .json – for the person and for staff in whose scope the person works; 404 for everybody else.</summary>
internal static class DownloadTranscript
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/transcripts/{code}.pdf", async (string code, ClaimsPrincipal user, HttpContext http, TranscriptDesk desk, CertificateSheets sheets, TranscriptDrawing drawing) =>
        {
            if (await desk.FindAsync(user, code, http.RequestAborted) is not { } found) return Results.NotFound();
            http.Response.Headers.CacheControl = "private, no-store";
            var url = await sheets.VerifyUrlAsync(code, CertificateSheets.AddressOf(http.Request), http.RequestAborted);
            return Results.File(drawing.Pdf(found, url), "application/pdf", Name(found, "pdf"));
        });
        routes.MapGet("/transcripts/{code}.json", async (string code, ClaimsPrincipal user, HttpContext http, TranscriptDesk desk, CertificateSheets sheets) =>
        {
            if (await desk.FindAsync(user, code, http.RequestAborted) is not { } found) return Results.NotFound();
            http.Response.Headers.CacheControl = "private, no-store";
            var url = await sheets.VerifyUrlAsync(code, CertificateSheets.AddressOf(http.Request), http.RequestAborted);
            // The payload goes in as it is stored, sign by sign: the hash is over exactly this text.
            var json = $$"""{"code":{{JsonSerializer.Serialize(code)}},"verify":{{JsonSerializer.Serialize(url)}},"sha256":"{{found.Hash}}","transcript":{{found.PayloadJson}}}""";
            return Results.File(Encoding.UTF8.GetBytes(json), "application/json", Name(found, "json"));
        });
    }

    private static string Name(Transcript transcript, string ending) =>
        string.Create(CultureInfo.InvariantCulture, $"{TranscriptDrawing.Title}-{transcript.AsOf:yyyy-MM-dd}.{ending}");
}
