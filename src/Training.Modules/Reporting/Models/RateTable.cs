using System.Collections.Concurrent;
using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>All counts of a site on one day; a unit is counted when it is first asked for. Shared between requests.</summary>
public sealed class RateTable
{
    private readonly ConcurrentDictionary<int, UnitCounts> _units = new();
    private readonly Func<int, IEnumerable<KeyValuePair<RateKey, int>>> _read;

    /// <param name="sums">Counts and changes of them; those of one cell are added up.</param>
    public RateTable(DateOnly day, IEnumerable<KeyValuePair<RateKey, int>> sums)
    {
        var byUnit = sums.ToLookup(s => s.Key.UnitId);
        (Day, Log, _read) = (day, RateLog.Start(0), unit => byUnit[unit]);
    }

    /// <param name="read">Counts and changes of a unit; may be asked by several threads.</param>
    internal RateTable(DateOnly day, RateLog log, Func<int, IEnumerable<KeyValuePair<RateKey, int>>> read) => (Day, Log, _read) = (day, log, read);

    public DateOnly Day { get; }

    /// <summary>The state of the aggregate that it was read from.</summary>
    public RateLog Log { get; }

    /// <summary>任职口径: sum over all cells of the unit that fit; null = all.</summary>
    public RateCounts Of(int unit, TrainingRole? role = null, Line? line = null)
    {
        RateCounts? only = null;
        RateCounts? sum = null;
        foreach (var cell in UnitOf(unit).Cells)
        {
            if ((role is not null && cell.Role != role) || (line is not null && cell.Line != line)) continue;
            if (only is null) only = cell.Counts;
            else (sum ??= RateCounts.Sum([only])).Add(cell.Counts);
        }
        return sum ?? only ?? RateCounts.Zero;
    }

    /// <summary>年度轮训率, assignment basis.</summary>
    public Rate AnnualRefreshRate(int unit, Line? line = null, TrainingRole? role = null) => Of(unit, role, line).AnnualRefreshRate;

    /// <summary>人头口径: of the unit, or of one line or one role in it (a role goes before a line). Every measure is of people.</summary>
    public RateCounts People(int unit, TrainingRole? role = null, Line? line = null)
    {
        if (role is not null) line = null;
        var posts = Of(unit, role, line);
        var counts = RateCounts.Sum([posts, UnitOf(unit).People.GetValueOrDefault((role, line), RateCounts.Zero)]);
        counts.Add(Measure.PersonAnyCertified, posts.Certified);
        counts.Add(Measure.PersonRequired, counts.Required);
        counts.Add(Measure.PersonAllCertified, counts.Certified);
        return counts;
    }

    /// <summary>Roles with somebody in post at the unit.</summary>
    public IReadOnlyList<TrainingRole> RolesAt(int unit, Line? line = null) =>
        [.. UnitOf(unit).Cells.Where(c => (line is null || c.Line == line) && c.Counts[Measure.InPost] > 0).Select(c => c.Role).Distinct().Order()];

    private UnitCounts UnitOf(int unit) => _units.GetOrAdd(unit, static (id, read) => new(read(id)), _read);

    private sealed record Cell(TrainingRole Role, Line Line, RateCounts Counts);

    private sealed class UnitCounts
    {
        public UnitCounts(IEnumerable<KeyValuePair<RateKey, int>> sums)
        {
            foreach (var (key, count) in sums)
            {
                var counts = CountsOf(key);
                counts.Add(key.Measure, count);
                if (key is { Basis: CountBasis.Assignment, Measure: Measure.Required, Role: { } role } && role.AnnualRequired()) counts.Add(Measure.AnnualRequired, count);
            }
        }

        public List<Cell> Cells { get; } = [];

        /// <summary>By how much people differ from assignments.</summary>
        public Dictionary<(TrainingRole?, Line?), RateCounts> People { get; } = [];

        private RateCounts CountsOf(RateKey key)
        {
            if (key.Basis == CountBasis.Person)
            {
                if (!People.TryGetValue((key.Role, key.Line), out var counts)) People[(key.Role, key.Line)] = counts = new();
                return counts;
            }
            foreach (var known in Cells)
                if (known.Role == key.Role && known.Line == key.Line) return known.Counts;
            var cell = new Cell(key.Role!.Value, key.Line!.Value, new());
            Cells.Add(cell);
            return cell.Counts;
        }
    }
}
