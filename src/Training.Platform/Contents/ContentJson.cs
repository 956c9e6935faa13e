using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Training.Platform.Contents;

/// <summary>How content is written as JSON: Orchard's PascalCase names, readable Chinese, enums as words.</summary>
public static class ContentJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    internal static string PartName(object part) =>
        (string)part.GetType().GetProperty(nameof(IContentPart.PartName), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
