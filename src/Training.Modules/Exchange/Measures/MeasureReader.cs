using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Exchange.Export;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.Exchange.Measures;

/// <summary>
/// Answers with all measures, for any unit level, line, role, scheme and basis together. Districts and streets come from the aggregate, as
/// on the page; what it does not hold from <see cref="SliceCounting"/>. Units are as they were on the day: a 居民区 belongs to the 街镇 of then.
/// </summary>
public sealed class MeasureReader(TenantDb db, RateQuery rates, SliceCounting slices, PeopleDirectory directory, SchemeTable schemes, CurrentTenant tenant, Text text)
{
    /// <exception cref="FactsException">The question names what is not there.</exception>
    public async Task<MeasureAnswer> ReadAsync(MeasureQuestion question, CancellationToken cancel)
    {
        var inForce = await InForceAsync(question, cancel);
        var units = await UnitsAsync(question, cancel);
        var (role, line) = (question.Role, question.Line);
        var places = units.Level == MeasureLevel.Neighborhood;
        var counted = places || (question.Basis != CountBasis.Assignment && role is not null && line is not null);
        var table = counted ? await slices.CountAsync(question.Day, places, role, line, cancel) : await rates.TableAsync(question.Day, cancel);
        if (counted) (role, line) = (null, null);
        var filter = new MeasureFilter(units.Level.ToString().ToLowerInvariant(), question.Unit, question.Line?.ToString(), question.Role?.ToString(),
            question.SchemeVersion is { } version ? $"{question.Role}/{version}" : null, question.Basis?.ToString().ToLowerInvariant() ?? "both");
        return new(FactsExport.IndicatorSpec, MeasuresInWords.Of(text, question.SchemeVersion is not null), tenant.Required.Name, question.Day, filter, inForce, [.. units.Units.Where(Shown).Select(u => new UnitMeasures(u.Code, u.Name, u.Kind.ToString(),
            question.Basis == CountBasis.Person ? null : AssignmentMeasures.Of(table.Of(u.Id, role, line)),
            question.Basis == CountBasis.Assignment ? null : PersonMeasures.Of(table.People(u.Id, role, line))))]);

        // Neither a unit that was not there yet nor one that was merged away, unless it was asked for or somebody is in it.
        bool Shown(OrgUnit unit) => unit.IsOpenOn(question.Day) || unit.Code == question.Unit || table.Of(unit.Id, role, line)[Measure.InPost] > 0;
    }

    private async Task<IReadOnlyList<SchemeInForce>> InForceAsync(MeasureQuestion question, CancellationToken cancel)
    {
        var all = await schemes.AllAsync(cancel);
        var found = RoleFacts.All.Where(r => (question.Role ?? r) == r).SelectMany(r => all.Of(r).Where(s => s.InForce(question.Day))
            .Select(s => new SchemeInForce(r.ToString(), s.Version, s.Title, s.From))).ToList();
        if (question.SchemeVersion is { } version && !found.Exists(s => s.Version == version))
            throw new FactsException("{0} 第 {1} 版方案在 {2} 没有施行。", question.Role!, version, Cells.Of(question.Day));
        return found;
    }

    private async Task<(MeasureLevel Level, IReadOnlyList<OrgUnit> Units)> UnitsAsync(MeasureQuestion question, CancellationToken cancel)
    {
        var all = await db.Set<OrgUnit>().AsNoTracking().OrderBy(u => u.Code).ToListAsync(cancel);
        var root = question.Unit is null ? null : all.Find(u => u.Code == question.Unit) ?? throw new FactsException("没有代码是 {0} 的单位。", question.Unit);
        var level = question.Level ?? (root is null ? MeasureLevel.District : LevelOf(root));
        var former = await directory.FormerParentsAsync(question.Day, cancel);
        var parents = all.ToDictionary(u => u.Id, u => former.TryGetValue(u.Id, out var was) ? was : u.ParentId);
        return (level, [.. all.Where(u => LevelOf(u) == level && (root is null || IsIn(u.Id, root.Id)))]);

        bool IsIn(int unit, int above)
        {
            for (int? at = unit, steps = 0; at is { } id && steps < 20; at = parents.GetValueOrDefault(id), steps++)
                if (id == above) return true;
            return false;
        }
    }

    private static MeasureLevel LevelOf(OrgUnit unit) => unit.Kind switch
    {
        OrgUnitKind.District => MeasureLevel.District,
        OrgUnitKind.SubDistrict or OrgUnitKind.Zone => MeasureLevel.Street,
        _ => MeasureLevel.Neighborhood,
    };
}
