using CsCheck;
using Training.Modules.Insights.Models;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Insights;

public sealed class WilsonTests
{
    [Theory]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(50, 100, 0.4038, 0.5962)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    public void The_interval_is_the_one_in_the_tables(int right, int of, double low, double high)
    {
        var interval = Wilson.Of(right, of);
        Assert.Equal(low, interval.Low, 3);
        Assert.Equal(high, interval.High, 3);
    }

    [Fact]
    public void Nobody_is_ranked_below_ten_and_nobody_stands_before_another_whose_interval_overlaps() =>
        Gen.Select(Gen.Int[0, 60], Gen.Double[0, 1]).List[1, 12].Sample(streets =>
        {
            var rates = streets.Select((s, i) => (Item: i, Rate: new Rate((int)(s.Item1 * s.Item2), s.Item1))).ToList();
            var placed = Ranking.Of(rates);
            Assert.Equal(rates.Count, placed.Count);
            foreach (var row in placed)
            {
                Assert.Equal(row.Rate.Denominator >= 10, row.Place is not null);
                if (row.Place is null) { Assert.Empty(row.Alike); continue; }
                foreach (var other in placed.Where(o => o.Place is not null && o.Item != row.Item))
                {
                    var overlaps = Wilson.Of(row.Rate).Overlaps(Wilson.Of(other.Rate));
                    Assert.Equal(overlaps, row.Alike.Contains(other.Item));
                    if (!overlaps) Assert.Equal(row.Interval.Low > other.Interval.High, row.Place < other.Place);
                }
            }
        }, iter: 500);

    [Fact]
    public void Two_streets_whose_intervals_overlap_share_the_first_place()
    {
        var placed = Ranking.Of([("甲", new Rate(18, 20)), ("乙", new Rate(16, 20)), ("丙", new Rate(2, 40)), ("丁", new Rate(9, 9))]);
        Assert.Equal([("甲", 1), ("乙", 1), ("丙", 3), ("丁", (int?)null)], placed.Select(p => (p.Item, p.Place)));
        Assert.Equal(["乙"], placed[0].Alike);
    }

    [Fact]
    public void A_mean_says_nothing_below_ten_values()
    {
        Assert.Equal(Verdict.TooFew, Moments.Of(Enumerable.Repeat(12.0, 9)).Verdict);
        Assert.Equal(Verdict.Better, Moments.Of([10, 12, 14, 8, 9, 11, 13, 10, 12, 9]).Verdict);
        Assert.Equal(Verdict.None, Moments.Of([10, -12, 14, -8, 9, -11, 13, -10, 12, -9]).Verdict);
        Assert.Equal(Verdict.Worse, Moments.Of([-10, -12, -14, -8, -9, -11, -13, -10, -12, -9]).Verdict);
    }
}
