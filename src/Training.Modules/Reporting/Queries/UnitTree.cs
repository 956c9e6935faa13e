using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Queries;

/// <summary>Which units lie above a unit of the tables. Always read anew: a unit made a second ago must count at its district.</summary>
public sealed class UnitTree(TenantDb db)
{
    /// <summary>For each district, 街镇 and zone the units above it, the nearest first.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<int>>> AncestorsAsync(CancellationToken cancel)
    {
        var parents = await db.Set<OrgUnit>().AsNoTracking()
            .Where(u => u.Kind == OrgUnitKind.District || u.Kind == OrgUnitKind.SubDistrict || u.Kind == OrgUnitKind.Zone)
            .Select(u => new { u.Id, u.ParentId }).ToDictionaryAsync(u => u.Id, u => u.ParentId, cancel);
        return parents.Keys.ToDictionary(id => id, id => (IReadOnlyList<int>)[.. Above(id)]);

        IEnumerable<int> Above(int id)
        {
            var seen = new HashSet<int> { id };
            for (var at = parents.GetValueOrDefault(id); at is { } unit && seen.Add(unit); at = parents.GetValueOrDefault(unit)) yield return unit;
        }
    }
}
