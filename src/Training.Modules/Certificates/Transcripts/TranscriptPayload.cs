using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Training.Modules.Certificates.Transcripts;

/// <summary>A line of the ledger as the transcript shows it.</summary>
/// <param name="Kind">Chinese name of the kind of evidence.</param>
/// <param name="Hours">学时 of 45 minutes; 0 = none.</param>
/// <param name="Score">Percent; null unless the holder wanted scores on the own copy.</param>
public sealed record TranscriptEntry(DateOnly On, string Kind, string Subject, string Title, decimal Hours, int? Score);

/// <param name="State">Chinese name of what it was worth on the day of the transcript.</param>
public sealed record TranscriptCertificate(string Number, string Role, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly ValidThrough, string State);

/// <summary>Everything that a transcript says; the machine-readable file is this record.</summary>
/// <param name="Schema">Version of this form.</param>
/// <param name="TotalHours">学时 in all; a module that was learned again counts once.</param>
public sealed record TranscriptPayload(
    int Schema, string Holder, DateOnly AsOf, string Issuer, string SiteName, string SiteSubName,
    IReadOnlyList<TranscriptCertificate> Certificates, IReadOnlyList<TranscriptEntry> Entries, decimal TotalHours)
{
    public const int CurrentSchema = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static TranscriptPayload Parse(string json) => JsonSerializer.Deserialize<TranscriptPayload>(json, Options)!;

    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
