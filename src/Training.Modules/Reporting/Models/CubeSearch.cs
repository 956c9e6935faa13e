namespace Training.Modules.Reporting.Models;

/// <summary>
/// Finds, for a hidden figure, the cells that have to be hidden with it: the corners of a box, one step along each dimension. A
/// person moved between its corners changes no total: from one place to another, or added to a place and to the total over it.
/// </summary>
internal sealed class CubeSearch(CubeShape shape, CubeHiding hiding, CubeRules rules)
{
    /// <summary>Places looked at in each dimension, the cheapest first, by the number of dimensions.</summary>
    private static readonly int[] Most = [1, 300, 24, 9];

    private const int Unit = 1000, Dear = 6;

    /// <returns>The cheapest box; null where there is none in which the figures would be told the same.</returns>
    public IReadOnlyList<int>? Box(int cell, CubeMove move, bool whole)
    {
        var dimensions = shape.Sizes.Count;
        var others = new List<int>[dimensions];
        for (var a = 0; a < dimensions; a++)
        {
            var found = new List<(int Cell, long Cost)>();
            for (var place = 0; place <= shape.Sizes[a]; place++)
            {
                var v = place == shape.Cells[cell].At[a] ? -1 : shape.Neighbor(cell, a, place);
                if (v >= 0 && CostOf(v, move, whole) is { } cost && (!whole || MayPair(cell, v, a))) found.Add((v, cost));
            }
            if (found.Count == 0) return null;
            others[a] = [.. found.OrderBy(f => f.Cost).ThenBy(f => f.Cell).Take(Most[dimensions]).Select(f => f.Cell)];
        }
        if (CostOf(cell, move, whole) is null) return null;
        IReadOnlyList<int>? best = null;
        var least = long.MaxValue;
        var chosen = new int[dimensions];
        Choose(0);
        return best;

        void Choose(int a)
        {
            if (least == 0) return;
            if (a < dimensions)
            {
                foreach (var other in others[a]) { chosen[a] = other; Choose(a + 1); }
                return;
            }
            var corners = new int[1 << dimensions];
            var cost = 0L;
            for (var mask = 0; mask < corners.Length; mask++)
            {
                var v = shape.Corner(cell, chosen, mask);
                if (v < 0 || CostOf(v, move, whole) is not { } more || (cost += more) >= least) return;
                corners[mask] = v;
            }
            if (Fits(1) || Fits(-1)) (best, least) = (corners, cost);

            bool Fits(int direction)
            {
                for (var mask = 0; mask < corners.Length; mask++)
                {
                    var sign = direction;
                    for (var d = 0; d < dimensions; d++)
                        if ((mask & (1 << d)) != 0 && !shape.IsTotal(cell, d) && !shape.IsTotal(chosen[d], d)) sign = -sign;
                    foreach (var (measure, step) in move.Steps)
                        if (!hiding.Allows(corners[mask], measure, sign * step)) return false;
                }
                return true;
            }
        }
    }

    /// <summary>A cell within and all totals that it is in: somebody added there. It always exists, and is dear.</summary>
    /// <param name="measure">The hidden figure; null = the whole cell.</param>
    public IReadOnlyList<int> Pillar(int cell, int? measure)
    {
        var foot = cell;
        for (var a = 0; a < shape.Sizes.Count; a++)
            if (shape.IsTotal(foot, a))
                foot = shape.Parts(foot, a).Where(p => measure is { } m ? !hiding.IsKnown(p, m) : !shape.Known[p])
                    .OrderBy(p => measure is { } m ? shape.Value(p, m) == 0 : false).ThenBy(p => measure is { } m ? !hiding.IsHidden(p, m) : !hiding.IsWhole(p))
                    .ThenBy(p => shape.Value(p, measure ?? rules.Populations[0])).ThenBy(p => p).FirstOrDefault(foot);
        var corners = new List<int>();
        for (var mask = 0; mask < 1 << shape.Sizes.Count; mask++)
        {
            var v = foot;
            for (var a = 0; a < shape.Sizes.Count && v >= 0; a++)
                if ((mask & (1 << a)) != 0) v = shape.Neighbor(v, a, shape.Sizes[a]);
            if (v >= 0 && !shape.Known[v] && !corners.Contains(v)) corners.Add(v);
        }
        return corners;
    }

    public long CostOf(IEnumerable<int> cells, CubeMove move) => cells.Sum(c => CostOf(c, move, whole: false) ?? 0);

    /// <summary>Null where it may not be hidden; nothing where it is hidden anyway; cells before totals, small before big.</summary>
    private long? CostOf(int cell, CubeMove move, bool whole)
    {
        if (hiding.IsWhole(cell)) return 0;
        if (shape.Known[cell]) return null;
        if (whole) return Weight(cell, rules.Populations[0]);
        var cost = 0L;
        foreach (var (measure, _) in move.Steps)
        {
            if (hiding.IsHidden(cell, measure)) continue;
            if (hiding.IsKnown(cell, measure) || shape.Value(cell, measure) == 0) return null;
            cost += Weight(cell, measure) * (rules.Populations.Contains(measure) ? Dear : 1);
        }
        return cost;
    }

    private long Weight(int cell, int measure) => (Unit * (1 + (4 * shape.Totals(cell)))) + Math.Min(shape.Value(cell, measure), Unit - 1);

    private bool MayPair(int cell, int other, int dimension) => rules.Parting != dimension || shape.IsTotal(other, dimension) || !(OnlyPartial(cell) && OnlyPartial(other));

    private bool OnlyPartial(int cell) => shape.Value(cell, rules.Partial[0]) is > 0 and var partial && partial == shape.Value(cell, rules.Populations[^1]);
}
