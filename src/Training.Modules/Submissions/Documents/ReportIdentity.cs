using System.Text.Json;

namespace Training.Modules.Submissions.Documents;

/// <summary>Which report some bytes claim to be: read from the JSON itself, so that it is found whatever the classes of the program become.</summary>
/// <param name="TenantId">Stable id of the site that made it.</param>
public sealed record ReportIdentity(string TenantId, string PeriodKey, int Number)
{
    /// <summary>Null for bytes that name no report.</summary>
    public static ReportIdentity? Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && Text(root, "district", "tenantId") is { } tenant && Text(root, "period", "key") is { } period
                && root.TryGetProperty("number", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var n)
                ? new(tenant, period, n) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string member, string name) =>
        root.TryGetProperty(member, out var of) && of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
