using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Queries;

/// <summary>The units that tables show.</summary>
public sealed class UnitTree(TenantDb db)
{
    // Also of places that the person has left: what was counted there is taken back.
    private const string OfPerson = """
        WITH RECURSIVE above(id, parent_id) AS (
            SELECT u.id, u.parent_id FROM org_units u WHERE u.kind IN ('District', 'SubDistrict', 'Zone') AND u.id IN (
                SELECT sub_district_id FROM role_assignments WHERE person_id = {0} UNION SELECT unit_id FROM post_states WHERE person_id = {0})
            UNION SELECT u.id, u.parent_id FROM org_units u JOIN above ON u.id = above.parent_id WHERE u.kind IN ('District', 'SubDistrict', 'Zone'))
        SELECT id, parent_id FROM above
        """;

    /// <summary>For each district, 街镇 and zone the units above it, the nearest first.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<int>>> AncestorsAsync(CancellationToken cancel) => Above(await db.Set<OrgUnit>().AsNoTracking()
        .Where(u => u.Kind == OrgUnitKind.District || u.Kind == OrgUnitKind.SubDistrict || u.Kind == OrgUnitKind.Zone)
        .Select(u => new Branch { Id = u.Id, ParentId = u.ParentId }).ToListAsync(cancel));

    /// <summary>The same for the units where one person counts or has counted.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<int>>> AncestorsAsync(long personId, CancellationToken cancel) =>
        Above(await db.Database.SqlQueryRaw<Branch>(OfPerson, personId).ToListAsync(cancel));

    private static Dictionary<int, IReadOnlyList<int>> Above(IEnumerable<Branch> branches)
    {
        var parents = branches.ToDictionary(u => u.Id, u => u.ParentId);
        return parents.Keys.ToDictionary(id => id, id => (IReadOnlyList<int>)[.. Of(id)]);

        IEnumerable<int> Of(int id)
        {
            var seen = new HashSet<int> { id };
            for (var at = parents.GetValueOrDefault(id); at is { } unit && seen.Add(unit); at = parents.GetValueOrDefault(unit)) yield return unit;
        }
    }

    private sealed class Branch
    {
        public required int Id { get; init; }
        public required int? ParentId { get; init; }
    }
}
