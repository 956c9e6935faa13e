using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Training.Modules.Certificates.OpenBadges;

/// <summary>What a status list is about; the names are those of the specification, in small letters.</summary>
public enum BadgePurpose { Revocation, Suspension }

/// <summary>
/// The form of Bitstring Status List v1.0 (W3C), which Open Badges 3.0 lets a credential point to: a file that was downloaded before a
/// revocation says where its state of today is found. A list is bits without names or numbers, the same for
/// <see cref="Size"/> certificates, so that whoever asks does not say for which one.
/// </summary>
public static class BadgeStatus
{
    /// <summary>Certificates of one list; the least that the specification allows (§3.2, 16 KB).</summary>
    public const int Size = 131_072;

    /// <summary>How long an answer is kept, on the site and by whoever asked together (§2.2 ttl).</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    public static long ListOf(long certificateId) => certificateId / Size;

    public static int IndexOf(long certificateId) => (int)(certificateId % Size);

    public static string UrlOf(string site, BadgePurpose purpose, long list) => string.Create(CultureInfo.InvariantCulture, $"{site}/verify/badges/{NameOf(purpose)}/{list}");

    public static string NameOf(BadgePurpose purpose) => purpose == BadgePurpose.Revocation ? "revocation" : "suspension";

    /// <summary>For credentialStatus of a badge: an entry each for revocation and suspension.</summary>
    public static JsonArray EntriesOf(long certificateId, string site) => [.. Enum.GetValues<BadgePurpose>().Select(purpose =>
    {
        var (url, index) = (UrlOf(site, purpose, ListOf(certificateId)), IndexOf(certificateId).ToString(CultureInfo.InvariantCulture));
        return (JsonNode)new JsonObject
        {
            ["id"] = $"{url}#{index}", ["type"] = "BitstringStatusListEntry", ["statusPurpose"] = NameOf(purpose), ["statusListIndex"] = index, ["statusListCredential"] = url,
        };
    })];

    /// <param name="set">Indexes of the certificates that are revoked, or suspended.</param>
    /// <param name="ttl">How long a copy may be kept.</param>
    public static JsonObject ListCredential(string site, BadgePurpose purpose, long list, IEnumerable<int> set, DateTime nowUtc, TimeSpan ttl)
    {
        var url = UrlOf(site, purpose, list);
        return new()
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
            ["id"] = url,
            ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
            ["issuer"] = site,
            ["validFrom"] = BadgeCredential.Utc(nowUtc),
            ["validUntil"] = BadgeCredential.Utc(nowUtc.AddDays(1)),
            ["credentialSubject"] = new JsonObject
            {
                ["id"] = url + "#list", ["type"] = "BitstringStatusList", ["statusPurpose"] = NameOf(purpose), ["encodedList"] = Encode(set), ["ttl"] = (long)ttl.TotalMilliseconds,
            },
        };
    }

    /// <summary>GZIP, then Multibase base64url without padding ("u"); the first index is the leftmost bit.</summary>
    private static string Encode(IEnumerable<int> set)
    {
        var bits = new byte[Size / 8];
        foreach (var index in set) bits[index / 8] |= (byte)(0x80 >> (index % 8));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bits);
        return "u" + Base64Url.EncodeToString(packed.ToArray());
    }
}
