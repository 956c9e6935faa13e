using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Training.Platform.Contents;

/// <summary>
/// Reads a YAML file of a pack into a record, strictly: an unknown or missing property, a wrong kind of value or a limit
/// that is passed is a problem with its line. All problems of a file are reported, not just the first.
/// </summary>
public static class PackYaml
{
    /// <param name="file">Path on disk.</param>
    /// <param name="relativeName">Path below <c>content/</c>, as the report shows it.</param>
    /// <param name="lines">Where each value stands, for checks that come after.</param>
    /// <returns>Null when the file has a problem; the report then says which.</returns>
    public static T? Read<T>(string file, string relativeName, ContentReport report, out PackLines lines) where T : class =>
        Parse<T>(File.ReadAllText(file), relativeName, report, out lines);

    /// <param name="yaml">The text.</param>
    /// <param name="name">As the report shows it.</param>
    /// <param name="firstLine">Line of the file on which the text begins (front matter: 2).</param>
    /// <inheritdoc cref="Read{T}"/>
    public static T? Parse<T>(string yaml, string name, ContentReport report, out PackLines lines, int firstLine = 1) where T : class
    {
        lines = new PackLines(firstLine);
        var before = report.Problems.Count;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count != 1)
            {
                report.Add(name, 0, "这里应当正好有一份 YAML。");
                return null;
            }
            var schema = PackSchema.Of<T>();
            var json = new PackForm(name, schema, report, lines).ToJson(stream.Documents[0].RootNode, schema, "");
            return report.Problems.Count > before ? null : json.Deserialize<T>(PackSchema.Options);
        }
        catch (YamlException e)
        {
            report.Add(name, (int)e.Start.Line + firstLine - 1, "YAML 写法有误：" + (e.InnerException?.Message ?? e.Message));
        }
        catch (JsonException e)
        {
            report.Add(name, lines[(e.Path ?? "").TrimStart('$').TrimStart('.')], "这个值读不出来：" + e.Message);
        }
        return null;
    }
}

/// <summary>Lines of the values of a file by path, e.g. <c>questions[2].options[0].text</c>; counted from 1.</summary>
public sealed class PackLines(int firstLine)
{
    private readonly Dictionary<string, int> _lines = [];

    /// <summary>The line of the value, or of the nearest thing around it that is there.</summary>
    public int this[string path]
    {
        get
        {
            for (var p = path; p.Length > 0; p = p[..Math.Max(0, p.LastIndexOfAny(['.', '[']))])
                if (_lines.TryGetValue(p, out var line)) return line;
            return firstLine;
        }
    }

    internal int Add(string path, YamlNode node) => _lines[path] = (int)node.Start.Line + firstLine - 1;
}

/// <summary>Turns YAML nodes into JSON under a schema of <see cref="PackSchema"/>, noting what does not fit.</summary>
internal sealed class PackForm(string file, JsonObject root, ContentReport report, PackLines lines)
{
    public JsonNode? ToJson(YamlNode node, JsonObject schema, string path)
    {
        schema = Resolve(schema);
        var line = lines.Add(path, node);
        var types = schema["type"] switch { JsonArray many => many.Select(t => (string)t!).ToList(), JsonValue one => [(string)one!], _ => [] };
        var value = node switch
        {
            YamlMappingNode map when schema["anyOf"] is JsonArray kinds => OneOf(map, schema, kinds, path, line),
            YamlMappingNode map when types.Contains("object") => Map(map, schema, path, line),
            YamlSequenceNode list when types.Contains("array") => List(list, schema, path, line),
            YamlScalarNode scalar => Scalar(scalar, types, schema, path, line),
            _ => Fault(line, $"{Name(path)} 应当是{Kind(types)}。"),
        };
        return value;
    }

    /// <summary>A type that occurs again stands as a reference to its first place: "#/properties/requirements/items".</summary>
    private JsonObject Resolve(JsonObject schema) => (string?)schema["$ref"] is { } reference
        ? (JsonObject)reference.Split('/').Skip(1).Aggregate((JsonNode)root, (node, step) => node is JsonArray list
            ? list[int.Parse(step, CultureInfo.InvariantCulture)]!
            : node[step]!)
        : schema;

    /// <summary>A record of several kinds: the property that is always required says which one it is.</summary>
    private JsonNode? OneOf(YamlMappingNode map, JsonObject schema, JsonArray kinds, string path, int line)
    {
        var kind = (string)schema["required"]!.AsArray()[0]!;
        var word = (map.Children.FirstOrDefault(c => (c.Key as YamlScalarNode)?.Value == kind).Value as YamlScalarNode)?.Value;
        var branch = kinds.Select(k => Resolve((JsonObject)k!)).FirstOrDefault(k => (string?)k["properties"]?[kind]?["const"] == word);
        if (word is null || branch is null)
        {
            var words = string.Join("、", kinds.Select(k => (string?)Resolve((JsonObject)k!)["properties"]?[kind]?["const"]));
            return Fault(line, word is null ? $"{Name(path)} 缺少字段 {kind}。可以写：{words}。" : $"{Name(path)} 的 {kind} 不能是“{word}”。可以写：{words}。");
        }
        // The reader wants the kind first, wherever it stands in the file.
        var result = new JsonObject { [kind] = word };
        foreach (var (name, value) in Map(map, branch, path, line).ToList())
            if (name != kind) result[name] = value?.DeepClone();
        return result;
    }

