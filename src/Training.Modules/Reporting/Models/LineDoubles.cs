using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// By how much people differ from assignments in each role within one line on one day. The aggregate holds people by line or by role;
/// where the posts of a role stand in several lines, this is counted from the posts of those who have several.
/// </summary>
public sealed class LineDoubles
{
    private readonly Dictionary<(int Unit, TrainingRole Role), RateCounts> _differences = [];

    /// <param name="people">The posts within the line that hold the day, by person: at least those of all who have several of one role.</param>
    /// <param name="ancestors">For each unit the units above it.</param>
    public LineDoubles(Line line, DateOnly day, IEnumerable<IGrouping<long, CountedPost>> people, IReadOnlyDictionary<int, IReadOnlyList<int>> ancestors)
    {
        Line = line;
        foreach (var change in people.SelectMany(p => Contributions.Of([.. p], ancestors)))
        {
            if (change.On > day || change.Key is not { Basis: CountBasis.Person, Role: { } role, Line: null }) continue;
            if (!_differences.TryGetValue((change.Key.UnitId, role), out var counts)) _differences[(change.Key.UnitId, role)] = counts = new();
            counts.Add(change.Key.Measure, change.Change);
        }
    }

    public Line Line { get; }

    public int Count => _differences.Count;

    public RateCounts Of(int unit, TrainingRole role) => _differences.GetValueOrDefault((unit, role)) ?? RateCounts.Zero;
}
