using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using System.Globalization;
using System.Security.Claims;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Services;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Platform.Data;

namespace Training.Modules.Certificates.Endpoints;

/// <summary>
/// GET /certificates/{number}.pdf, .png and /card.png, drawn now: for the holder and for staff in whose scope the holder works; 404 for
/// everybody else, so that numbers cannot be tried out.
/// </summary>
internal static class DownloadCertificate
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/certificates/{number}.pdf", (string number, ClaimsPrincipal user, HttpContext http, CertificateDesk desk, CertificateSheets sheets, CertificateFiles files) =>
            HandleAsync(number, user, http, desk, sheets, (_, sheet) => (files.Pdf(sheet), "application/pdf", "pdf")));
        routes.MapGet("/certificates/{number}.png", (string number, ClaimsPrincipal user, HttpContext http, CertificateDesk desk, CertificateSheets sheets, CertificateFiles files) =>
            HandleAsync(number, user, http, desk, sheets, (_, sheet) => (files.Png(sheet), "image/png", "png")));
        routes.MapGet("/certificates/{number}/card.png", (string number, ClaimsPrincipal user, HttpContext http, CertificateDesk desk, CertificateSheets sheets, CertificateFiles files, TimeProvider clock) =>
            HandleAsync(number, user, http, desk, sheets, (found, sheet) => (files.Card(sheet, found.At(clock.Today()) is var state && state == CertificateState.Valid ? null : state.Title()), "image/png", "card.png")));
    }

    private static async Task<IResult> HandleAsync(
        string number, ClaimsPrincipal user, HttpContext http, CertificateDesk desk, CertificateSheets sheets, Func<CertificateHistory, CertificateSheet, (byte[] Bytes, string Type, string Ending)> draw)
    {
        var cancel = http.RequestAborted;
        if (await desk.FindAsync(user, number, cancel) is not { } found) return Results.NotFound();
        var (bytes, type, ending) = draw(found, await sheets.ForAsync(found.Certificate, http.Request, cancel));
        // Personal: never in a cache between the site and its reader.
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(bytes, type, string.Create(CultureInfo.InvariantCulture, $"{CertificateSheet.Title}-{found.Certificate.Number}.{ending}"));
    }
}
