using CsCheck;
using Training.Modules.Reminders.Models;

namespace Training.Tests.Modules.Reminders;

public sealed class StagesTests
{
    private static readonly DateOnly Through = new(2026, 12, 31);
    private static readonly Stages Own = new([90, 60, 30, 7]);
    private static readonly Stages Lists = new([60, Stages.Expired]);

    [Theory]
    [InlineData(91, null)]
    [InlineData(90, 90)]
    [InlineData(61, 90)]
    [InlineData(60, 60)]
    [InlineData(8, 30)]
    [InlineData(7, 7)]
    [InlineData(0, 7)]
    [InlineData(-1, null)]
    public void A_day_lies_in_one_stage(int left, int? stage) => Assert.Equal(stage, Own.At(Through, Through.AddDays(-left)));

    [Theory]
    [InlineData(61, null)]
    [InlineData(60, 60)]
    [InlineData(0, 60)]
    [InlineData(-1, -1)]
    [InlineData(-14, -1)]
    [InlineData(-15, null)]
    public void The_last_valid_day_is_still_valid_and_an_old_end_is_no_news(int left, int? stage) => Assert.Equal(stage, Lists.At(Through, Through.AddDays(-left)));

    [Fact]
    public void The_next_stage_begins_on_its_day()
    {
        Assert.Equal(Through.AddDays(-60), Own.NextOn(Through, 90));
        Assert.Null(Own.NextOn(Through, 7));
        Assert.Equal(Through.AddDays(1), Lists.NextOn(Through, 60));
    }

    /// <summary>Whichever nights are missed: no stage twice, none that has passed, and the one of the last day looked at is told.</summary>
    [Fact]
    public void Missed_nights_never_tell_a_stage_twice_or_late() =>
        Gen.Select(Gen.Int[0, 120].Array[0, 40], Gen.Int[1, 120].Array[0, 6]).Sample((nights, days) =>
        {
            var stages = new Stages(days);
            var told = new List<int>();
            foreach (var left in nights.Distinct().OrderDescending())
            {
                if (stages.At(Through, Through.AddDays(-left)) is not { } stage || (told.Count > 0 && told[^1] <= stage)) continue;
                Assert.True(left <= stage);
                Assert.DoesNotContain(days, d => d < stage && left <= d);
                told.Add(stage);
            }
            Assert.Equal(told.Distinct().OrderDescending(), told);
        });
}
