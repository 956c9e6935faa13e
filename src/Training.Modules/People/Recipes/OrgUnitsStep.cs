using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Recipes;

namespace Training.Modules.People.Recipes;

/// <summary>Step <c>OrgUnits</c>: <c>{"Units":[{"Code","Name","Kind","Parent"?,"Line"?}]}</c>, parents first. Known codes are left alone.</summary>
internal sealed class OrgUnitsStep(TenantDb db, TimeProvider clock) : IRecipeStep
{
    public string Name => "OrgUnits";

    public async Task RunAsync(JsonObject step, CancellationToken cancel)
    {
        var wanted = step["Units"].Deserialize<List<UnitEntry>>(ContentJson.Options) ?? throw new RecipeException("OrgUnits: \"Units\" is missing.");
        var known = await db.Set<OrgUnit>().ToDictionaryAsync(u => u.Code, cancel);
        foreach (var entry in wanted.Where(e => !known.ContainsKey(e.Code)))
        {
            if (entry.Parent is not null && !known.ContainsKey(entry.Parent))
                throw new RecipeException($"OrgUnits: the parent '{entry.Parent}' of '{entry.Code}' is unknown; list parents first.");
            var unit = new OrgUnit
            {
                Code = entry.Code, Name = entry.Name, Kind = entry.Kind, Line = entry.Line,
                ParentId = entry.Parent is null ? null : known[entry.Parent].Id, RecordedUtc = clock.UtcNow(),
            };
            db.Add(unit);
            await db.SaveChangesAsync(cancel);
            known.Add(unit.Code, unit);
        }
    }

    private sealed record UnitEntry(string Code, string Name, OrgUnitKind Kind, string? Parent, Line? Line);
}
