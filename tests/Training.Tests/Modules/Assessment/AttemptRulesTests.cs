using Training.Modules.Assessment.Models;

namespace Training.Tests.Modules.Assessment;

public sealed class AttemptRulesTests
{
    private static readonly DateTime Noon = new(2026, 11, 9, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_first_attempt_may_begin_at_once() =>
        Assert.Equal(new AttemptPermit(null, null, false), AttemptRules.Permit([], Noon));

    [Theory]
    [InlineData(0, true)]
    [InlineData(23.99, true)]
    [InlineData(24, false)]
    [InlineData(240, false)]
    public void After_a_failed_attempt_one_waits_24_hours(double hours, bool waits) =>
        Assert.Equal(waits ? Noon.AddHours(24) : null, AttemptRules.Permit([Failed(0)], Noon.AddHours(hours)).NextAllowedUtc);

    [Fact]
    public void The_wait_counts_from_the_latest_attempt() =>
        Assert.Equal(Noon.AddHours(24), AttemptRules.Permit([Failed(-48), Failed(0), Failed(-24)], Noon.AddHours(1)).NextAllowedUtc);

    [Fact]
    public void After_a_passed_attempt_nobody_waits() =>
        Assert.Null(AttemptRules.Permit([Failed(-24), Passed(0)], Noon.AddMinutes(1)).NextAllowedUtc);

    [Fact]
    public void An_open_attempt_is_resumed() =>
        Assert.Equal("open", AttemptRules.Permit([Failed(-24), new("open", null, false, null)], Noon).OpenRef);

    [Fact]
    public void The_third_failure_sends_to_the_trainer_and_locks_nobody_out()
    {
        Assert.False(AttemptRules.Permit([Failed(-48), Failed(-24)], Noon).AskTrainer);
        var third = AttemptRules.Permit([Failed(-72), Failed(-48), Failed(-24)], Noon);
        Assert.True(third.AskTrainer);
        Assert.Null(third.NextAllowedUtc);
    }

    [Fact]
    public void A_pass_in_between_ends_the_row_of_failures() =>
        Assert.False(AttemptRules.Permit([Failed(-96), Failed(-72), Passed(-48), Failed(-24)], Noon).AskTrainer);

    private static AttemptFacts Failed(double hours) => new("f" + hours, Noon.AddHours(hours), false, 70);

    private static AttemptFacts Passed(double hours) => new("p" + hours, Noon.AddHours(hours), true, 90);
}
