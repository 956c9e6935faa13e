namespace Training.Modules.Reporting.Models;

/// <summary>
/// Which unknowns of homogeneous equations are determined, for some thousand equations of a few unknowns each. A random solution is made:
/// a determined unknown is zero in every solution, any other one is zero in it by chance once in two thousand million times, and then one
/// figure too many is hidden, never one too few. Sparse rows modulo a prime, each reduced by those before it: the way back that
/// Gauss–Jordan takes, and that fills the rows, is not gone. Pure.
/// </summary>
internal static class NullVector
{
    private const long Prime = int.MaxValue;

    /// <param name="rows">Each: unknowns with their factors.</param>
    /// <param name="width">How many unknowns.</param>
    /// <returns>The determined unknowns, in their order.</returns>
    public static IReadOnlyList<int> Determined(IReadOnlyList<Dictionary<int, long>> rows, int width)
    {
        var used = new int[width];
        foreach (var column in rows.SelectMany(r => r.Keys)) used[column]++;
        var pivotOf = Enumerable.Repeat(-1, width).ToArray();
        var pivots = new List<(int Column, Dictionary<int, long> Row)>();
        foreach (var row in rows.OrderBy(r => r.Count))
        {
            Reduce(row, pivotOf, pivots);
            if (row.Count == 0) continue;
            var column = row.Keys.MinBy(c => (used[c], c));
            var scale = Inverse(row[column]);
            foreach (var (c, value) in row.ToList()) row[c] = value * scale % Prime;
            pivotOf[column] = pivots.Count;
            pivots.Add((column, row));
        }
        var solution = Enumerable.Range(0, width).Select(c => pivotOf[c] < 0 ? Random(c) : 0).ToArray();
        // A row holds only unknowns that are free or became a pivot later.
        for (var i = pivots.Count - 1; i >= 0; i--)
        {
            var sum = 0L;
            foreach (var (c, value) in pivots[i].Row)
                if (c != pivots[i].Column) sum = (sum + (value * solution[c])) % Prime;
            solution[pivots[i].Column] = (Prime - sum) % Prime;
        }
        return [.. Enumerable.Range(0, width).Where(c => solution[c] == 0)];
    }

    private static void Reduce(Dictionary<int, long> row, int[] pivotOf, List<(int Column, Dictionary<int, long> Row)> pivots)
    {
        var next = new PriorityQueue<int, int>(row.Keys.Where(c => pivotOf[c] >= 0).Select(c => (pivotOf[c], pivotOf[c])));
        foreach (var (c, value) in row.ToList())
            if (value == 0) row.Remove(c);
            else row[c] = ((value % Prime) + Prime) % Prime;
        while (next.TryDequeue(out var pivot, out _))
        {
            var (column, by) = pivots[pivot];
            if (!row.TryGetValue(column, out var factor)) continue;
            foreach (var (c, value) in by)
            {
                var known = row.TryGetValue(c, out var before);
                var after = (before + ((Prime - factor) * value)) % Prime;
                if (after == 0) row.Remove(c);
                else row[c] = after;
                if (!known && after != 0 && pivotOf[c] >= 0) next.Enqueue(pivotOf[c], pivotOf[c]);
            }
        }
    }

    /// <summary>By Fermat.</summary>
    private static long Inverse(long value)
    {
        var (result, power) = (1L, value);
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result = result * power % Prime;
            power = power * power % Prime;
        }
        return result;
    }

    /// <summary>The same each time, so that a page hides the same each time (SplitMix64).</summary>
    private static long Random(int column)
    {
        var z = unchecked(((ulong)column + 1) * 0x9E3779B97F4A7C15UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return 1 + (long)((z ^ (z >> 31)) % (ulong)(Prime - 1));
    }
}
