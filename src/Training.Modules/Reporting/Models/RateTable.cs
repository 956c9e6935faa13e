using System.Collections.Concurrent;
using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>All counts of a site on one day; a unit is counted when it is first asked for. Shared between requests.</summary>
public sealed class RateTable
{
    private readonly ConcurrentDictionary<(int Unit, CountBasis Basis), UnitCounts> _units = new();
    private readonly Func<int, CountBasis, UnitCounts> _read;

    /// <param name="sums">Counts and changes of them; those of one cell are added up.</param>
    public RateTable(DateOnly day, IEnumerable<KeyValuePair<RateKey, int>> sums)
    {
        var byUnit = sums.ToLookup(s => (s.Key.UnitId, s.Key.Basis));
        (Day, Log, _read) = (day, RateLog.Start(0), (unit, basis) =>
        {
            var counts = new UnitCounts();
            foreach (var (key, count) in byUnit[(unit, basis)]) counts.Add(key.Code, count);
            return counts;
        });
    }

    /// <param name="read">Counts of a unit; may be asked by several threads.</param>
    internal RateTable(DateOnly day, RateLog log, Func<int, CountBasis, UnitCounts> read) => (Day, Log, _read) = (day, log, read);

    public DateOnly Day { get; }

    /// <summary>The state of the aggregate that it was read from.</summary>
    public RateLog Log { get; }

    /// <summary>任职口径: sum over all cells of the unit that fit; null = all.</summary>
    public RateCounts Of(int unit, TrainingRole? role = null, Line? line = null)
    {
        RateCounts? only = null;
        RateCounts? sum = null;
        var counts = UnitOf(unit, CountBasis.Assignment);
        for (var i = 0; i < counts.Cells.Length; i++)
        {
            var cell = counts.Cells[i];
            if ((role is not null && cell.Role != role) || (line is not null && cell.Line != line)) continue;
            if (only is null) only = counts[i];
            else (sum ??= RateCounts.Sum([only])).Add(counts[i]);
        }
        return sum ?? only ?? RateCounts.Zero;
    }

    /// <summary>年度轮训率, assignment basis.</summary>
    public Rate AnnualRefreshRate(int unit, Line? line = null, TrainingRole? role = null) => Of(unit, role, line).AnnualRefreshRate;

    /// <summary>人头口径: of the unit, of one line or of one role in it, or of one role within one line. Every measure is of people.</summary>
    /// <param name="doubles">Wanted for a role within a line where <see cref="Mixed"/> names the role.</param>
    /// <exception cref="InvalidOperationException">It was wanted and is missing: no number is better than a wrong one.</exception>
    public RateCounts People(int unit, TrainingRole? role = null, Line? line = null, LineDoubles? doubles = null)
    {
        var posts = Of(unit, role, line);
        var counts = RateCounts.Sum([posts, role is { } r && line is { } l ? DifferenceOf(unit, r, l, doubles) : DifferenceOf(unit, role, line)]);
        counts.Add(Measure.PersonAnyCertified, posts.Certified);
        counts.Add(Measure.PersonRequired, counts.Required);
        counts.Add(Measure.PersonAllCertified, counts.Certified);
        return counts;
    }

    /// <summary>人头口径, and the posts where the table does not hold the people of a role within a line: near enough to judge whether they are few.</summary>
    /// <param name="doubles">Of one line; people of another are not there.</param>
    public RateCounts PeopleOrPosts(int unit, TrainingRole? role, Line? line, LineDoubles? doubles = null) =>
        role is { } r && line is not null && line != doubles?.Line && IsMixed(unit, r) ? Of(unit, role, line) : People(unit, role, line, doubles);

    /// <summary>
    /// Roles whose people within a line the table does not hold: their posts at the unit stand in several lines, and somebody has several of them.
    /// </summary>
    public IReadOnlyList<TrainingRole> Mixed(int unit, Line line) => [.. RolesAt(unit, line).Where(r => IsMixed(unit, r))];

    private bool IsMixed(int unit, TrainingRole role) => DifferenceOf(unit, role, null)[Measure.InPost] != 0 && LinesOf(unit, role).Count > 1;

    /// <summary>Lines in which somebody of a role is in post at the unit.</summary>
    public IReadOnlyList<Line> LinesOf(int unit, TrainingRole role)
    {
        var counts = UnitOf(unit, CountBasis.Assignment);
        var lines = new SortedSet<Line>();
        for (var i = 0; i < counts.Cells.Length; i++)
            if (counts.Cells[i] is { Line: { } line } cell && cell.Role == role && counts[i][Measure.InPost] > 0) lines.Add(line);
        return [.. lines];
    }

    /// <summary>Roles with somebody in post at the unit.</summary>
    public IReadOnlyList<TrainingRole> RolesAt(int unit, Line? line = null)
    {
        var counts = UnitOf(unit, CountBasis.Assignment);
        var roles = new SortedSet<TrainingRole>();
        for (var i = 0; i < counts.Cells.Length; i++)
            if (counts.Cells[i] is { Role: { } role } cell && (line is null || cell.Line == line) && counts[i][Measure.InPost] > 0) roles.Add(role);
        return [.. roles];
    }

    /// <summary>By how much people differ from assignments.</summary>
    private RateCounts DifferenceOf(int unit, TrainingRole? role, Line? line)
    {
        var counts = UnitOf(unit, CountBasis.Person);
        for (var i = 0; i < counts.Cells.Length; i++)
            if (counts.Cells[i].Role == role && counts.Cells[i].Line == line) return counts[i];
        return RateCounts.Zero;
    }

    private RateCounts DifferenceOf(int unit, TrainingRole role, Line line, LineDoubles? doubles)
    {
        var lines = LinesOf(unit, role);
        if (!lines.Contains(line)) return RateCounts.Zero;
        // All its posts stand in the line: the same as the role.
        if (lines.Count == 1) return DifferenceOf(unit, role, null);
        if (doubles is not null && doubles.Line == line) return doubles.Of(unit, role);
        // Nobody has two posts of the role, so nobody has two within the line.
        if (DifferenceOf(unit, role, null)[Measure.InPost] == 0) return RateCounts.Zero;
        throw new InvalidOperationException($"People of {role} within {line} are not in the table.");
    }

    private UnitCounts UnitOf(int unit, CountBasis basis) => _units.GetOrAdd((unit, basis), static (key, read) => read(key.Unit, key.Basis), _read);
}
