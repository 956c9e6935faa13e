using System.Text.Json.Nodes;
using Training.Platform.Contents;
using Training.Platform.Settings;

namespace Training.Platform.Recipes;

/// <summary>Step <c>settings</c>: each property is a settings document by the name of its type.</summary>
internal sealed class SettingsStep(SettingsStore settings) : IRecipeStep
{
    public string Name => "settings";

    public async Task RunAsync(JsonObject step, CancellationToken cancel)
    {
        foreach (var (name, value) in step)
            if (name != "name" && value is JsonObject document)
                await settings.SetJsonAsync(name, document.ToJsonString(ContentJson.Options), cancel);
    }
}
