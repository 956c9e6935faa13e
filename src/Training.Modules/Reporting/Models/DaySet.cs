using System.Collections.Immutable;

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

    /// <summary>So many runs are put together without taking memory; hardly anybody has more.</summary>
    private const int Few = 32;

    private DaySet(params ReadOnlySpan<Days> runs) => Runs = [.. runs];

    public ImmutableArray<Days> Runs { get; }
    public bool IsEmpty => Runs.Length == 0;

    /// <summary>Both inclusive; a missing last day is open, and a last day before the first gives no days.</summary>
    public static DaySet Of(DateOnly from, DateOnly? through) => through < from ? Empty : new(new Days(from, through ?? DateOnly.MaxValue));

    public static DaySet Of(IEnumerable<Days> runs) => Of(runs.ToArray().AsSpan());

    /// <param name="runs">In any order, which may change; those that end before they begin have no days.</param>
    public static DaySet Of(Span<Days> runs)
    {
        var count = 0;
        var inOrder = true;
        foreach (var run in runs)
        {
            if (run.From > run.Through) continue;
            inOrder &= count == 0 || runs[count - 1].From <= run.From;
            runs[count++] = run;
        }
        if (count == 0) return Empty;
        var sorted = runs[..count];
        if (!inOrder) sorted.Sort((a, b) => a.From.CompareTo(b.From));
        var last = 0;
        for (var i = 1; i < count; i++)
        {
            if (sorted[i].From.DayNumber <= (long)sorted[last].Through.DayNumber + 1)
                sorted[last] = sorted[last] with { Through = Later(sorted[last].Through, sorted[i].Through) };
            else sorted[++last] = sorted[i];
        }
        return new(sorted[..(last + 1)]);
    }

    public static DaySet Union(IEnumerable<DaySet> sets) => Of(sets.SelectMany(s => s.Runs));

    public DaySet Union(DaySet other) => other.IsEmpty ? this : IsEmpty ? other : Of(Runs.Concat(other.Runs));

    public DaySet Intersect(DaySet other)
    {
        var most = Runs.Length + other.Runs.Length;
        Span<Days> common = most <= Few ? stackalloc Days[Few] : new Days[most];
        var count = 0;
        for (int i = 0, j = 0; i < Runs.Length && j < other.Runs.Length;)
        {
            var (from, through) = (Later(Runs[i].From, other.Runs[j].From), Earlier(Runs[i].Through, other.Runs[j].Through));
            if (from <= through) common[count++] = new(from, through);
            if (Runs[i].Through < other.Runs[j].Through) i++;
            else j++;
        }
        return count == 0 ? Empty : new(common[..count]);
    }

    public DaySet Subtract(DaySet other)
    {
        if (IsEmpty || other.IsEmpty) return this;
        var most = Runs.Length + other.Runs.Length;
        Span<Days> left = most <= Few ? stackalloc Days[Few] : new Days[most];
        var count = 0;
        foreach (var run in Runs)
        {
            var from = run.From;
            var open = true;
            foreach (var hole in other.Runs)
            {
                if (hole.Through < from) continue;
                if (hole.From > run.Through) break;
                if (hole.From > from) left[count++] = new(from, hole.From.AddDays(-1));
                open = hole.Through < run.Through;
                if (!open) break;
                from = hole.Through.AddDays(1);
            }
            if (open) left[count++] = new(from, run.Through);
        }
        return count == 0 ? Empty : new(left[..count]);
    }

    public bool Contains(DateOnly day)
    {
        foreach (var run in Runs) if (run.From <= day && day <= run.Through) return true;
        return false;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
