using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.People.Services;

/// <summary>A unit on some day.</summary>
public sealed class PlacedUnit
{
    public required OrgUnit Unit { get; init; }

    /// <summary>What it is part of on that day; null = nothing.</summary>
    public required int? ParentId { get; init; }
}

/// <summary>What higher modules may ask about people and units.</summary>
public sealed class PeopleDirectory(TenantDb db, IMemoryCache cache, CurrentTenant tenant)
{
    private static readonly CompiledQuery<long, RoleAssignment> AssignmentsOf = new((db, personId) =>
        db.Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == personId).OrderBy(a => a.Start));

    public Task<Person?> FindAsync(long personId, CancellationToken cancel) =>
        db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, cancel);

    public Task<Person?> ByRefAsync(string reference, CancellationToken cancel) =>
        db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Ref == reference, cancel);

    /// <summary>All assignments of a person, oldest first.</summary>
    public Task<List<RoleAssignment>> AssignmentsAsync(long personId, CancellationToken cancel) =>
        AssignmentsOf.ToListAsync(db, personId, cancel);

    /// <summary>District and 街镇 (and zones), the units of tables; from memory for five minutes.</summary>
    public async ValueTask<IReadOnlyList<OrgUnit>> ReportingUnitsAsync(CancellationToken cancel)
    {
        var key = (tenant.Required.TenantId, "reporting-units");
        if (cache.TryGetValue(key, out IReadOnlyList<OrgUnit>? units)) return units!;
        var found = await db.Set<OrgUnit>().AsNoTracking()
            .Where(u => u.Kind == OrgUnitKind.District || u.Kind == OrgUnitKind.SubDistrict || u.Kind == OrgUnitKind.Zone)
            .OrderBy(u => u.Code).ToListAsync(cancel);
        return found.Count == 0 ? found : cache.Set<IReadOnlyList<OrgUnit>>(key, found, TimeSpan.FromMinutes(5));
    }

    /// <summary>Of the units that were part of another one on a day than they are now: what they were part of. The others are not in it.</summary>
    public async Task<IReadOnlyDictionary<int, int>> FormerParentsAsync(DateOnly day, CancellationToken cancel) =>
        (await db.Set<UnitParent>().AsNoTracking().Where(p => p.Through >= day).OrderByDescending(p => p.Through).ToListAsync(cancel))
            .GroupBy(p => p.UnitId).ToDictionary(g => g.Key, g => g.Last().ParentId);

    /// <summary>Units that are there on a day, with what they are part of on that day.</summary>
    public IQueryable<PlacedUnit> UnitsOn(DateOnly day) => db.Set<OrgUnit>().AsNoTracking()
        .Where(u => (u.StartedOn == null || u.StartedOn <= day) && (u.EndedOn == null || u.EndedOn >= day))
        .Select(u => new PlacedUnit
        {
            Unit = u,
            ParentId = db.Set<UnitParent>().Where(p => p.UnitId == u.Id && p.Through >= day).OrderBy(p => p.Through).Select(p => (int?)p.ParentId).FirstOrDefault() ?? u.ParentId,
        });

    /// <summary>After many units were written: the next one who asks reads them anew.</summary>
    public void ForgetUnits() => cache.Remove((tenant.Required.TenantId, "reporting-units"));
}
