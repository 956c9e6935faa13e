using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

public sealed class RateTests
{
    [Theory]
    [InlineData(0, 0, "—", "—")]
    [InlineData(0, 5, "0.0%", "0")]
    [InlineData(5, 5, "100.0%", "100")]
    [InlineData(1, 7, "14.3%", "14")]
    [InlineData(1, 8, "12.5%", "13")]
    [InlineData(1, 16, "6.3%", "6")]
    [InlineData(1999, 2000, "99.9%", "99")]
    [InlineData(2999, 3000, "99.9%", "99")]
    [InlineData(1, 3000, "<0.1%", "<1")]
    [InlineData(1, 2000, "0.1%", "<1")]
    [InlineData(1, 2001, "<0.1%", "<1")]
    public void A_rate_is_shown_by_the_rules_of_rounding(int numerator, int denominator, string percent, string whole)
    {
        var rate = new Rate(numerator, denominator);
        Assert.Equal((percent, whole), (rate.Percent, rate.Whole));
    }

    [Theory]
    [InlineData(598, 790, 85, 74)]
    [InlineData(85, 100, 85, 0)]
    [InlineData(0, 0, 85, 0)]
    [InlineData(0, 3, 85, 3)]
    public void The_gap_to_the_target_is_in_whole_people(int certified, int required, int target, int missing) =>
        Assert.Equal(missing, new Rate(certified, required).MissingTo(target));

    [Theory]
    [InlineData(64, 1)]
    [InlineData(65, 2)]
    [InlineData(74, 2)]
    [InlineData(75, 3)]
    [InlineData(85, 4)]
    [InlineData(89, 4)]
    [InlineData(90, 5)]
    [InlineData(100, 5)]
    public void Colours_change_at_their_lower_ends(int percent, int heat) => Assert.Equal(heat, new RateSettings().HeatOf(new(percent, 100)));
}
