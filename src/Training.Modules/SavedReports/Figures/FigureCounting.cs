using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;

namespace Training.Modules.SavedReports.Figures;

/// <summary>
/// Counts in the database over the assignments of one day: each has exactly one row with all its measures. Only what is asked for
/// parts the groups, so that they stay few.
/// </summary>
public sealed class FigureCounting(TenantDb db)
{
    public async Task<FigureTable> AssignmentsAsync(FigureQuery query, DimensionValues values, CancellationToken cancel)
    {
        var groups = await Places(query).GroupBy(s => new { s.Unit, s.WorkUnit, s.Role, s.Line, s.SchoolKind, s.Band, s.Measures })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        return FigureTable.Adding(query, groups.Select(g =>
        {
            var counts = new FigureCounts();
            counts.AddStates(g.Key.Measures, ((TrainingRole)g.Key.Role).AnnualRequired(), g.Count);
            return (values.Key(query.By, new(g.Key.Unit, g.Key.WorkUnit, (TrainingRole)g.Key.Role, (Line)g.Key.Line, g.Key.SchoolKind, g.Key.Band)), counts);
        }));
    }

    /// <summary>
    /// People do not add up, but those with one assignment do: they are counted like assignments. Of those with several the rows are
    /// read, in the same statement, so that nobody is missed or counted twice who gets a second assignment meanwhile, and before the
    /// others, so that they are looked at while those are counted.
    /// </summary>
    public async Task<FigureTable> PeopleAsync(FigureQuery query, DimensionValues values, CancellationToken cancel)
    {
        var rows = Places(query, several: true).Select(s => new PersonRow
        {
            PersonId = s.PersonId, Unit = s.Unit, WorkUnit = s.WorkUnit, Role = s.Role, Line = s.Line, SchoolKind = s.SchoolKind, Band = s.Band, Measures = s.Measures, Count = 1,
        })
            .Concat(Places(query, several: false).GroupBy(s => new { s.Unit, s.WorkUnit, s.Role, s.Line, s.SchoolKind, s.Band, s.Measures })
            .Select(g => new PersonRow
            {
                PersonId = 0, Unit = g.Key.Unit, WorkUnit = g.Key.WorkUnit, Role = g.Key.Role, Line = g.Key.Line, SchoolKind = g.Key.SchoolKind, Band = g.Key.Band,
                Measures = g.Key.Measures, Count = g.Count(),
            }));
        var tally = new PeopleTally();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            tally.Add(row.PersonId, new(row.Unit, row.WorkUnit, (TrainingRole)row.Role, (Line)row.Line, row.SchoolKind, row.Band), row.Measures, row.Count);
        return tally.Count(query, values);
    }

    private sealed class PersonRow
    {
        public long PersonId { get; init; }
        public int Unit { get; init; }
        public int WorkUnit { get; init; }
        public int Role { get; init; }
        public int Line { get; init; }
        public int SchoolKind { get; init; }
        public int Band { get; init; }
        public int Measures { get; init; }
        public int Count { get; init; }
    }

    private sealed class Place
    {
        public long PersonId { get; init; }
        public int Unit { get; init; }
        public int WorkUnit { get; init; }
        public int Role { get; init; }
        public int Line { get; init; }
        public int SchoolKind { get; init; }
        public int Band { get; init; }
        public int Measures { get; init; }
    }

    private IQueryable<Place> Places(FigureQuery query, bool? several = null)
    {
        var by = query.By;
        bool street = by.Contains(FigureDimension.Street), line = by.Contains(FigureDimension.Line), kind = by.Contains(FigureDimension.SchoolKind), band = by.Contains(FigureDimension.Tenure);
        bool neighborhood = by.Contains(FigureDimension.Neighborhood), work = neighborhood || by.Contains(FigureDimension.School);
        var starts = Tenure.LatestStarts(query.Day);
        DateOnly three = starts[0], year = starts[1], years3 = starts[2], years5 = starts[3];
        var places = Filtered(db.Set<PostState>().AsNoTracking(), query).OnDay(query.Day, s => new Place
        {
            PersonId = s.PersonId, Unit = street ? s.UnitId : 0, WorkUnit = work && s.WorkUnitId != null ? s.WorkUnitId.Value : 0, Role = (int)s.Role, Line = line ? (int)s.Line : 0,
            SchoolKind = kind && s.SchoolKind != null ? (int)s.SchoolKind : 0,
            Band = !band ? 0 : s.StartDay > three ? 0 : s.StartDay > year ? 1 : s.StartDay > years3 ? 2 : s.StartDay > years5 ? 3 : 4, Measures = s.Measures,
        }, several);
        if (!work) return places;
        OrgUnitKind[] kinds = neighborhood ? [OrgUnitKind.Neighborhood] : [OrgUnitKind.School, OrgUnitKind.Agency];
        return from s in places
               join u in db.Set<OrgUnit>().Where(u => kinds.Contains(u.Kind)) on s.WorkUnit equals u.Id into found
               from u in found.DefaultIfEmpty()
               select new Place
               {
                   PersonId = s.PersonId, Unit = s.Unit, WorkUnit = u == null ? 0 : u.Id, Role = s.Role, Line = s.Line, SchoolKind = s.SchoolKind, Band = s.Band, Measures = s.Measures,
               };
    }

    private static IQueryable<PostState> Filtered(IQueryable<PostState> states, FigureQuery query)
    {
        var filter = query.Filter;
        if (filter.Streets.Count > 0) states = states.Where(s => filter.Streets.Contains(s.UnitId));
        if (filter.Lines.Count > 0) states = states.Where(s => filter.Lines.Contains(s.Line));
        if (filter.Roles.Count > 0) states = states.Where(s => filter.Roles.Contains(s.Role));
        if (filter.SchoolKinds.Count > 0) states = states.Where(s => s.SchoolKind != null && filter.SchoolKinds.Contains(s.SchoolKind.Value));
        if (filter.Tenures.Count == 0) return states;
        var starts = Tenure.LatestStarts(query.Day);
        DateOnly three = starts[0], year = starts[1], years3 = starts[2], years5 = starts[3];
        bool b0 = Has(TenureBand.UnderThreeMonths), b1 = Has(TenureBand.UnderOneYear), b2 = Has(TenureBand.UnderThreeYears), b3 = Has(TenureBand.UnderFiveYears), b4 = Has(TenureBand.FiveYearsOrMore);
        return states.Where(s => (b0 && s.StartDay > three) || (b1 && s.StartDay <= three && s.StartDay > year) || (b2 && s.StartDay <= year && s.StartDay > years3)
            || (b3 && s.StartDay <= years3 && s.StartDay > years5) || (b4 && s.StartDay <= years5));

        bool Has(TenureBand band) => filter.Tenures.Contains(band);
    }
}
