using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Queries;

/// <summary>The units that tables show, from memory: new ones come, but none of them ever moves below another.</summary>
public sealed class UnitTree(TenantDb db, UnitOfWork unit, RateCache cache, CurrentTenant tenant)
{
    private const int BytesOfUnit = 100;

    /// <summary>For each district, 街镇 and zone the units above it, the nearest first.</summary>
    public async ValueTask<IReadOnlyDictionary<int, IReadOnlyList<int>>> AncestorsAsync(CancellationToken cancel)
    {
        var units = await db.Set<OrgUnit>().AsNoTracking().Where(u => u.Kind == OrgUnitKind.District || u.Kind == OrgUnitKind.SubDistrict || u.Kind == OrgUnitKind.Zone)
            .Select(u => new { u.Id, u.ParentId }).ToListAsync(cancel);
        var parents = units.ToDictionary(u => u.Id, u => u.ParentId);
        var ancestors = parents.Keys.ToDictionary(id => id, id => (IReadOnlyList<int>)[.. Of(id)]);
        var key = Key;
        // A unit that is only just being made may yet not come to be.
        await unit.AfterCommitAsync(() => Task.FromResult(cache.Set(key, ancestors, ancestors.Count * BytesOfUnit, first: true)));
        return ancestors;

        IEnumerable<int> Of(int id)
        {
            var seen = new HashSet<int> { id };
            for (var at = parents.GetValueOrDefault(id); at is { } above && seen.Add(above); at = parents.GetValueOrDefault(above)) yield return above;
        }
    }

    /// <param name="of">Units at hand: one that is not known yet makes all be read again.</param>
    public async ValueTask<IReadOnlyDictionary<int, IReadOnlyList<int>>> AncestorsAsync(IEnumerable<int> of, CancellationToken cancel) =>
        cache.TryGet(Key, out Dictionary<int, IReadOnlyList<int>>? known) && of.All(known!.ContainsKey) ? known! : await AncestorsAsync(cancel);

    private (string, string) Key => (tenant.Required.TenantId, "unit-tree");
}
