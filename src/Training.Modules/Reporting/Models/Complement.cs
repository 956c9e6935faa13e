namespace Training.Modules.Reporting.Models;

/// <summary>How a figure is told.</summary>
public enum Hiding
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>Fewer than five people outside the reader's scope: "&lt;5".</summary>
    Few,

    /// <summary>Hidden as well, because otherwise a small one could be worked out from it: "＊".</summary>
    Complement,
}

/// <summary>One figure of a table, a total too.</summary>
/// <param name="Secret">Must not be told, nor be derived.</param>
/// <param name="Known">The reader knows it anyway (within the scope, or nobody there): hiding it would protect nothing.</param>
/// <param name="Cost">What is hidden first where there is a choice: the lowest.</param>
public readonly record struct HideableFigure(int Value, bool Secret, bool Known, int Cost);

/// <summary>
/// The complement rule for small cells: beside every secret figure so many others are hidden that no hidden one follows from
/// the rest by adding and subtracting along rows, columns and totals. Pure.
/// </summary>
public static class Complement
{
    private const double Zero = 1e-9;

    /// <param name="sums">Each: index of a total, then the indices of its parts.</param>
    /// <returns>For each figure how it is told.</returns>
    public static IReadOnlyList<Hiding> Of(IReadOnlyList<HideableFigure> figures, IReadOnlyList<int[]> sums) => Of(figures, Equations(sums));

    /// <param name="sums">Each: figures with their factors, that together make something the reader knows.</param>
    public static IReadOnlyList<Hiding> Of(IReadOnlyList<HideableFigure> figures, IReadOnlyList<(int Figure, int Factor)[]> sums)
    {
        var hiding = figures.Select(f => f.Secret ? Hiding.Few : Hiding.None).ToArray();
        while (Next(figures, sums, hiding) is { } more) hiding[more] = Hiding.Complement;
        return hiding;
    }

    /// <summary>Hidden figures that follow from what is shown.</summary>
    public static IReadOnlyList<int> Derivable(IReadOnlyList<Hiding> hiding, IReadOnlyList<int[]> sums) => Derivable(hiding, Equations(sums));

    /// <inheritdoc cref="Derivable(IReadOnlyList{Hiding}, IReadOnlyList{int[]})"/>
    public static IReadOnlyList<int> Derivable(IReadOnlyList<Hiding> hiding, IReadOnlyList<(int Figure, int Factor)[]> sums)
    {
        var hidden = Enumerable.Range(0, hiding.Count).Where(i => hiding[i] != Hiding.None).ToList();
        if (hidden.Count == 0) return [];
        var column = hidden.Select((h, i) => (h, i)).ToDictionary(x => x.h, x => x.i);
        var rows = new List<double[]>();
        foreach (var sum in sums)
        {
            var row = new double[hidden.Count];
            foreach (var (figure, factor) in sum)
                if (column.TryGetValue(figure, out var c)) row[c] += factor;
            if (row.Any(v => v != 0)) rows.Add(row);
        }
        return [.. Reduce(rows, hidden.Count).Select(c => hidden[c])];
    }

    private static List<(int Figure, int Factor)[]> Equations(IEnumerable<int[]> sums) => [.. sums.Select(s => s.Select((figure, i) => (figure, i == 0 ? -1 : 1)).ToArray())];

    /// <summary>The figure to hide next; null when nothing hidden can be derived any more.</summary>
    private static int? Next(IReadOnlyList<HideableFigure> figures, IReadOnlyList<(int Figure, int Factor)[]> sums, Hiding[] hiding)
    {
        var derivable = Derivable(hiding, sums);
        if (derivable.Count == 0) return null;
        var touched = sums.Where(s => s.Any(i => hiding[i.Figure] != Hiding.None)).ToList();
        // First where a figure is the only one hidden of a sum, then anywhere beside it, at last beside any hidden one: a figure
        // may also follow from several sums in which the other unknowns cancel out.
        return derivable.Select(d => Cheapest(touched.Where(s => Has(s, d) && s.Count(i => hiding[i.Figure] != Hiding.None) == 1))).FirstOrDefault(c => c is not null)
            ?? derivable.Select(d => Cheapest(touched.Where(s => Has(s, d)))).FirstOrDefault(c => c is not null)
            ?? Cheapest(touched);

        // One that stands in several sums with hidden figures closes several holes at once.
        int? Cheapest(IEnumerable<(int Figure, int Factor)[]> among) => among.SelectMany(s => s.Select(i => i.Figure)).Distinct().Where(i => hiding[i] == Hiding.None && !figures[i].Known)
            .OrderBy(i => figures[i].Cost).ThenByDescending(i => touched.Count(s => Has(s, i))).ThenBy(i => figures[i].Value).ThenBy(i => i)
            .Select(i => (int?)i).FirstOrDefault();

        static bool Has((int Figure, int Factor)[] sum, int figure) => sum.Any(i => i.Figure == figure);
    }

    /// <summary>Gauss–Jordan; columns that have a row of their own are determined.</summary>
    private static List<int> Reduce(List<double[]> rows, int width)
    {
        var pivots = new List<int>();
        for (var c = 0; c < width && pivots.Count < rows.Count; c++)
        {
            var at = rows.FindIndex(pivots.Count, r => Math.Abs(r[c]) > Zero);
            if (at < 0) continue;
            var top = pivots.Count;
            (rows[top], rows[at]) = (rows[at], rows[top]);
            var scale = rows[top][c];
            for (var k = c; k < width; k++) rows[top][k] /= scale;
            for (var r = 0; r < rows.Count; r++)
            {
                var factor = rows[r][c];
                if (r == top || Math.Abs(factor) <= Zero) continue;
                for (var k = c; k < width; k++) rows[r][k] -= factor * rows[top][k];
            }
            pivots.Add(c);
        }
        return [.. pivots.Where((c, row) => rows[row].Count(v => Math.Abs(v) > Zero) == 1)];
    }
}
