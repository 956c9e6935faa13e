using System.Text.Json.Nodes;
using Training.Platform.Contents;

namespace Training.Platform.Recipes;

/// <summary>Step <c>ContentPacks</c>: imports everything below <c>content/</c>.</summary>
internal sealed class ContentPacksStep(ContentImporter importer) : IRecipeStep
{
    public string Name => "ContentPacks";

    public Task RunAsync(JsonObject step, CancellationToken cancel) => importer.ImportAsync(cancel);
}
