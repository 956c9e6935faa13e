using System.Text.Json;
using System.Text.Json.Nodes;
using Training.Modules.Certification.Models.Rules;
using Training.Platform.Contents;

namespace Training.Modules.Certification.Models;

/// <summary>Rules as they are stored; read with their pass mark in force. Reads the first form too: flat lists, validity in months.</summary>
public static class SchemeRulesJson
{
    public static string Write(SchemeRules rules) => JsonSerializer.Serialize(rules, ContentJson.Options);

    public static SchemeRules Read(string json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        if (root[nameof(SchemeRules.Requirements)] is JsonArray) Upgrade(root);
        return (root.Deserialize<SchemeRules>(ContentJson.Options) ?? throw new JsonException("There are no rules.")).WithPassMark();
    }

    private static void Upgrade(JsonObject root)
    {
        root[nameof(SchemeRules.Requirements)] = AllOfList(root[nameof(SchemeRules.Requirements)]);
        root[nameof(SchemeRules.Validity)] = new JsonObject
        {
            [nameof(Validity.Unit)] = nameof(ValidityUnit.Months), [nameof(Validity.Count)] = root["ValidityMonths"]?.DeepClone() ?? 12,
            [nameof(Validity.Basis)] = root["ValidityBasis"]?.DeepClone() ?? nameof(Basis.ProductDefault),
        };
        root.Remove("ValidityMonths");
        root.Remove("ValidityBasis");
        if (root[nameof(SchemeRules.Renewal)] is not JsonObject renewal) return;
        var list = renewal[nameof(SchemeRules.Requirements)];
        renewal.Remove(nameof(SchemeRules.Requirements));
        if (list is JsonArray { Count: > 0 })
            renewal[nameof(RenewalRule.Paths)] = new JsonArray(new JsonObject { [nameof(RenewalPath.Requirements)] = AllOfList(list) });
    }

    private static JsonObject AllOfList(JsonNode? list) => new()
    {
        [Rule.Discriminator] = nameof(AllOf),
        [nameof(AllOf.Rules)] = new JsonArray([.. ((list as JsonArray) ?? []).Select(item =>
        {
            var shown = new JsonObject { [Rule.Discriminator] = nameof(Shown) };
            foreach (var (name, value) in item!.AsObject()) shown[name] = value?.DeepClone();
            return shown;
        })]),
    };
}
