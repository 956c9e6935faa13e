using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Training.Platform.Data;

namespace Training.Platform.Recipes;

/// <summary>
/// Evaluates the strings <c>[js: f('x')]</c> and <c>[file:text('x')]</c> of a recipe. Not a script engine: exactly the calls
/// uuid, variables, parameters, base64, html, gzip and the two file helpers, one call a string (a recipe stays data).
/// </summary>
internal sealed partial class RecipeEvaluator(Recipe recipe, IReadOnlyDictionary<string, string> parameters)
{
    private const int MaxDepth = 8;
    private readonly Dictionary<string, string> _variables = [];

    public JsonNode? Evaluate(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Evaluate(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Evaluate)]),
        JsonValue v when v.TryGetValue<string>(out var text) => JsonValue.Create(Text(text, 0)),
        _ => node?.DeepClone(),
    };

    private string Text(string value, int depth)
    {
        if (Call().Match(value) is not { Success: true } match) return value;
        if (depth == MaxDepth) throw new RecipeException($"Recipe {recipe.Name}: '{value}' refers to itself.");
        var (function, argument, second) = (match.Groups["name"].Value, match.Groups["a"].Value, match.Groups["b"]);
        return Text(function switch
        {
            "uuid" => Ids.New(),
            "variables" => Variable(argument, depth),
            "parameters" or "configuration" => parameters.TryGetValue(argument, out var p) ? p
                : second.Success ? second.Value
                : throw new RecipeException($"Recipe {recipe.Name}: the parameter '{argument}' was not given."),
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(argument)),
            "html" => System.Net.WebUtility.HtmlDecode(argument),
            "gzip" => Unzip(argument),
            "file:text" or "text" => File.ReadAllText(Beside(argument)),
            "file:base64" => Convert.ToBase64String(File.ReadAllBytes(Beside(argument))),
            _ => throw new RecipeException($"Recipe {recipe.Name}: unknown call '{function}' in '{value}'."),
        }, depth + 1);
    }

    /// <summary>Evaluated once, on first use, like Orchard's.</summary>
    private string Variable(string name, int depth)
    {
        if (_variables.TryGetValue(name, out var known)) return known;
        var source = (string?)recipe.Variables[name] ?? throw new RecipeException($"Recipe {recipe.Name}: there is no variable '{name}'.");
        return _variables[name] = Text(source, depth + 1);
    }

    /// <summary>A file next to the recipe, never outside its folder.</summary>
    private string Beside(string relative)
    {
        var full = Path.GetFullPath(Path.Combine(recipe.Folder, relative));
        return full.StartsWith(recipe.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(full)
            ? full
            : throw new RecipeException($"Recipe {recipe.Name}: no file '{relative}' beside the recipe.");
    }

    private static string Unzip(string base64)
    {
        using var zip = new GZipStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\[\s*(?:js:\s*)?(?<name>(?:file:)?[a-z0-9]+)\(\s*(?:'(?<a>[^']*)'(?:\s*,\s*'(?<b>[^']*)')?)?\s*\)\s*;?\s*\]$")]
    private static partial Regex Call();
}
