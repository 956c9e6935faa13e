using Training.Modules.Practice.Models;

namespace Training.Tests.Modules.Practice;

public sealed class RunRulesTests
{
    private static readonly DateTime Noon = new(2026, 11, 9, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_first_run_may_begin_at_once() => Assert.Equal(new RunPermit(null, null), RunRules.Permit([], Noon));

    [Theory]
    [InlineData(1, true)]
    [InlineData(24, false)]
    public void A_run_that_was_not_passed_may_be_repeated_after_24_hours(int hours, bool waits) =>
        Assert.Equal(waits ? Noon.AddHours(24) : null, RunRules.Permit([new("r", Noon, false, 40)], Noon.AddHours(hours)).NextAllowedUtc);

    [Fact]
    public void A_passed_scenario_may_be_practiced_at_any_time() =>
        Assert.Null(RunRules.Permit([new("r", Noon, true, 90)], Noon).NextAllowedUtc);

    [Fact]
    public void An_open_run_is_resumed() =>
        Assert.Equal("open", RunRules.Permit([new("open", null, false, null), new("r", Noon, false, 40)], Noon).OpenRef);
}
