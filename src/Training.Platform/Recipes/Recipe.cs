using System.Text.Json;
using System.Text.Json.Nodes;

namespace Training.Platform.Recipes;

/// <summary>An Orchard Core recipe file: header, variables, steps. Comments and trailing commas are allowed.</summary>
public sealed record Recipe(string Name, string DisplayName, JsonObject Variables, IReadOnlyList<JsonObject> Steps, string Folder)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="RecipeException">Not a recipe; the message names the file and what is wrong.</exception>
    public static Recipe Load(string file)
    {
        if (!File.Exists(file)) throw new RecipeException($"There is no recipe {file}.");
        JsonNode? json;
        try { json = JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient); }
        catch (JsonException e) { throw new RecipeException($"{file}({e.LineNumber + 1}): {e.Message}"); }
        if (json is not JsonObject root || root["steps"] is not JsonArray steps)
            throw new RecipeException($"{file}: a recipe is an object with an array \"steps\".");
        return new Recipe(
            (string?)root["name"] ?? Path.GetFileNameWithoutExtension(file),
            (string?)root["displayName"] ?? "",
            root["variables"] as JsonObject ?? [],
            [.. steps.Select((s, i) => s as JsonObject is { } step && (string?)step["name"] is not null
                ? step
                : throw new RecipeException($"{file}: step {i + 1} has no \"name\"."))],
            Path.GetDirectoryName(Path.GetFullPath(file))!);
    }
}

/// <summary>A recipe cannot be read or a step failed; the message says where.</summary>
public sealed class RecipeException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Runs the steps of one name.</summary>
public interface IRecipeStep
{
    /// <summary>Compared without case.</summary>
    string Name { get; }

    /// <exception cref="RecipeException">The step's data are wrong.</exception>
    Task RunAsync(JsonObject step, CancellationToken cancel);
}
