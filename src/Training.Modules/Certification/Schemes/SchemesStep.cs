using System.Text.Json.Nodes;
using Training.Platform.Recipes;

namespace Training.Modules.Certification.Schemes;

/// <summary>Recipe step <c>Schemes</c>: imports <c>content/schemes/</c>.</summary>
internal sealed class SchemesStep(SchemeImporter importer) : IRecipeStep
{
    public string Name => "Schemes";

    public Task RunAsync(JsonObject step, CancellationToken cancel) => importer.ImportAsync(cancel);
}
