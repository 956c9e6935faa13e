using System.Globalization;
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
using Training.Platform.Security;

namespace Training.Modules.Certificates.OpenBadges;

/// <summary>
/// GET /certificates/{number}.json – the signed credential with what it says beside it, for the holder and for staff in scope; a
/// suspended or revoked certificate gets none. For everybody: GET /.well-known/openbadges/{kid}.json and keys.json – the public keys, old
/// ones too; GET /verify/badges/{purpose}/{list} – which badges are revoked or suspended today, as a signed list of bits.
/// </summary>
internal static class BadgeEndpoints
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/certificates/{number}.json", CredentialAsync);
        routes.MapGet("/.well-known/openbadges/{kid}.json", Key).AllowAnonymous();
        routes.MapGet("/.well-known/openbadges/keys.json", (BadgeKeys keys) => Results.Json(new { keys = keys.All() }, Web)).AllowAnonymous();
        routes.MapGet("/verify/badges/{purpose:regex(^(revocation|suspension)$)}/{list:long:min(0)}", StatusAsync).AllowAnonymous().RequireRateLimiting(SecurityServices.GuessingLimit);
    }

    private static async Task<IResult> CredentialAsync(
        string number, ClaimsPrincipal user, HttpContext http, CertificateDesk desk, CertificateSheets sheets, BadgeKeys keys, AuditLog audit, TenantDb db, TimeProvider clock)
    {
        if (await desk.FindAsync(user, number, http.RequestAborted) is not { } found) return Results.NotFound();
        if (found.At(clock.Today()) is CertificateState.Suspended or CertificateState.Revoked)
            return Results.Problem("证书已暂停或撤销，不能导出数字凭证。", statusCode: StatusCodes.Status409Conflict);
        var sheet = await sheets.ForAsync(found.Certificate, http.Request, http.RequestAborted);
        var site = SiteOf(sheet.VerifyUrl);
        var credential = BadgeCredential.Of(found.Certificate, sheet, site);
        using var key = keys.Open();
        audit.Add(SignedBadges.Category, SignedBadges.Event, found.Certificate.Number, $"取出证书 {found.Certificate.Number} 的数字凭证。");
        await db.SaveChangesAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["format"] = "vc-jwt",
            ["key"] = BadgeCredential.KeyUrl(site, BadgeKeys.PublicOf(key)),
            // To verify without a network; whether it is this site's key the address above tells.
            ["jwk"] = JsonSerializer.SerializeToNode(BadgeKeys.PublicOf(key), Web),
            ["jwt"] = BadgeCredential.Sign(credential, key, site),
            ["credential"] = credential,
        }), "application/json", $"open-badge-{found.Certificate.Number}.json");
    }

    private static IResult Key(string kid, BadgeKeys keys) => keys.Find(kid) is { } jwk ? Results.Json(jwk, Web) : Results.NotFound();

    private static async Task<IResult> StatusAsync(string purpose, long list, HttpContext http, BadgeStates states, CertificateSheets sheets, BadgeKeys keys, TimeProvider clock)
    {
        var wanted = Enum.Parse<BadgePurpose>(purpose, ignoreCase: true);
        if (list > long.MaxValue / BadgeStatus.Size - 1 || await states.OfAsync(wanted, list, http.RequestAborted) is not { } kept) return Results.NotFound();
        var site = SiteOf(await sheets.VerifyUrlAsync("", CertificateSheets.AddressOf(http.Request), http.RequestAborted));
        using var key = keys.Open();
        // A copy may be kept for what is left of the time: what happens to a badge shows within it, whoever keeps copies.
        var left = kept.ReadUtc + BadgeStatus.Kept - clock.UtcNow();
        http.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(int)left.TotalSeconds}");
        return Results.Text(BadgeCredential.Sign(BadgeStatus.ListCredential(site, wanted, list, kept.Set, clock.UtcNow(), left), key, site), "application/vc+jwt");
    }

    private static string SiteOf(string verifyUrl) => verifyUrl[..verifyUrl.LastIndexOf("/verify/", StringComparison.Ordinal)];
}