    private JsonObject Map(YamlMappingNode map, JsonObject schema, string path, int line)
    {
        var known = schema["properties"] as JsonObject ?? [];
        var each = schema["additionalProperties"] as JsonObject;
        var result = new JsonObject();
        foreach (var (key, child) in map.Children)
        {
            var name = ((YamlScalarNode)key).Value ?? "";
            if ((known[name] as JsonObject ?? each) is { } form) result[name] = ToJson(child, form, path.Length == 0 ? name : $"{path}.{name}");
            else Fault((int)key.Start.Line - (int)map.Start.Line + line, $"不认识的字段 {name}。可用的字段：{string.Join("、", known.Select(k => k.Key))}。");
        }
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(r => (string)r!))
            if (!result.ContainsKey(name) && !map.Children.ContainsKey(name)) Fault(line, $"{Name(path)} 缺少字段 {name}。");
        return result;
    }

    private JsonArray List(YamlSequenceNode list, JsonObject schema, string path, int line)
    {
        var form = schema["items"] as JsonObject ?? [];
        var result = new JsonArray([.. list.Children.Select((child, i) => ToJson(child, form, $"{path}[{i}]"))]);
        if (result.Count < (Number(schema["minItems"]) ?? 0)) Fault(line, $"{Name(path)} 至少要有 {schema["minItems"]} 项，现在是 {result.Count} 项。");
        if (result.Count > (Number(schema["maxItems"]) ?? int.MaxValue)) Fault(line, $"{Name(path)} 最多 {schema["maxItems"]} 项，现在是 {result.Count} 项。");
        return result;
    }

    private JsonNode? Scalar(YamlScalarNode scalar, List<string> types, JsonObject schema, string path, int line)
    {
        var text = scalar.Value ?? "";
        var plain = scalar.Style == ScalarStyle.Plain;
        var isNull = plain && text is "" or "~" or "null";
        if (schema["const"] is { } only) return (string)only! == text ? text : Fault(line, $"{Name(path)} 应当是“{only}”，现在是“{text}”。");
        if (schema["enum"] is JsonArray words)
        {
            if (isNull && words.Any(w => w is null)) return null;
            return words.Any(w => (string?)w == text) ? text : Fault(line, $"{Name(path)} 不能是“{text}”。可以写：{string.Join("、", words.Select(w => (string?)w ?? "null"))}。");
        }
        if (isNull) return types.Contains("null") ? null : Fault(line, $"{Name(path)} 是空的，请补上{Kind(types)}。");
        if (types.Contains("string")) return String(text.Trim(), schema, path, line);
        if (types.Contains("boolean") && plain && text is "true" or "false") return text == "true";
        if (types.Contains("integer") && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return Within(whole);
        if (types.Contains("number") && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return Within(number);
        return Fault(line, $"{Name(path)} 应当是{Kind(types)}，现在是“{text}”。");

        JsonNode? Within(decimal n)
        {
            if (n < Number(schema["minimum"]) || n > Number(schema["maximum"])) return Fault(line, $"{Name(path)} 应在 {schema["minimum"]} 到 {schema["maximum"]} 之间，现在是 {text}。");
            return types.Contains("integer") ? JsonValue.Create((long)n) : JsonValue.Create(n);
        }
    }

    private JsonNode? String(string text, JsonObject schema, string path, int line)
    {
        if ((string?)schema["format"] == "date" && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return Fault(line, $"{Name(path)} 应当是日期，例如 2025-04-30，现在是“{text}”。");
        if (text.Length < (Number(schema["minLength"]) ?? 0) || text.Length > (Number(schema["maxLength"]) ?? int.MaxValue))
            return Fault(line, $"{Name(path)} 应为 {schema["minLength"]} 到 {schema["maxLength"]} 个字，现在是 {text.Length} 个。");
        if ((string?)schema["pattern"] is { } pattern && !System.Text.RegularExpressions.Regex.IsMatch(text, pattern))
            return Fault(line, $"{Name(path)} 的写法不对：“{text}”，应当符合 {pattern}。");
        return text;
    }

    private JsonNode? Fault(int line, string message)
    {
        report.Add(file, line, message);
        return null;
    }

    private static decimal? Number(JsonNode? node) => node is JsonValue value ? value.GetValueKind() == JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null : null;

    private static string Name(string path) => path.Length == 0 ? "文件" : path;

    private static string Kind(List<string> types) => types.FirstOrDefault(t => t != "null") switch
    {
        "object" => "一组“字段: 值”",
        "array" => "一个列表",
        "integer" => "整数",
        "number" => "数字",
        "boolean" => " true 或 false",
        _ => "文字",
    };
}
