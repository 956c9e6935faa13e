using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Demo.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Recipes;
using Training.Platform.Settings;

namespace Training.Modules.Demo.Services;

/// <summary>Recipe step <c>DemoCity</c>; see the module's README.</summary>
internal sealed class DemoCityStep(
    DemoUnits units, DemoWriter writer, SchemeTable schemes, RateProjection rates, StandingStore standings, SettingsStore settings, UnitOfWork unit, TimeProvider clock, ILogger<DemoCityStep> log) : IRecipeStep
{
    public string Name => "DemoCity";

    public async Task RunAsync(JsonObject step, CancellationToken cancel)
    {
        var options = step.Deserialize<Options>(ContentJson.Options)!;
        var asOf = clock.Today();
        var table = await schemes.AllAsync(cancel);
        await unit.RunAsync(async () =>
        {
            var streets = await units.MakeAsync(options.Neighborhoods ?? [], options.Size, cancel);
            if (streets.Count == 0) throw new RecipeException("DemoCity: there are no streets; run the step OrgUnits first.");
            var rules = People.Models.RoleFacts.All.ToDictionary(role => role, role => table.Of(role).LastOrDefault(s => s.InForce(asOf))?.Rules
                ?? throw new RecipeException($"DemoCity: the role {role} has no scheme; run the step Schemes first."));
            var plan = new DemoPlan(options.Seed, options.Size, asOf, options.StaffNoPrefix, streets, rules)
            {
                AutoIssue = (await settings.GetAsync<CertificationSettings>(cancel)).AutoIssue,
            };
            var people = DemoWorkforce.Make(plan).Concat(DemoAccounts.Make(plan)).ToList();
            await writer.WriteAsync(people, options.Password, cancel);
            await rates.RebuildAsync(cancel);
            await standings.RebuildAsync(cancel);
            log.LogInformation("Demo: {People} people on {Streets} streets", people.Count, streets.Count);
        }, cancel);
    }

    private sealed record Options(int Seed, double Size, string Password, string StaffNoPrefix, Dictionary<string, int>? Neighborhoods);
}
