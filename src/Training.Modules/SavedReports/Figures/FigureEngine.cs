using Microsoft.Extensions.Caching.Memory;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Tenants;

namespace Training.Modules.SavedReports.Figures;

/// <summary>
/// Answers every question of figures with the same definitions: from the aggregate of the dashboard where it holds the answer, else
/// counted over the assignments of the day. Kept in memory with the state of the aggregate, so it is right as soon as a change is committed;
/// one answer for each question, so that a change puts a new one in its place.
/// </summary>
public sealed class FigureEngine(RateQuery rates, FigureCounting counting, PeopleDirectory directory, SchemeTable schemes, IMemoryCache cache, CurrentTenant tenant)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    private sealed record Kept(RateLog Log, FigureTable Table);

    public async Task<FigureTable> CountAsync(FigureQuery query, CancellationToken cancel)
    {
        if (query.By.Count > FigureQuery.MostDimensions) throw new ArgumentException("More than three dimensions.", nameof(query));
        var log = await rates.LogAsync(cancel);
        var key = (tenant.Required.TenantId, "figures", query.Key);
        if (cache.TryGetValue(key, out Kept? kept) && kept!.Log == log) return kept.Table;
        var table = query.IsAtHand ? await AtHandAsync(query, cancel) : await CountedAsync(query, cancel);
        cache.Set(key, new Kept(log, table), Keep);
        return table;
    }

    /// <summary>Counted over the assignments of the day, also where the aggregate holds the answer.</summary>
    public async Task<FigureTable> CountedAsync(FigureQuery query, CancellationToken cancel)
    {
        var values = await ValuesAsync(query.Day, cancel);
        return query.Basis == CountBasis.Person ? await counting.PeopleAsync(query, values, cancel) : await counting.AssignmentsAsync(query, values, cancel);
    }

    private async Task<FigureTable> AtHandAsync(FigureQuery query, CancellationToken cancel)
    {
        var table = await rates.TableAsync(query.Day, cancel);
        var units = await directory.ReportingUnitsAsync(cancel);
        if (units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return FigureTable.Adding(query, []);
        return query.Basis == CountBasis.Person
            ? FigureTable.Whole(query, People(query, table, district, units))
            : FigureTable.Adding(query, Assignments(query, table, district, units, await ValuesAsync(query.Day, cancel)));
    }

    private static IEnumerable<(FigureKey, FigureCounts)> Assignments(
        FigureQuery query, RateTable table, OrgUnit district, IReadOnlyList<OrgUnit> units, DimensionValues values)
    {
        var filter = query.Filter;
        foreach (var role in RoleFacts.All.Where(r => filter.Roles.Count == 0 || filter.Roles.Contains(r)))
            foreach (var line in Enum.GetValues<Line>().Where(l => filter.Lines.Count == 0 || filter.Lines.Contains(l)))
            {
                // What the streets leave over stands at the district itself.
                var rest = FigureCounts.Of(table.Of(district.Id, role, line));
                if (rest[Figure.InPost] == 0) continue;
                foreach (var unit in units.Where(u => u.Kind != OrgUnitKind.District))
                {
                    var counts = FigureCounts.Of(table.Of(unit.Id, role, line));
                    if (counts[Figure.InPost] == 0) continue;
                    rest.Add(counts, -1);
                    if (filter.Streets.Count == 0 || filter.Streets.Contains(unit.Id)) yield return (Key(unit.Id), counts);
                }
                if (rest[Figure.InPost] > 0 && filter.Streets.Count == 0) yield return (Key(district.Id), rest);

                FigureKey Key(int unit) => values.Key(query.By, new(unit, 0, role, line, 0, 0));
            }
    }

    private static Dictionary<FigureKey, FigureCounts> People(FigureQuery query, RateTable table, OrgUnit district, IReadOnlyList<OrgUnit> units)
    {
        var cells = new Dictionary<FigureKey, FigureCounts>();
        var choices = query.By.Select(d => d switch
        {
            FigureDimension.Street => units.Where(u => u.Kind != OrgUnitKind.District).Select(u => u.Id),
            FigureDimension.Line => Enum.GetValues<Line>().Select(l => (int)l),
            FigureDimension.Role => RoleFacts.All.Select(r => (int)r),
            _ => [0],
        }).Select(values => values.Append(FigureKey.All).ToList()).ToList();
        while (choices.Count < FigureQuery.MostDimensions) choices.Add([FigureKey.All]);
        foreach (var key in from a in choices[0] from b in choices[1] from c in choices[2] select new FigureKey(a, b, c))
        {
            int? At(FigureDimension dimension) => query.By.ToList().IndexOf(dimension) is var i and >= 0 && key[i] != FigureKey.All ? key[i] : null;
            var counts = FigureCounts.Of(table.People(At(FigureDimension.Street) ?? district.Id, (TrainingRole?)At(FigureDimension.Role), (Line?)At(FigureDimension.Line)));
            if (counts[Figure.PersonInPost] > 0) cells[key] = counts;
        }
        return cells;
    }

    private async Task<DimensionValues> ValuesAsync(DateOnly day, CancellationToken cancel)
    {
        var table = await schemes.AllAsync(cancel);
        return new(RoleFacts.All.Where(r => table.Of(r).Any(s => s.InForce(day))).ToHashSet());
    }
}

/// <summary>An assignment as far as dimensions tell it apart; what is not asked for is 0.</summary>
/// <param name="WorkUnit">居民区, school or agency; 0 = not known.</param>
/// <param name="SchoolKind">0 = no school, or not known.</param>
public readonly record struct FigurePlace(int Unit, int WorkUnit, TrainingRole Role, Line Line, int SchoolKind, int Band);

/// <summary>Which value an assignment has in each dimension.</summary>
public sealed class DimensionValues(IReadOnlySet<TrainingRole> withScheme)
{
    /// <summary>Value of <see cref="FigureDimension.Scheme"/> for roles without one.</summary>
    public const int NoScheme = -1;

    public FigureKey Key(IReadOnlyList<FigureDimension> by, FigurePlace place) => FigureKey.Of([.. by.Select(d => Of(d, place))]);

    private int Of(FigureDimension dimension, FigurePlace place) => dimension switch
    {
        FigureDimension.Street => place.Unit,
        FigureDimension.Neighborhood or FigureDimension.School => place.WorkUnit,
        FigureDimension.Line => (int)place.Line,
        FigureDimension.Role => (int)place.Role,
        FigureDimension.Scheme => withScheme.Contains(place.Role) ? (int)place.Role : NoScheme,
        FigureDimension.SchoolKind => place.SchoolKind,
        FigureDimension.Tenure => place.Band,
        _ => 0,
    };
}
