using Training.Modules.Learning.Models;

namespace Training.Tests.Modules.Learning;

public sealed class EvidenceRulesTests
{
    private static readonly DateOnly Monday = new(2026, 11, 9);
    private static readonly DateTime Now = new(2026, 11, 9, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_pass_without_all_lessons_is_worth_nothing_yet() =>
        Assert.Null(EvidenceRules.ModuleCompleted(Pass(Monday), 1.5m, 5, lessonsDoneOn: null, [], Now));

    [Theory]
    [InlineData(0, -3, 0)]
    [InlineData(-3, 0, 0)]
    [InlineData(-3, -5, -3)]
    public void The_module_is_completed_on_the_later_of_the_two_days(int passed, int lessons, int expected)
    {
        var evidence = EvidenceRules.ModuleCompleted(Pass(Monday.AddDays(passed)), 1.5m, 5, Monday.AddDays(lessons), [], Now)!;
        Assert.Equal(Monday.AddDays(expected), evidence.EffectiveOn);
        Assert.Equal((EvidenceKind.ModuleCompleted, "O02", 1.5m, 90), (evidence.Kind, evidence.Subject, evidence.Hours, evidence.Score));
        Assert.Equal("check-version", evidence.ContentVersionId);
        Assert.Equal("5 课全部学完，知识检测 90 分，达到要求。", evidence.Reason);
    }

    [Fact]
    public void A_second_pass_on_the_same_day_adds_nothing_and_one_a_year_later_renews()
    {
        var first = EvidenceRules.ModuleCompleted(Pass(Monday), 1.5m, 5, Monday, [], Now)!;
        Assert.Null(EvidenceRules.ModuleCompleted(Pass(Monday), 1.5m, 5, Monday, [first], Now));
        Assert.Equal(Monday.AddYears(1), EvidenceRules.ModuleCompleted(Pass(Monday.AddYears(1)), 1.5m, 5, Monday, [first], Now)!.EffectiveOn);
    }

    [Fact]
    public void Evidence_of_another_module_does_not_stand_in_the_way()
    {
        var other = EvidenceRules.ModuleCompleted(Pass(Monday, "R03"), 2, 7, Monday, [], Now)!;
        Assert.NotNull(EvidenceRules.ModuleCompleted(Pass(Monday), 1.5m, 5, Monday, [other], Now));
    }

    [Fact]
    public void A_scenario_counts_once_a_day()
    {
        var first = EvidenceRules.ScenarioPassed(7, "S1", "v1", 80, Monday, [], Now)!;
        Assert.Equal((EvidenceKind.ScenarioPassed, "S1", 80, "v1"), (first.Kind, first.Subject, first.Score, first.ContentVersionId));
        Assert.Null(EvidenceRules.ScenarioPassed(7, "S1", "v1", 90, Monday, [first], Now));
        Assert.NotNull(EvidenceRules.ScenarioPassed(7, "S1", "v1", 90, Monday.AddDays(1), [first], Now));
    }

    [Fact]
    public void A_superseded_row_is_gone_and_a_withdrawal_counts_for_nothing()
    {
        var (kept, wrong) = (Row(1), Row(2));
        var corrected = Row(3, supersedes: 2);
        Assert.Equal([1, 3], EvidenceRules.Effective([corrected, wrong, kept]).Select(Id));
        Assert.Equal([1], EvidenceRules.Effective([kept, wrong, Row(4, EvidenceKind.Withdrawn, supersedes: 2)]).Select(Id));
    }

    [Fact]
    public void A_withdrawal_that_is_superseded_does_not_bring_the_old_row_back() =>
        Assert.Equal([3], EvidenceRules.Effective([Row(1), Row(2, EvidenceKind.Withdrawn, supersedes: 1), Row(3, supersedes: 2)]).Select(Id));

    [Fact]
    public void Rows_that_count_are_in_the_order_of_their_days() =>
        Assert.Equal([2, 1], EvidenceRules.Effective([Row(1, on: Monday), Row(2, on: Monday.AddDays(-1))]).Select(Id));

    /// <summary>A scheme may ask for more than the check's own mark: whoever tries again the same evening is not sent home until tomorrow.</summary>
    [Fact]
    public void A_better_score_on_the_same_day_is_a_row_of_its_own()
    {
        var first = EvidenceRules.ModuleCompleted(Pass(Monday), 1.5m, 5, Monday, [], Now)!;
        Assert.Equal(95, EvidenceRules.ModuleCompleted(Pass(Monday, percent: 95), 1.5m, 5, Monday, [first], Now)!.Score);
        Assert.Null(EvidenceRules.ModuleCompleted(Pass(Monday, percent: 85), 1.5m, 5, Monday, [first], Now));
        var exam = EvidenceRules.ExamPassed(7, "X-CD", "v1", 82, Monday, [], Now)!;
        Assert.Null(EvidenceRules.ExamPassed(7, "X-CD", "v1", 82, Monday, [exam], Now));
        Assert.NotNull(EvidenceRules.ExamPassed(7, "X-CD", "v1", 91, Monday, [exam], Now));
    }

    private static CheckPass Pass(DateOnly on, string module = "O02", int percent = 90) =>
        new() { PersonId = 7, ModuleCode = module, CheckVersionId = "check-version", Percent = percent, On = on };

    private static Evidence Row(long id, EvidenceKind kind = EvidenceKind.ModuleCompleted, long? supersedes = null, DateOnly? on = null)
    {
        var row = new Evidence
        {
            PersonId = 7, Kind = kind, Subject = "O02", EffectiveOn = on ?? Monday, RecordedUtc = Now, Reason = "试", SupersedesId = supersedes,
        };
        // The database gives ids; nobody else may.
        typeof(Evidence).GetProperty(nameof(Evidence.Id))!.SetValue(row, id);
        return row;
    }

    private static long Id(Evidence row) => row.Id;
}
