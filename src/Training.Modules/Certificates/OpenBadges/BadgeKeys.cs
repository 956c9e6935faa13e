using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Certificates.OpenBadges;

/// <summary>A public key as JSON Web Key (RFC 7517, EC keys RFC 7518 §6.2).</summary>
public sealed record BadgeJwk(string Kty, string Crv, string X, string Y, string Kid, string Alg, string Use);

/// <summary>
/// The tenant's signing key, P-256 for ES256: made at the first use, kept in the tenant's folder, sealed with a purpose that
/// bears the tenant's id, so that the file is worth nothing to another tenant. Nodes share it with the folder. Its public half lies
/// beside it under its own name and stays there: once the key is replaced (the file taken away, a new one is made), what was
/// signed with the old one still verifies.
/// </summary>
public sealed partial class BadgeKeys(AppData appData, CurrentTenant tenant, IDataProtectionProvider protection)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Belongs into every backup (docs/operations.md).</summary>
    internal string File => appData.Site(tenant.Required, "Keys", "open-badges.key");

    private string PublicFolder => appData.Site(tenant.Required, "Keys", "open-badges");

    private IDataProtector Protector => protection.CreateProtector("Training.OpenBadges", tenant.Required.TenantId);

    /// <summary>A key has been made and is where it belongs.</summary>
    public bool Exists => System.IO.File.Exists(File);

    /// <summary>Dispose it.</summary>
    public ECDsa Open()
    {
        if (!Exists) Make();
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Protector.Unprotect(System.IO.File.ReadAllBytes(File)), out _);
        Publish(PublicOf(key));
        return key;
    }

    /// <summary>A key of now or of before; null when there never was one of that name.</summary>
    public BadgeJwk? Find(string kid)
    {
        PublishOwn();
        var file = Path.Combine(PublicFolder, kid + ".json");
        return KidPattern().IsMatch(kid) && System.IO.File.Exists(file) ? Read(file) : null;
    }

    /// <summary>All of them, old ones too.</summary>
    public IReadOnlyList<BadgeJwk> All()
    {
        PublishOwn();
        return Directory.Exists(PublicFolder) ? [.. Directory.EnumerateFiles(PublicFolder, "*.json").Order(StringComparer.Ordinal).Select(Read)] : [];
    }

    public static BadgeJwk PublicOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X!), Base64Url.EncodeToString(point.Y!));
        // RFC 7638: the members that make the key, in this order and without spaces.
        var thumbprint = SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
        return new("EC", "P-256", x, y, Base64Url.EncodeToString(thumbprint), "ES256", "sig");
    }

    private void Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Somebody else may be first: theirs is the key.
        WriteOnce(File, Protector.Protect(key.ExportPkcs8PrivateKey()));
    }

    /// <summary>A question about keys makes none.</summary>
    private void PublishOwn()
    {
        if (Exists) Open().Dispose();
    }

    private void Publish(BadgeJwk key)
    {
        var file = Path.Combine(PublicFolder, key.Kid + ".json");
        if (!System.IO.File.Exists(file)) WriteOnce(file, JsonSerializer.SerializeToUtf8Bytes(key, Web));
    }

    private static BadgeJwk Read(string file) => JsonSerializer.Deserialize<BadgeJwk>(System.IO.File.ReadAllBytes(file), Web)!;

    /// <summary>Whole or not at all; what is there already stays.</summary>
    private static void WriteOnce(string file, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var part = file + "." + Ids.New();
        System.IO.File.WriteAllBytes(part, bytes);
        try
        {
            System.IO.File.Move(part, file, overwrite: false);
        }
        catch (IOException) when (System.IO.File.Exists(file))
        {
            System.IO.File.Delete(part);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{43}$")]
    private static partial Regex KidPattern();
}
