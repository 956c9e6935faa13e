using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Training.Platform.Contents;

/// <summary>
/// The form of a pack file, taken from the record that it is read into: <see cref="PackYaml"/> checks files against it,
/// and <c>content/schemas/*.schema.json</c> publishes it, so the two cannot differ. A property is required when it has the
/// keyword <c>required</c>; lengths, ranges and patterns come from <see cref="LengthAttribute"/>, <see cref="StringLengthAttribute"/>,
/// <see cref="RangeAttribute"/>, <see cref="RegularExpressionAttribute"/>, texts from <see cref="DescriptionAttribute"/>.
/// </summary>
public static class PackSchema
{
    /// <summary>camelCase names, unknown properties refused, enums by their names in C#.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Limits };

    public static JsonObject Of<T>() => (JsonObject)Options.GetJsonSchemaAsNode(typeof(T), Exporter);

    /// <summary>The schema as it lies in <c>content/schemas/</c>.</summary>
    public static string Export<T>(string title)
    {
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title };
        foreach (var (name, value) in Of<T>()) schema[name] = value?.DeepClone();
        return schema.ToJsonString(Options) + "\n";
    }

    private static JsonNode Limits(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema) return node;
        var attributes = context.PropertyInfo?.AttributeProvider;
        if (attributes is null) return node;
        foreach (var attribute in attributes.GetCustomAttributes(inherit: true))
            switch (attribute)
            {
                case DescriptionAttribute d: schema["description"] = d.Description; break;
                case RegularExpressionAttribute r: schema["pattern"] = $"^(?:{r.Pattern})$"; break;
                case StringLengthAttribute s:
                    schema["minLength"] = s.MinimumLength;
                    schema["maxLength"] = s.MaximumLength;
                    break;
                case LengthAttribute l:
                    schema["minItems"] = l.MinimumLength;
                    schema["maxItems"] = l.MaximumLength;
                    break;
                case RangeAttribute r:
                    schema["minimum"] = Convert.ToDecimal(r.Minimum, System.Globalization.CultureInfo.InvariantCulture);
                    schema["maximum"] = Convert.ToDecimal(r.Maximum, System.Globalization.CultureInfo.InvariantCulture);
                    break;
            }
        return schema;
    }
}

/// <summary>
/// An enum whose words in packs are camelCase, e.g. <c>redLine</c>:
/// <c>[JsonConverter(typeof(CamelCaseWords&lt;OptionFlag&gt;))]</c> on the property of the pack's record.
/// </summary>
public sealed class CamelCaseWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) where T : struct, Enum;
