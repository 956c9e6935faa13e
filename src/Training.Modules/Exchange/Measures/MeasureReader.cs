using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Exchange.Export;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Exchange.Measures;

/// <summary>
/// Answers with all measures. Districts and streets come from the aggregate, as on the page; places of work, which the aggregate does
/// not know, from the days of each assignment: that goes through everybody and is for the command line only.
/// </summary>
public sealed class MeasureReader(TenantDb db, RateQuery rates, SchemeTable schemes, CurrentTenant tenant)
{
    /// <exception cref="FactsException">The question names what is not there, or what cannot be counted together.</exception>
    public async Task<MeasureAnswer> ReadAsync(MeasureQuestion question, CancellationToken cancel)
    {
        if (question is { Basis: not CountBasis.Assignment, Role: not null, Line: not null }) throw new FactsException("人头口径按岗位或按条线数，请只写一个，或用 --basis assignment。");
        var inForce = await InForceAsync(question, cancel);
        var units = await UnitsAsync(question, cancel);
        var table = units.Level == MeasureLevel.Neighborhood ? await WorkPlacesAsync(question.Day, cancel) : await rates.TableAsync(question.Day, cancel);
        var filter = new MeasureFilter(units.Level.ToString().ToLowerInvariant(), question.Unit, question.Line?.ToString(), question.Role?.ToString(),
            question.SchemeVersion is { } version ? $"{question.Role}/{version}" : null, question.Basis?.ToString().ToLowerInvariant() ?? "both");
        return new(FactsExport.IndicatorSpec, tenant.Required.Name, question.Day, filter, inForce, [.. units.Units.Select(u => new UnitMeasures(u.Code, u.Name, u.Kind.ToString(),
            question.Basis == CountBasis.Person ? null : AssignmentMeasures.Of(table.Of(u.Id, question.Role, question.Line)),
            question.Basis == CountBasis.Assignment ? null : PersonMeasures.Of(table.People(u.Id, question.Role, question.Line))))]);
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
        var parents = all.ToDictionary(u => u.Id, u => u.ParentId);
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

    private async Task<RateTable> WorkPlacesAsync(DateOnly day, CancellationToken cancel)
    {
        var states = db.Set<PostState>().AsNoTracking().Where(s => s.FromDay <= day && day <= s.ThroughDay && s.WorkUnitId != null);
        var counts = await states.GroupBy(s => new { Unit = s.WorkUnitId!.Value, s.Role, s.Line, s.Measures }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var sums = from c in counts
                   from measure in PostStates.Measures(c.Key.Measures)
                   select KeyValuePair.Create(new RateKey(CountBasis.Assignment, c.Key.Unit, c.Key.Role, c.Key.Line, measure), c.Count);
        // People differ from assignments only where one holds several posts at a place.
        var several = states.GroupBy(s => new { s.PersonId, s.WorkUnitId }).Where(g => g.Count() > 1).Select(g => g.Key);
        var theirs = await (from s in states
                            join m in several on new { s.PersonId, s.WorkUnitId } equals new { m.PersonId, m.WorkUnitId }
                            select new { s.PersonId, s.AssignmentId, Unit = s.WorkUnitId!.Value, s.Role, s.Line, s.Measures }).ToListAsync(cancel);
        var differences = from person in theirs.GroupBy(s => s.PersonId)
                          let spans = person.SelectMany(s => PostStates.Measures(s.Measures), (s, m) => new CountedSpan(s.AssignmentId, s.Unit, s.Role, s.Line, m, day, day)).ToList()
                          from c in Contributions.Of(spans, new Dictionary<int, IReadOnlyList<int>>())
                          where c.Key.Basis == CountBasis.Person && c.On == day
                          select KeyValuePair.Create(c.Key, c.Change);
        return new RateTable(day, sums.Concat(differences));
    }
}
