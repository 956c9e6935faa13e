using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

public sealed class DayTreeTests
{
    [Fact]
    public void A_run_is_found_once_on_each_of_its_days_and_on_no_other()
    {
        var random = new Random(20261129);
        for (var i = 0; i < 20_000; i++)
        {
            var from = Day(random);
            var through = random.Next(4) == 0 ? DateOnly.MaxValue : from.AddDays(random.Next(0, 1 << random.Next(1, 13)));
            foreach (var day in new[] { from, through, from.AddDays(-1), through == DateOnly.MaxValue ? from.AddYears(9) : through.AddDays(1), Day(random) })
                Assert.Equal(from <= day && day <= through ? 1 : 0, Found(from, through, day));
        }
    }

    [Theory]
    [InlineData("1901-03-01", "1999-12-31", "1955-06-01")]
    [InlineData("1968-03-01", "9999-12-31", "2026-06-30")]
    [InlineData("2026-06-30", "2026-06-30", "2026-06-30")]
    [InlineData("2025-01-01", "9999-12-31", "2500-01-01")]
    public void A_day_far_away_is_found_too(string from, string through, string day) =>
        Assert.Equal(1, Found(DateOnly.Parse(from), DateOnly.Parse(through), DateOnly.Parse(day)));

    [Fact]
    public void Few_places_are_looked_at()
    {
        var day = new DateOnly(2026, 6, 30);
        Assert.InRange(DayTree.UpTo(day).Length + DayTree.After(day).Length, 2, 35);
    }

    private static int Found(DateOnly from, DateOnly through, DateOnly day)
    {
        var node = DayTree.NodeOf(from, through);
        return (DayTree.UpTo(day).Contains(node) && through >= day ? 1 : 0) + (DayTree.After(day).Contains(node) && from <= day ? 1 : 0);
    }

    private static DateOnly Day(Random random) => new DateOnly(2005, 1, 1).AddDays(random.Next(0, 365 * 40));
}
