using Training.Modules.Insights.Models;

namespace Training.Tests.Modules.Insights;

public sealed class AnomalyRulesTests
{
    private static readonly DateOnly Day = new(2026, 10, 1);
    private static readonly DateTime Night = new(2026, 9, 30, 18, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Forty_people_who_finish_two_hours_in_three_minutes_are_noticed_with_their_number()
    {
        var finding = Assert.Single(AnomalyRules.OfAttempts("O02", Day, 120, Class(40, minutes: 3)));
        Assert.Equal((AnomalyRule.FastModule, 40, 3, 120), (finding.Rule, finding.People.Count, finding.Measured, finding.Expected));
        Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 120, Class(9, minutes: 3)));
        Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 120, Class(40, minutes: 13)));
        Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 20, Class(40, minutes: 1)));
    }

    [Fact]
    public void Learning_on_a_holiday_night_is_no_anomaly() => Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 120, Class(40, minutes: 110)));

    [Fact]
    public void Whoever_tested_out_has_read_nothing_by_right() =>
        Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 120, [.. Class(40, minutes: 3).Select(a => a with { TestOut = true })]));

    [Fact]
    public void Streets_are_looked_at_apart() =>
        Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 120, [.. Class(18, minutes: 3).Select((a, i) => a with { UnitId = 1 + (i % 2) })]));

    [Fact]
    public void Papers_faster_than_reading_are_noticed_when_five_of_a_street_pass_so()
    {
        var fast = Class(5, minutes: 100).Select(a => a with { StartedUtc = a.SubmittedUtc.AddSeconds(-30) }).ToList();
        Assert.Equal(AnomalyRule.FastAnswers, Assert.Single(AnomalyRules.OfAttempts("O02", Day, 120, fast)).Rule);
        Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 120, fast[..4]));
        Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 120, [.. fast.Select(a => a with { Passed = false })]));
    }

    [Fact]
    public void The_same_mistakes_in_the_same_minute_are_noticed_and_one_mistake_is_not()
    {
        var same = Class(3, minutes: 100).Select(a => a with { Wrong = ["q1=a", "q7=bc"] }).ToList();
        Assert.Equal(AnomalyRule.SameAnswers, Assert.Single(AnomalyRules.OfAttempts("O02", Day, 120, same)).Rule);
        Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 120, [.. same.Select(a => a with { Wrong = ["q1=a"] })]));
        Assert.Empty(AnomalyRules.OfAttempts("O02", Day, 120, [.. same.Select((a, i) => a with { SubmittedUtc = a.SubmittedUtc.AddMinutes(i) })]));
    }

    [Fact]
    public void Fifty_entries_of_one_author_within_ten_minutes_are_noticed_and_spread_over_the_day_they_are_not()
    {
        List<EntrySeen> Entries(double seconds) => [.. Enumerable.Range(0, 60).Select(i => new EntrySeen(7, i, "O02", Night.AddSeconds(i * seconds)))];
        var finding = Assert.Single(AnomalyRules.OfEntries(Day, Entries(5)));
        Assert.Equal((AnomalyRule.BulkEntry, 60), (finding.Rule, finding.People.Count));
        Assert.Empty(AnomalyRules.OfEntries(Day, Entries(300)));
    }

    /// <summary>People of one street who pass so many minutes after their first lesson, with a paper that took its time.</summary>
    private static List<AttemptSeen> Class(int people, int minutes) =>
        [.. Enumerable.Range(1, people).Select(i => new AttemptSeen(i, 1, Night.AddMinutes(-20), Night, true, false, 20, [], Night.AddMinutes(-minutes)))];
}
