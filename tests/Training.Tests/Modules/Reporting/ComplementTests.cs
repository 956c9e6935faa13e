using System.Numerics;
using CsCheck;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

public sealed class ComplementTests
{
    /// <summary>A table of streets × roles with row and column totals; some cells lie within the reader's scope.</summary>
    private static readonly Gen<(int[] Cells, bool[] Known, int Width)> Table =
        from height in Gen.Int[1, 5]
        from width in Gen.Int[1, 5]
        from cells in Gen.Frequency((3, Gen.Int[0, 6]), (1, Gen.Int[7, 40])).Array[height * width]
        from ownRow in Gen.Int[-1, height - 1]
        from ownColumn in Gen.Int[-1, width - 1]
        select (cells, Enumerable.Range(0, height * width).Select(i => i / width == ownRow || i % width == ownColumn).ToArray(), width);

    [Fact]
    public void No_hidden_figure_follows_from_the_others_by_adding_and_subtracting() => Table.Sample(t =>
    {
        var (figures, sums) = Laid(t.Cells, t.Known, t.Width);
        var hiding = Complement.Of(figures, sums);
        for (var i = 0; i < figures.Count; i++)
        {
            if (figures[i].Secret) Assert.Equal(Hiding.Few, hiding[i]);
            if (figures[i].Known) Assert.Equal(Hiding.None, hiding[i]);
        }
        Assert.Empty(ByFractions(hiding, sums));
    }, iter: 3000);

    [Fact]
    public void Without_secrets_nothing_is_hidden() => Table.Sample(t =>
    {
        var (figures, sums) = Laid([.. t.Cells.Select(c => c + 5)], t.Known, t.Width);
        Assert.All(Complement.Of(figures, sums), h => Assert.Equal(Hiding.None, h));
    }, iter: 300);

    [Fact]
    public void The_only_small_cell_of_a_row_and_column_takes_three_others_with_it()
    {
        var (figures, sums) = Laid([3, 20, 30, 10, 20, 30, 10, 20, 40], new bool[9], 3);
        var hiding = Complement.Of(figures, sums);
        Assert.Equal(Hiding.Few, hiding[0]);
        Assert.Equal(3, hiding.Count(h => h == Hiding.Complement));
        Assert.All(hiding.Skip(9), total => Assert.Equal(Hiding.None, total));
    }

    /// <summary>Cells, then row totals, column totals and the grand total.</summary>
    private static (List<HideableFigure> Figures, List<int[]> Sums) Laid(int[] cells, bool[] known, int width)
    {
        var height = cells.Length / width;
        var figures = cells.Select((c, i) => Of(c, known[i], 0)).ToList();
        var sums = new List<int[]>();
        for (var r = 0; r < height; r++) Total([.. Enumerable.Range(r * width, width)], 3);
        for (var c = 0; c < width; c++) Total([.. Enumerable.Range(0, height).Select(r => (r * width) + c)], 3);
        var rows = Enumerable.Range(cells.Length, height).ToArray();
        Total(rows, 9);
        sums.Add([figures.Count - 1, .. Enumerable.Range(cells.Length + height, width)]);
        return (figures, sums);

        HideableFigure Of(int value, bool own, int cost) => new(value, !own && value is > 0 and < 5, own || value == 0, cost);

        void Total(int[] parts, int cost)
        {
            sums.Add([figures.Count, .. parts]);
            figures.Add(Of(parts.Sum(p => figures[p].Value), parts.All(p => figures[p].Known), cost));
        }
    }

    /// <summary>The same question answered independently: exact fractions, one right side for each figure.</summary>
    internal static List<int> ByFractions(IReadOnlyList<Hiding> hiding, List<int[]> sums)
    {
        var hidden = Enumerable.Range(0, hiding.Count).Where(i => hiding[i] != Hiding.None).ToList();
        return [.. hidden.Where(target => Rank(null) == Rank(target))];

        // Adding the unit row of a figure that is determined does not raise the rank.
        int Rank(int? target)
        {
            var rows = sums.Select(s => hidden.Select(h => (BigInteger)(h == s[0] ? -1 : s.Skip(1).Contains(h) ? 1 : 0)).ToArray()).ToList();
            if (target is { } t) rows.Add([.. hidden.Select(h => h == t ? BigInteger.One : BigInteger.Zero)]);
            var rank = 0;
            for (var c = 0; c < hidden.Count; c++)
            {
                var at = rows.FindIndex(rank, r => r[c] != 0);
                if (at < 0) continue;
                (rows[rank], rows[at]) = (rows[at], rows[rank]);
                for (var r = rank + 1; r < rows.Count; r++)
                {
                    var (a, b) = (rows[rank][c], rows[r][c]);
                    if (b != 0) rows[r] = [.. rows[r].Zip(rows[rank], (x, y) => (x * a) - (y * b))];
                }
                if (++rank == rows.Count) break;
            }
            return rank;
        }
    }
}
