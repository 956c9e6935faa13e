using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>All counts of a site on one day. Immutable once made; shared between requests.</summary>
public sealed class RateTable
{
    private readonly Dictionary<(CountBasis, int, TrainingRole?, Line?), RateCounts> _cells = [];

    public RateTable(DateOnly day, IEnumerable<KeyValuePair<RateKey, int>> sums)
    {
        Day = day;
        foreach (var (key, count) in sums)
        {
            var at = (key.Basis, key.UnitId, key.Role, key.Line);
            if (!_cells.TryGetValue(at, out var cell)) _cells[at] = cell = new();
            cell.Add(key.Measure, count);
        }
    }

    public DateOnly Day { get; }

    /// <summary>任职口径: sum over all cells that fit; null = all.</summary>
    public RateCounts Of(int unit, TrainingRole? role = null, Line? line = null) => RateCounts.Sum(_cells
        .Where(c => c.Key.Item1 == CountBasis.Assignment && c.Key.Item2 == unit && (role is null || c.Key.Item3 == role) && (line is null || c.Key.Item4 == line))
        .Select(c => c.Value));

    /// <summary>任职口径 over the roles with an annual refresher.</summary>
    public RateCounts OfAnnualRoles(int unit, Line? line = null) =>
        RateCounts.Sum(RoleFacts.All.Where(r => r.AnnualRequired()).Select(r => Of(unit, r, line)));

    /// <summary>年度轮训率: of the required in roles with an annual refresher those who completed since 1 January.</summary>
    public Rate AnnualRefreshRate(int unit, Line? line = null)
    {
        var counts = OfAnnualRoles(unit, line);
        return new(counts[Measure.RefreshedThisYear], counts.Required);
    }

    /// <summary>人头口径: of the unit, or of one line or one role in it (not of both).</summary>
    public RateCounts People(int unit, TrainingRole? role = null, Line? line = null) =>
        _cells.GetValueOrDefault((CountBasis.Person, unit, role, role is null ? line : null), RateCounts.Zero);

    /// <summary>Roles with somebody in post at the unit.</summary>
    public IReadOnlyList<TrainingRole> RolesAt(int unit, Line? line = null) =>
    [
        .. _cells.Where(c => c.Key.Item1 == CountBasis.Assignment && c.Key.Item2 == unit && (line is null || c.Key.Item4 == line) && c.Value[Measure.InPost] > 0)
            .Select(c => c.Key.Item3!.Value).Distinct().Order(),
    ];
}
