namespace Training.Modules.Reporting.Models;

/// <summary>Days from one to another, both inclusive; <see cref="DateOnly.MaxValue"/> as last day means open.</summary>
public readonly record struct Days(DateOnly From, DateOnly Through)
{
    public bool IsOpen => Through == DateOnly.MaxValue;
}

/// <summary>A set of calendar days as disjoint, non-touching runs, oldest first. Immutable.</summary>
public sealed class DaySet
{
    public static readonly DaySet Empty = new([]);

    private DaySet(List<Days> runs) => Runs = runs;

    public IReadOnlyList<Days> Runs { get; }
    public bool IsEmpty => Runs.Count == 0;

    /// <summary>Both inclusive; a missing last day is open, and a last day before the first gives no days.</summary>
    public static DaySet Of(DateOnly from, DateOnly? through) => through < from ? Empty : new([new(from, through ?? DateOnly.MaxValue)]);

    public static DaySet Of(IEnumerable<Days> runs)
    {
        var sorted = new List<Days>();
        var inOrder = true;
        foreach (var run in runs)
        {
            if (run.From > run.Through) continue;
            inOrder &= sorted.Count == 0 || sorted[^1].From <= run.From;
            sorted.Add(run);
        }
        if (sorted.Count == 0) return Empty;
        if (!inOrder) sorted.Sort((a, b) => a.From.CompareTo(b.From));
        var last = 0;
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].From.DayNumber <= (long)sorted[last].Through.DayNumber + 1)
                sorted[last] = sorted[last] with { Through = Later(sorted[last].Through, sorted[i].Through) };
            else sorted[++last] = sorted[i];
        }
        sorted.RemoveRange(last + 1, sorted.Count - last - 1);
        return new(sorted);
    }

    public static DaySet Union(IEnumerable<DaySet> sets) => Of(sets.SelectMany(s => s.Runs));

    public DaySet Union(DaySet other) => other.IsEmpty ? this : IsEmpty ? other : Of(Runs.Concat(other.Runs));

    public DaySet Intersect(DaySet other)
    {
        var common = new List<Days>();
        for (int i = 0, j = 0; i < Runs.Count && j < other.Runs.Count;)
        {
            var (from, through) = (Later(Runs[i].From, other.Runs[j].From), Earlier(Runs[i].Through, other.Runs[j].Through));
            if (from <= through) common.Add(new(from, through));
            if (Runs[i].Through < other.Runs[j].Through) i++;
            else j++;
        }
        return common.Count == 0 ? Empty : new(common);
    }

    public DaySet Subtract(DaySet other)
    {
        if (IsEmpty || other.IsEmpty) return this;
        var left = new List<Days>();
        foreach (var run in Runs)
        {
            var from = run.From;
            var open = true;
            foreach (var hole in other.Runs)
            {
                if (hole.Through < from) continue;
                if (hole.From > run.Through) break;
                if (hole.From > from) left.Add(new(from, hole.From.AddDays(-1)));
                open = hole.Through < run.Through;
                if (!open) break;
                from = hole.Through.AddDays(1);
            }
            if (open) left.Add(new(from, run.Through));
        }
        return left.Count == 0 ? Empty : new(left);
    }

    public bool Contains(DateOnly day)
    {
        for (var i = 0; i < Runs.Count; i++) if (Runs[i].From <= day && day <= Runs[i].Through) return true;
        return false;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
