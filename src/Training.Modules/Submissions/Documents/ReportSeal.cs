using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Training.Modules.Certificates.OpenBadges;

namespace Training.Modules.Submissions.Documents;

/// <summary>What lies beside a document in its file.</summary>
/// <param name="Hash">SHA-256 of the document's bytes.</param>
/// <param name="Signature">ES256, base64url.</param>
/// <param name="Key">The public key. A file that brings its own key proves nothing by it: verify with a key from elsewhere.</param>
public sealed record ReportSeal(string Alg, string Hash, string Signature, BadgeJwk Key)
{
    /// <summary>What is signed begins so; a badge, signed with the same key, never does.</summary>
    private static byte[] Signed(string hash) => Encoding.ASCII.GetBytes("training-report/1:" + hash);

    public static ReportSeal Of(ReadOnlySpan<byte> document, ECDsa key)
    {
        var hash = ReportJson.Hash(document);
        return new("ES256", hash, Base64Url.EncodeToString(key.SignData(Signed(hash), HashAlgorithmName.SHA256)), BadgeKeys.PublicOf(key));
    }

    /// <returns>False also for a key or a signature that is none.</returns>
    public static bool Verifies(string hash, string signature, BadgeJwk key)
    {
        try
        {
            using var ec = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) },
            });
            return ec.VerifyData(Signed(hash), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
