using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>One street among the others.</summary>
/// <param name="Place">1 + how many are clearly above it; null below <see cref="Wilson.Enough"/>.</param>
/// <param name="Alike">Ranked ones whose interval overlaps: no clear difference.</param>
public sealed record Placed<T>(T Item, Rate Rate, Interval Interval, int? Place, IReadOnlyList<T> Alike);

/// <summary>
/// Ranking without shaming: nobody stands before another unless the two 95 % intervals lie apart, and whoever has fewer than
/// ten required has no place at all. Pure.
/// </summary>
public static class Ranking
{
    /// <summary>Ranked ones by rate, then the others in the order given.</summary>
    /// <param name="all">A rate that the reader is not told is given as none, and after those that are: its place, its interval and who is alike would tell it.</param>
    public static IReadOnlyList<Placed<T>> Of<T>(IEnumerable<(T Item, Rate Rate)> all)
    {
        var rows = all.Select(x => (x.Item, x.Rate, Interval: Wilson.Of(x.Rate))).ToList();
        var ranked = rows.Where(r => r.Rate.Denominator >= Wilson.Enough).OrderByDescending(r => (double)r.Rate.Numerator / r.Rate.Denominator).ToList();
        return
        [
            .. ranked.Select(r => new Placed<T>(r.Item, r.Rate, r.Interval, 1 + ranked.Count(o => o.Interval.Low > r.Interval.High),
                [.. ranked.Where(o => !Equals(o.Item, r.Item) && o.Interval.Overlaps(r.Interval)).Select(o => o.Item)])),
            .. rows.Where(r => r.Rate.Denominator < Wilson.Enough).Select(r => new Placed<T>(r.Item, r.Rate, r.Interval, null, [])),
        ];
    }
}
