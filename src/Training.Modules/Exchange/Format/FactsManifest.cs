using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Training.Modules.Exchange.Format;

/// <summary><c>manifest.json</c>: what the set is, and how complete. Only <c>format</c> and <c>version</c> must be there.</summary>
public sealed record FactsManifest
{
    public const string FormatName = "training-facts";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 8,
    };

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>Name of the tenant that it comes from.</summary>
    public string Tenant { get; init; } = "";

    public DateTime? ExportedAt { get; init; }

    /// <summary>The last day about which it says anything that happened.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Definitions by which figures were made of it.</summary>
    public string IndicatorSpec { get; init; } = "";

    /// <summary>
    /// True: the site issues certificates by rule as soon as requirements are met. Without a word false: completions without
    /// certificate wait for a person.
    /// </summary>
    public bool AutoIssue { get; init; }

    /// <summary>Rows of each file without its heading. Where one is given the file must have as many.</summary>
    public IReadOnlyDictionary<string, long> Rows { get; init; } = new Dictionary<string, long>();

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">It is no manifest.</exception>
    public static FactsManifest Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<FactsManifest>(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Json) ?? throw new JsonException("null");
}
