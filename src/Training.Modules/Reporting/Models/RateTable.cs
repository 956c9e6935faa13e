using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>State of the aggregate: its newest row, and how many of the last ids there are.</summary>
public readonly record struct RateStamp(long Newest, int Recent);

/// <summary>All counts of a site on one day. Immutable once made; shared between requests.</summary>
public sealed class RateTable
{
    private readonly Dictionary<int, List<Cell>> _assignments = [];

    /// <summary>By how much people differ from assignments.</summary>
    private readonly Dictionary<(int Unit, TrainingRole?, Line?), RateCounts> _people = [];

    public RateTable(DateOnly day, IEnumerable<KeyValuePair<RateKey, int>> sums, RateStamp stamp = default)
    {
        (Day, Stamp) = (day, stamp);
        foreach (var (key, count) in sums)
        {
            var counts = CountsOf(key);
            counts.Add(key.Measure, count);
            if (key is { Basis: CountBasis.Assignment, Measure: Measure.Required, Role: { } role } && role.AnnualRequired()) counts.Add(Measure.AnnualRequired, count);
        }
    }

    public DateOnly Day { get; }

    /// <summary>What it was read from.</summary>
    public RateStamp Stamp { get; }

    /// <summary>How many cells it holds in memory, of both bases.</summary>
    public int Cells => _assignments.Values.Sum(c => c.Count) + _people.Count;

    /// <summary>任职口径: sum over all cells of the unit that fit; null = all.</summary>
    public RateCounts Of(int unit, TrainingRole? role = null, Line? line = null) => RateCounts.Sum(CellsOf(unit)
        .Where(c => (role is null || c.Role == role) && (line is null || c.Line == line)).Select(c => c.Counts));

    /// <summary>年度轮训率, assignment basis.</summary>
    public Rate AnnualRefreshRate(int unit, Line? line = null, TrainingRole? role = null) => Of(unit, role, line).AnnualRefreshRate;

    /// <summary>人头口径: of the unit, or of one line or one role in it (a role goes before a line). Every measure is of people.</summary>
    public RateCounts People(int unit, TrainingRole? role = null, Line? line = null)
    {
        if (role is not null) line = null;
        var posts = Of(unit, role, line);
        var counts = RateCounts.Sum([posts, _people.GetValueOrDefault((unit, role, line), RateCounts.Zero)]);
        counts.Add(Measure.PersonAnyCertified, posts.Certified);
        counts.Add(Measure.PersonRequired, counts.Required);
        counts.Add(Measure.PersonAllCertified, counts.Certified);
        return counts;
    }

    /// <summary>Roles with somebody in post at the unit.</summary>
    public IReadOnlyList<TrainingRole> RolesAt(int unit, Line? line = null) =>
        [.. CellsOf(unit).Where(c => (line is null || c.Line == line) && c.Counts[Measure.InPost] > 0).Select(c => c.Role).Distinct().Order()];

    private List<Cell> CellsOf(int unit) => _assignments.GetValueOrDefault(unit, []);

    private RateCounts CountsOf(RateKey key)
    {
        if (key.Basis == CountBasis.Person)
        {
            if (!_people.TryGetValue((key.UnitId, key.Role, key.Line), out var counts)) _people[(key.UnitId, key.Role, key.Line)] = counts = new();
            return counts;
        }
        if (!_assignments.TryGetValue(key.UnitId, out var cells)) _assignments[key.UnitId] = cells = [];
        var cell = cells.Find(c => c.Role == key.Role && c.Line == key.Line);
        if (cell is null) cells.Add(cell = new(key.Role!.Value, key.Line!.Value, new()));
        return cell.Counts;
    }

    private sealed record Cell(TrainingRole Role, Line Line, RateCounts Counts);
}
