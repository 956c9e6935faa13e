using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Training.Platform.Recipes;

/// <summary>Runs a recipe's steps in order in the current tenant; the first failing step stops it.</summary>
public sealed class RecipeExecutor(IEnumerable<IRecipeStep> steps, ILogger<RecipeExecutor> log)
{
    public async Task RunAsync(Recipe recipe, IReadOnlyDictionary<string, string> parameters, CancellationToken cancel)
    {
        var evaluator = new RecipeEvaluator(recipe, parameters);
        foreach (var step in recipe.Steps)
        {
            var name = (string)step["name"]!;
            var runner = steps.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new RecipeException($"Recipe {recipe.Name}: nobody knows the step '{name}'.");
            log.LogInformation("Recipe {Recipe}: step {Step}", recipe.Name, name);
            await runner.RunAsync((JsonObject)evaluator.Evaluate(step)!, cancel);
        }
    }
}
