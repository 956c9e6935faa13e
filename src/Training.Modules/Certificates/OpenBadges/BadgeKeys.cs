using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Certificates.OpenBadges;

/// <summary>A public key as JSON Web Key (RFC 7517, EC keys RFC 7518 §6.2).</summary>
public sealed record BadgeJwk(string Kty, string Crv, string X, string Y, string Kid, string Alg, string Use);

/// <summary>
/// The tenant's signing key, P-256 for ES256: made at the first use, kept in the tenant's folder, sealed with a purpose that
/// bears the tenant's id, so that the file is worth nothing to another tenant. Nodes share it with the folder.
/// </summary>
public sealed class BadgeKeys(AppData appData, CurrentTenant tenant, IDataProtectionProvider protection)
{
    /// <summary>Belongs into every backup (docs/operations.md).</summary>
    internal string File => appData.Site(tenant.Required, "Keys", "open-badges.key");

    private IDataProtector Protector => protection.CreateProtector("Training.OpenBadges", tenant.Required.TenantId);

    /// <summary>A key has been made and is where it belongs.</summary>
    public bool Exists => System.IO.File.Exists(File);

    /// <summary>Dispose it.</summary>
    public ECDsa Open()
    {
        if (!Exists) Make();
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Protector.Unprotect(System.IO.File.ReadAllBytes(File)), out _);
        return key;
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
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var part = File + "." + Ids.New();
        System.IO.File.WriteAllBytes(part, Protector.Protect(key.ExportPkcs8PrivateKey()));
        try
        {
            System.IO.File.Move(part, File, overwrite: false);
        }
        catch (IOException) when (System.IO.File.Exists(File))
        {
            // Somebody else was first: theirs is the key.
            System.IO.File.Delete(part);
        }
    }
}
