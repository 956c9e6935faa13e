namespace Training.Modules.Reporting.Models;

/// <summary>
/// Which unknowns follow from equations. Where the right sides do not matter, an unknown is determined exactly when it is 0 in every solution
/// of the equations with 0 on the right; so one solution with arbitrary values for the free unknowns tells them all. It is reckoned modulo
/// a prime of 31 bits, without rounding: what is determined is 0 there for certain, what is not is 0 once in two thousand million times,
/// and then a figure more is hidden.
/// </summary>
internal static class Derivation
{
    private const long Prime = int.MaxValue;

    /// <returns>In the order of the unknowns.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> unknown, IEnumerable<(int Figure, int Factor)[]> equations)
    {
        if (unknown.Count == 0) return [];
        var values = unknown.ToDictionary(u => u, Arbitrary);
        var pivots = Reduce(Rows(values.Keys.ToHashSet(), equations));
        for (var p = pivots.Count - 1; p >= 0; p--)
        {
            var (figure, row) = pivots[p];
            var sum = 0L;
            foreach (var (other, factor) in row)
                if (other != figure) sum = (sum + (factor * values[other])) % Prime;
            values[figure] = (Prime - sum) % Prime;
        }
        return [.. unknown.Where(u => values[u] == 0)];
    }

    /// <summary>The unknowns of each equation with their factors; the shortest first, so that few others come in.</summary>
    private static List<Dictionary<int, long>> Rows(HashSet<int> unknown, IEnumerable<(int Figure, int Factor)[]> equations)
    {
        var rows = new List<Dictionary<int, long>>();
        foreach (var equation in equations)
        {
            var row = new Dictionary<int, long>();
            foreach (var (figure, factor) in equation)
                if (unknown.Contains(figure)) Put(row, figure, row.GetValueOrDefault(figure) + factor);
            if (row.Count > 0) rows.Add(row);
        }
        return [.. rows.OrderBy(r => r.Count)];
    }

    /// <summary>Each row is free of the figures of those before it, and has factor 1 for its own.</summary>
    private static List<(int Figure, Dictionary<int, long> Row)> Reduce(List<Dictionary<int, long>> rows)
    {
        var uses = rows.SelectMany(r => r.Keys).CountBy(k => k).ToDictionary();
        var pivots = new List<(int Figure, Dictionary<int, long> Row)>();
        var pivotOf = new Dictionary<int, int>();
        foreach (var row in rows)
        {
            var due = new SortedSet<int>(row.Keys.Where(pivotOf.ContainsKey).Select(k => pivotOf[k]));
            while (due.Count > 0)
            {
                var (figure, with) = pivots[due.Min];
                due.Remove(due.Min);
                if (!row.TryGetValue(figure, out var factor)) continue;
                foreach (var (other, times) in with)
                {
                    Put(row, other, row.GetValueOrDefault(other) + ((Prime - factor) * times));
                    // Only later ones come in.
                    if (other != figure && pivotOf.TryGetValue(other, out var later)) due.Add(later);
                }
            }
            if (row.Count == 0) continue;
            var own = row.Keys.MinBy(k => (uses[k], k));
            var inverse = Power(row[own], Prime - 2);
            foreach (var key in row.Keys.ToList()) row[key] = row[key] * inverse % Prime;
            pivotOf[own] = pivots.Count;
            pivots.Add((own, row));
        }
        return pivots;
    }

    private static void Put(Dictionary<int, long> row, int figure, long factor)
    {
        factor = ((factor % Prime) + Prime) % Prime;
        if (factor == 0) row.Remove(figure);
        else row[figure] = factor;
    }

    private static long Power(long number, long exponent)
    {
        var power = 1L;
        for (; exponent > 0; exponent >>= 1, number = number * number % Prime)
            if ((exponent & 1) == 1) power = power * number % Prime;
        return power;
    }

    /// <summary>1 to Prime − 1, the same each time, without a pattern (splitmix64).</summary>
    private static long Arbitrary(int figure)
    {
        var mixed = unchecked((ulong)(figure + 1) * 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return 1 + (long)((mixed ^ (mixed >> 31)) % (ulong)(Prime - 1));
    }
}
