using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Certificates.Services;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Certificates.OpenBadges;

/// <summary>
/// GET /certificates/{number}.json – the signed credential with what it says beside it, for the holder and for staff in scope; a
/// suspended or revoked certificate gets none. GET /.well-known/openbadges/{kid}.json – the public key, for everybody.
/// </summary>
internal static class BadgeEndpoints
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/certificates/{number}.json", CredentialAsync);
        routes.MapGet("/.well-known/openbadges/{kid}.json", Key).AllowAnonymous();
    }

    private static async Task<IResult> CredentialAsync(
        string number, ClaimsPrincipal user, HttpContext http, CertificateDesk desk, CertificateSheets sheets, BadgeKeys keys, AuditLog audit, TenantDb db, TimeProvider clock)
    {
        if (await desk.FindAsync(user, number, http.RequestAborted) is not { } found) return Results.NotFound();
        if (found.At(clock.Today()) is CertificateState.Suspended or CertificateState.Revoked)
            return Results.Problem("证书已暂停或撤销，不能导出数字凭证。", statusCode: StatusCodes.Status409Conflict);
        var sheet = await sheets.ForAsync(found.Certificate, http.Request, http.RequestAborted);
        var site = sheet.VerifyUrl[..sheet.VerifyUrl.LastIndexOf("/verify/", StringComparison.Ordinal)];
        var credential = BadgeCredential.Of(found.Certificate, sheet, site);
        using var key = keys.Open();
        audit.Add("Certificate", SignedBadges.Event, found.Certificate.Number, $"取出证书 {found.Certificate.Number} 的数字凭证。");
        await db.SaveChangesAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["format"] = "vc-jwt",
            ["key"] = BadgeCredential.KeyUrl(site, BadgeKeys.PublicOf(key)),
            ["jwt"] = BadgeCredential.Sign(credential, key, site),
            ["credential"] = credential,
        }), "application/json", $"open-badge-{found.Certificate.Number}.json");
    }

    private static IResult Key(string kid, BadgeKeys keys)
    {
        if (!keys.Exists) return Results.NotFound();
        using var key = keys.Open();
        var jwk = BadgeKeys.PublicOf(key);
        return jwk.Kid == kid ? Results.Json(jwk, Web) : Results.NotFound();
    }
}
