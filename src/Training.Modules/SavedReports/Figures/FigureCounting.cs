using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
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
        var groups = await Places(query, query.By).GroupBy(s => new { s.Unit, s.WorkUnit, s.Role, s.Line, s.SchoolKind, s.Band, s.Measures })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        return FigureTable.Adding(query, groups.Select(g =>
        {
            var counts = new FigureCounts();
            counts.AddStates(g.Key.Measures, ((TrainingRole)g.Key.Role).AnnualRequired(), g.Count);
            return (values.Key(query.By, new(g.Key.Unit, g.Key.WorkUnit, (TrainingRole)g.Key.Role, (Line)g.Key.Line, g.Key.SchoolKind, g.Key.Band)), counts);
        }));
    }

    /// <summary>
    /// People do not add up, but those with one assignment do: they are counted like assignments. Of the few with several the
    /// rows are read, and each is counted once in every cell and total.
    /// </summary>
    public async Task<FigureTable> PeopleAsync(FigureQuery query, DimensionValues values, CancellationToken cancel)
    {
        var cells = new Dictionary<FigureKey, FigureCounts>();
        var places = Places(query, query.By);
        var single = await places.Where(s => (s.Measures & PostStates.Several) == 0)
            .GroupBy(s => new { s.Unit, s.WorkUnit, s.Role, s.Line, s.SchoolKind, s.Band, s.Measures })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        foreach (var g in single)
        {
            var state = default(PersonState);
            state.Add(g.Key.Measures, (TrainingRole)g.Key.Role);
            Everywhere(values.Key(query.By, new(g.Key.Unit, g.Key.WorkUnit, (TrainingRole)g.Key.Role, (Line)g.Key.Line, g.Key.SchoolKind, g.Key.Band)), at => Count(at, state, g.Count));
        }

        var posts = new List<(long PersonId, FigureKey Key, int Measures, TrainingRole Role)>();
        await foreach (var s in places.Where(s => (s.Measures & PostStates.Several) != 0).AsAsyncEnumerable().WithCancellation(cancel))
            posts.Add((s.PersonId, values.Key(query.By, new(s.Unit, s.WorkUnit, (TrainingRole)s.Role, (Line)s.Line, s.SchoolKind, s.Band)), s.Measures, (TrainingRole)s.Role));
        // One person after the other: all cells of a person at once would be a table as large as the district.
        posts.Sort((a, b) => a.PersonId.CompareTo(b.PersonId));
        for (int first = 0, next; first < posts.Count; first = next)
        {
            for (next = first + 1; next < posts.Count && posts[next].PersonId == posts[first].PersonId;) next++;
            Person(CollectionsMarshal.AsSpan(posts)[first..next]);
        }
        return FigureTable.Whole(query, cells);

        void Person(ReadOnlySpan<(long PersonId, FigureKey Key, int Measures, TrainingRole Role)> own)
        {
            for (var mask = 0; mask < 1 << query.By.Count; mask++)
                for (var i = 0; i < own.Length; i++)
                {
                    var at = own[i].Key.TotalOver(mask);
                    var state = default(PersonState);
                    var isFirst = true;
                    for (var j = 0; j < own.Length; j++)
                    {
                        if (own[j].Key.TotalOver(mask) != at) continue;
                        isFirst &= j >= i;
                        state.Add(own[j].Measures, own[j].Role);
                    }
                    if (isFirst) Count(at, state, 1);
                }
        }

        void Everywhere(FigureKey key, Action<FigureKey> count)
        {
            for (var mask = 0; mask < 1 << query.By.Count; mask++) count(key.TotalOver(mask));
        }

        void Count(FigureKey at, PersonState state, int people)
        {
            if (!cells.TryGetValue(at, out var counts)) cells[at] = counts = new();
            counts.AddStates(state.Measures, false, people);
        }
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

    private IQueryable<Place> Places(FigureQuery query, IReadOnlyList<FigureDimension> by)
    {
        var day = query.Day;
        var states = Filtered(db.Set<PostState>().AsNoTracking().Where(s => s.ThroughDay >= day && s.FromDay <= day), query);
        bool street = by.Contains(FigureDimension.Street), line = by.Contains(FigureDimension.Line), kind = by.Contains(FigureDimension.SchoolKind), band = by.Contains(FigureDimension.Tenure);
        var starts = Tenure.LatestStarts(day);
        DateOnly three = starts[0], year = starts[1], years3 = starts[2], years5 = starts[3];
        if (by.Contains(FigureDimension.Neighborhood) || by.Contains(FigureDimension.School))
        {
            OrgUnitKind[] kinds = by.Contains(FigureDimension.Neighborhood) ? [OrgUnitKind.Neighborhood] : [OrgUnitKind.School, OrgUnitKind.Agency];
            return from s in states
                   join u in db.Set<OrgUnit>().Where(u => kinds.Contains(u.Kind)) on s.WorkUnitId equals (int?)u.Id into found
                   from u in found.DefaultIfEmpty()
                   select new Place
                   {
                       PersonId = s.PersonId, Unit = street ? s.UnitId : 0, WorkUnit = u == null ? 0 : u.Id, Role = (int)s.Role, Line = line ? (int)s.Line : 0,
                       SchoolKind = kind && s.SchoolKind != null ? (int)s.SchoolKind : 0,
                       Band = !band ? 0 : s.StartDay > three ? 0 : s.StartDay > year ? 1 : s.StartDay > years3 ? 2 : s.StartDay > years5 ? 3 : 4, Measures = s.Measures,
                   };
        }
        return states.Select(s => new Place
        {
            PersonId = s.PersonId, Unit = street ? s.UnitId : 0, WorkUnit = 0, Role = (int)s.Role, Line = line ? (int)s.Line : 0,
            SchoolKind = kind && s.SchoolKind != null ? (int)s.SchoolKind : 0,
            Band = !band ? 0 : s.StartDay > three ? 0 : s.StartDay > year ? 1 : s.StartDay > years3 ? 2 : s.StartDay > years5 ? 3 : 4, Measures = s.Measures,
        });
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
