using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certificates.OpenBadges;

/// <summary>
/// A certificate as OpenBadgeCredential of Open Badges 3.0 (1EdTech, spec/ob/v3p0), signed as a JSON Web Token (§8.2): a VC-JWT
/// whose payload is the credential with the registered claims beside it.
/// </summary>
public static class BadgeCredential
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="site">Address of the tenant's site, without a slash at the end.</param>
    public static JsonObject Of(Certificate certificate, CertificateSheet sheet, string site)
    {
        // The name is the holder's to show: whoever is given the file and told the name can check it against the hash.
        var salt = certificate.VerifyCode[..16];
        var hash = "sha256$" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(certificate.HolderName + salt)));
        return new()
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
            ["id"] = sheet.VerifyUrl,
            ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            ["name"] = $"{CertificateSheet.Title}（{certificate.Role.Title()}）",
            ["issuer"] = new JsonObject { ["id"] = site, ["type"] = new JsonArray("Profile"), ["name"] = certificate.Issuer },
            ["validFrom"] = Utc(ChinaTime.StartUtc(certificate.ValidFrom)),
            // The last day counts: until it ends in China.
            ["validUntil"] = Utc(ChinaTime.StartUtc(certificate.ValidThrough.AddDays(1)).AddSeconds(-1)),
            ["awardedDate"] = Utc(ChinaTime.StartUtc(certificate.IssuedOn)),
            ["credentialStatus"] = BadgeStatus.EntriesOf(certificate.Id, site),
            ["credentialSubject"] = new JsonObject
            {
                ["type"] = new JsonArray("AchievementSubject"),
                ["identifier"] = new JsonArray(new JsonObject
                {
                    ["type"] = "IdentityObject", ["hashed"] = true, ["identityHash"] = hash, ["identityType"] = "name", ["salt"] = salt,
                }),
                ["creditsEarned"] = (double)certificate.Hours,
                ["achievement"] = new JsonObject
                {
                    ["id"] = $"{site}/achievements/{certificate.Role.Code().ToLowerInvariant()}",
                    ["type"] = new JsonArray("Achievement"),
                    ["achievementType"] = "CertificateOfCompletion",
                    ["name"] = $"{sheet.Scheme}（{certificate.Role.Title()}）",
                    ["description"] = "完成困境儿童心理健康关爱服务基层能力培训并考核合格。这是培训合格证明，不是资格或执业证件。",
                    ["criteria"] = new JsonObject { ["narrative"] = $"完成方案“{sheet.Scheme}”的全部要求，共 {certificate.Hours.HoursText()} 学时（每学时 45 分钟），考核合格。" },
                },
            },
        };
    }

    /// <summary>Compact JWS with ES256.</summary>
    public static string Sign(JsonObject credential, ECDsa key, string site)
    {
        var payload = credential.DeepClone().AsObject();
        payload["iss"] = (credential["issuer"] is JsonObject profile ? profile["id"] : credential["issuer"])!.GetValue<string>();
        payload["jti"] = credential["id"]!.GetValue<string>();
        payload["nbf"] = Seconds("validFrom");
        payload["exp"] = Seconds("validUntil");
        // A URL at which the key lies, as §8.2.1 wants it.
        var header = new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = KeyUrl(site, BadgeKeys.PublicOf(key)) };
        var signed = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header, Options))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload, Options))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";

        long Seconds(string name) => DateTimeOffset.Parse(credential[name]!.GetValue<string>(), CultureInfo.InvariantCulture).ToUnixTimeSeconds();
    }

    public static string KeyUrl(string site, BadgeJwk key) => $"{site}/.well-known/openbadges/{key.Kid}.json";

    internal static string Utc(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
