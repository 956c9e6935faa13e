using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Platform.Data;

namespace Training.Modules.Roster.Queries;

/// <summary>A street with its units, for a choice.</summary>
public sealed record PlaceGroup(OrgUnit Street, IReadOnlyList<OrgUnit> Units);

/// <summary>Where a post may be.</summary>
public sealed class Places(TenantDb db)
{
    /// <summary>Units offered in a choice: those of a district, with room.</summary>
    private const int Most = 3000;

    private static readonly OrgUnitKind[] Streets = [OrgUnitKind.SubDistrict, OrgUnitKind.Zone];
    private static readonly OrgUnitKind[] Works = [OrgUnitKind.Neighborhood, OrgUnitKind.School, OrgUnitKind.Agency];

    /// <summary>By code of a street or of a unit in one; null where there is none.</summary>
    public async Task<Place?> FindAsync(string? code, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(code) || await db.Set<OrgUnit>().AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, cancel) is not { } unit) return null;
        if (Streets.Contains(unit.Kind)) return new(unit, null);
        return Works.Contains(unit.Kind) && await db.Set<OrgUnit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == unit.ParentId, cancel) is { } street && Streets.Contains(street.Kind)
            ? new(street, unit) : null;
    }

    public async Task<Place> OfAsync(RoleAssignment post, CancellationToken cancel)
    {
        var units = await db.Set<OrgUnit>().AsNoTracking().Where(u => u.Id == post.SubDistrictId || u.Id == post.WorkUnitId).ToDictionaryAsync(u => u.Id, cancel);
        return new(units[post.SubDistrictId], post.WorkUnitId is { } work ? units.GetValueOrDefault(work) : null);
    }

    public async Task<string> NameAsync(RoleAssignment post, CancellationToken cancel) => (await OfAsync(post, cancel)).Name;

    /// <summary>What the scope covers; with <paramref name="anywhere"/> all of the district.</summary>
    public async Task<IReadOnlyList<PlaceGroup>> ChoiceAsync(AssignmentScope scope, bool anywhere, CancellationToken cancel)
    {
        var all = anywhere || scope.CoversAll || scope.Lines.Count > 0;
        var (streets, works) = (scope.SubDistricts, scope.WorkUnits);
        var units = await db.Set<OrgUnit>().AsNoTracking().Where(u => Streets.Contains(u.Kind) || Works.Contains(u.Kind))
            .Where(u => u.EndedOn == null).Where(u => all || streets.Contains(u.Id) || (u.ParentId != null && streets.Contains(u.ParentId.Value)) || works.Contains(u.Id))
            .OrderBy(u => u.Code).Take(Most).ToListAsync(cancel);
        var parents = units.Where(u => works.Contains(u.Id)).Select(u => u.ParentId).ToList();
        var own = units.Where(u => Streets.Contains(u.Kind))
            .Concat(await db.Set<OrgUnit>().AsNoTracking().Where(u => !all && parents.Contains(u.Id)).ToListAsync(cancel)).DistinctBy(u => u.Id);
        return [.. own.OrderBy(s => s.Code).Select(s => new PlaceGroup(s, [.. units.Where(u => u.ParentId == s.Id)]))];
    }
}
