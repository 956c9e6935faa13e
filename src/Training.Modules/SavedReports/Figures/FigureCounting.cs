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
        var groups = await Posts(query).GroupBy(p => new { p.State, p.Unit, p.WorkUnit })
            .Select(g => new { g.Key.State, g.Key.Unit, g.Key.WorkUnit, Count = g.Count() }).ToListAsync(cancel);
        return FigureTable.Adding(query, groups.Select(g =>
        {
            var (counts, post) = (new FigureCounts(), new PostCode(g.State, g.Unit, g.WorkUnit));
            counts.AddStates(post.Measures, post.Place.Role.AnnualRequired(), g.Count);
            return (values.Key(query.By, post.Place), counts);
        }));
    }

    /// <summary>
    /// People do not add up, but those with one assignment do: they are counted like assignments. Of those with several the rows are
    /// read, in the same statement, so that nobody is missed or counted twice who gets a second assignment meanwhile, and before the
    /// others, so that they are looked at while those are counted.
    /// </summary>
    public async Task<FigureTable> PeopleAsync(FigureQuery query, DimensionValues values, CancellationToken cancel)
    {
        var rows = Posts(query, several: true).Select(p => new PersonRow { Who = p.PersonId, State = p.State, Unit = p.Unit, WorkUnit = p.WorkUnit })
            .Concat(Posts(query, several: false).GroupBy(p => new { p.State, p.Unit, p.WorkUnit })
            .Select(g => new PersonRow { Who = -g.Count(), State = g.Key.State, Unit = g.Key.Unit, WorkUnit = g.Key.WorkUnit }));
        var tally = new PeopleTally();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel)) tally.Add(row.Who, new(row.State, row.Unit, row.WorkUnit));
        return tally.Count(query, values);
    }

    private sealed class PersonRow
    {
        /// <summary>See <see cref="PeopleTally.Add"/>.</summary>
        public long Who { get; init; }
        public int State { get; init; }
        public int Unit { get; init; }
        public int WorkUnit { get; init; }
    }

    /// <summary><see cref="PostCode"/> of a person.</summary>
    private sealed class Post
    {
        public long PersonId { get; init; }
        public int State { get; init; }
        public int Unit { get; init; }
        public int WorkUnit { get; init; }
    }

    private IQueryable<Post> Posts(FigureQuery query, bool? several = null)
    {
        var by = query.By;
        bool street = by.Contains(FigureDimension.Street), line = by.Contains(FigureDimension.Line), kind = by.Contains(FigureDimension.SchoolKind), band = by.Contains(FigureDimension.Tenure);
        bool neighborhood = by.Contains(FigureDimension.Neighborhood), work = neighborhood || by.Contains(FigureDimension.School);
        var starts = Tenure.LatestStarts(query.Day);
        DateOnly three = starts[0], year = starts[1], years3 = starts[2], years5 = starts[3];
        var posts = Filtered(db.Set<PostState>().AsNoTracking(), query).OnDay(query.Day, s => new Post
        {
            PersonId = s.PersonId, Unit = street ? s.UnitId : 0, WorkUnit = work && s.WorkUnitId != null ? s.WorkUnitId.Value : 0,
            // As long: of an enum as int, EF takes what it is multiplied by for a value of the enum, and writes 0.
            State = (int)(s.Measures + (long)s.Role * PostCode.Role + (line ? (long)s.Line * PostCode.Line : 0) + (kind && s.SchoolKind != null ? (long)s.SchoolKind * PostCode.SchoolKind : 0)
                + (!band ? 0 : s.StartDay > three ? 0 : s.StartDay > year ? 1 * PostCode.Band : s.StartDay > years3 ? 2 * PostCode.Band : s.StartDay > years5 ? 3 * PostCode.Band : 4 * PostCode.Band)),
        }, several);
        if (!work) return posts;
        OrgUnitKind[] kinds = neighborhood ? [OrgUnitKind.Neighborhood] : [OrgUnitKind.School, OrgUnitKind.Agency];
        return from p in posts
               join u in db.Set<OrgUnit>().Where(u => kinds.Contains(u.Kind)) on p.WorkUnit equals u.Id into found
               from u in found.DefaultIfEmpty()
               select new Post { PersonId = p.PersonId, State = p.State, Unit = p.Unit, WorkUnit = u == null ? 0 : u.Id };
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
