using CsCheck;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

public sealed class DaySetTests
{
    private const int Horizon = 60;
    private static readonly DateOnly First = new(2026, 1, 1);

    private static readonly Gen<DaySet> AnySet = Gen.Select(Gen.Int[0, Horizon], Gen.Int[-2, 12], Gen.Bool)
        .Select((from, length, open) => new Days(First.AddDays(from), open && length > 10 ? DateOnly.MaxValue : First.AddDays(from + length)))
        .List[0, 5].Select(DaySet.Of);

    [Fact]
    public void Union_intersection_and_difference_hold_day_by_day() => Gen.Select(AnySet, AnySet).Sample((a, b) =>
    {
        for (var i = -3; i < Horizon + 20; i++)
        {
            var day = First.AddDays(i);
            Assert.Equal(a.Contains(day) || b.Contains(day), a.Union(b).Contains(day));
            Assert.Equal(a.Contains(day) && b.Contains(day), a.Intersect(b).Contains(day));
            Assert.Equal(a.Contains(day) && !b.Contains(day), a.Subtract(b).Contains(day));
        }
    });

    [Fact]
    public void Runs_are_in_order_and_never_touch() => Gen.Select(AnySet, AnySet).Sample((a, b) =>
        new[] { a.Union(b), a.Intersect(b), a.Subtract(b) }.All(set =>
            set.Runs.All(r => r.From <= r.Through) && set.Runs.Zip(set.Runs.Skip(1)).All(p => p.First.Through.AddDays(1) < p.Second.From)));

    [Fact]
    public void A_day_after_the_last_joins_a_run() =>
        Assert.Single(DaySet.Of(First, First.AddDays(3)).Union(DaySet.Of(First.AddDays(4), null)).Runs);

    [Fact]
    public void Without_a_last_day_a_run_is_open() => Assert.True(DaySet.Of(First, null).Contains(DateOnly.MaxValue));

    [Fact]
    public void A_last_day_before_the_first_gives_no_days() => Assert.True(DaySet.Of(First, First.AddDays(-1)).IsEmpty);
}
