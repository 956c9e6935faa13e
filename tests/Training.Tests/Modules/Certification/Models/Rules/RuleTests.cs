using Training.Modules.Certification.Models.Rules;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models.Rules;

public sealed class RuleTests
{
    private static readonly DateOnly Start = new(2020, 1, 1), Late = new(2030, 1, 1);

    [Fact]
    public void Some_of_five_is_met_on_the_day_of_the_second()
    {
        var rule = SomeOf.Of(2, Needs("T01"), Needs("T02"), Needs("T03"), Needs("T04"), Needs("T05"));
        var ledger = Table(Done("T04", "2025-05-01"), Done("T01", "2025-03-01"), Done("T05", "2025-06-01"));
        Assert.Equal(Day("2025-05-01"), rule.FirstMet(ledger.All, Start));
        Assert.Null(rule.FirstMet(ledger.Within(Day("2025-05-02"), null), Start));
        Assert.Equal(["T01", "T04", "T05"], rule.Evaluate(ledger.All, Late).Leaves.Select(l => l.Requirement.Subject));
        Assert.Equal(1, rule.Evaluate(ledger.All, Day("2025-04-01")).Missing);
    }

    [Fact]
    public void Hours_of_own_choice_leave_out_what_is_required_and_count_a_module_once()
    {
        var rule = new HoursOf { AtLeast = 3, Filter = new() { Kinds = [RequirementKind.Module], Strands = ["T", "F"], Except = ["T01"] } };
        var ledger = Table(Hours("T01", 2, "2025-01-01"), Hours("T02", 1.5m, "2025-01-02"), Hours("T02", 1.5m, "2025-01-03"), Hours("R03", 2, "2025-01-04"), Hours("F01", 1.5m, "2025-01-05"));
        Assert.Equal(Day("2025-01-05"), rule.FirstMet(ledger.All, Start));
        var before = rule.Evaluate(ledger.All, Day("2025-01-04"));
        Assert.Equal((false, 1.5m, 1.5m), (before.IsMet, before.Amount!.Value, before.Short!.Value));
        Assert.Equal(["T02"], before.Proofs.Select(p => p.Subject));
        Assert.Single(before.Leaves);
    }

    [Fact]
    public void What_is_capped_counts_up_to_its_most()
    {
        var rule = new HoursOf { AtLeast = 10, Quotas = [new() { Filter = new() { Kinds = [RequirementKind.Outside] }, AtMost = 4 }] };
        Proof Outside(string day) => new(RequirementKind.Outside, "X", Day(day)) { Centihours = 300 };
        var ledger = Table(Outside("2025-01-01"), Outside("2025-01-02"), Outside("2025-01-03"), Hours("T01", 6, "2025-01-04"));
        Assert.Equal(Day("2025-01-04"), rule.FirstMet(ledger.All, Start));
        Assert.Equal(4, rule.Evaluate(ledger.All, Day("2025-01-03")).Amount);
    }

    [Fact]
    public void Two_outside_trainings_recognised_under_one_code_on_one_day_are_two()
    {
        Proof Outside(int id, string day) => new(RequirementKind.Outside, "外部培训", Day(day), id) { Centihours = 300 };
        var ledger = Table(Outside(1, "2025-01-01"), Outside(2, "2025-01-01"));
        Assert.Equal(6, new HoursOf { AtLeast = 6 }.Evaluate(ledger.All, Late).Amount);
        Assert.Equal(Day("2025-01-01"), new Shown { Kind = RequirementKind.Outside, Times = 2 }.FirstMet(ledger.All, Start));
    }

    [Fact]
    public void A_waiver_counts_for_changes_as_the_scheme_says()
    {
        var changes = new ProofTable([new(RequirementKind.Module, "R03", Day("2025-06-01")) { IsWaiver = true }], [new("R03", Day("2025-05-01"))]);
        var rule = new ChangedModules { Modules = ["R03"] };
        Assert.False(rule.IsMet(changes.All, Late));
        Assert.True((rule with { Waivable = true }).IsMet(changes.All, Late));
        var red = new ProofTable([new(RequirementKind.Module, "R05", Day("2025-06-01")) { IsWaiver = true }], [new("R05", Day("2025-05-01"))]);
        Assert.False(new ChangedModules { Modules = ["R05"], Waivable = true }.IsMet(red.All, Late));
        Assert.Equal("rules[1].waivable", Assert.Single(RuleCheck.Of(AllOf.Of(Needs("O02"), new ChangedModules { Modules = ["R05"], Waivable = true }))).Path);
    }

    [Fact]
    public void Evidence_that_is_too_old_on_the_day_does_not_count()
    {
        var rule = AllOf.Of(Needs("O02") with { MaxAgeMonths = 12 }, Needs("R03"));
        Assert.Equal(Day("2026-01-10"), rule.FirstMet(Table(Done("O02", "2025-01-10"), Done("R03", "2026-01-10")).All, Start));
        var late = Table(Done("O02", "2025-01-09"), Done("R03", "2026-01-10"));
        Assert.Null(rule.FirstMet(late.All, Start));
        Assert.Equal(Day("2025-01-09"), rule.Evaluate(late.All, Day("2026-01-10")).Leaves[0].Result.TooOld!.Value.On);
        Assert.Equal(Day("2026-02-01"), rule.FirstMet(Table(Done("O02", "2025-01-09"), Done("R03", "2026-01-10"), Done("O02", "2026-02-01")).All, Start));
    }

    [Fact]
    public void A_number_of_meetings_counts_each_meeting_once()
    {
        var rule = new Shown { Kind = RequirementKind.Supervision, Times = 2 };
        Proof Meeting(string code, string day) => new(RequirementKind.Supervision, code, Day(day));
        Assert.Null(rule.FirstMet(Table(Meeting("M1", "2025-01-01"), Meeting("M1", "2025-01-01")).All, Start));
        Assert.Equal(Day("2025-02-01"), rule.FirstMet(Table(Meeting("M1", "2025-01-01"), Meeting("M1", "2025-02-01")).All, Start));
        Assert.Equal(1, rule.Evaluate(Table(Meeting("M1", "2025-01-01")).All, Late).Missing);
    }

    [Fact]
    public void A_score_below_the_least_is_not_enough() =>
        Assert.Equal(Day("2025-02-01"), (Needs("S1") with { MinScore = 70 }).FirstMet(
            Table(Done("S1", "2025-01-01") with { Score = 69 }, Done("S1", "2025-02-01") with { Score = 70 }).All, Start));

    [Theory]
    [InlineData("T01", null, true)]
    [InlineData("F03", null, true)]
    [InlineData("R08", null, true)]
    [InlineData("R03", null, false)]
    [InlineData("R03", true, true)]
    [InlineData("T01", false, false)]
    [InlineData("O02", true, false)]
    [InlineData("R05", null, false)]
    [InlineData("R06", true, false)]
    public void A_waiver_stands_where_the_rule_lets_it_and_never_for_a_red_line(string code, bool? waivable, bool stands)
    {
        var waiver = Done(code, "2025-01-01") with { IsWaiver = true };
        Assert.Equal(stands, (Needs(code) with { Waivable = waivable }).FirstMet(Table(waiver).All, Start) is not null);
        Assert.Null(new HoursOf { AtLeast = 1 }.FirstMet(Table(waiver with { Centihours = 500 }).All, Start));
    }

    [Fact]
    public void Only_what_changed_since_it_was_passed_is_asked_for()
    {
        var rule = AllOf.Of(Needs("T09"), new ChangedModules { Modules = ["O02", "R05", "R06"] });
        Proof[] passed = [Done("O02", "2025-01-01"), Done("R05", "2025-01-01"), Done("R06", "2025-01-01")];
        ModuleChange[] changes = [new("R05", Day("2025-06-01")), new("T01", Day("2025-06-01"))];
        var ledger = new ProofTable([.. passed, Done("T09", "2025-12-01")], changes);
        var renewal = ledger.Within(Day("2025-11-01"), null);
        Assert.Null(rule.FirstMet(renewal, Start));
        Assert.Equal(["T09", "R05"], rule.Evaluate(renewal, Late).Leaves.Select(l => l.Requirement.Subject));
        // Learned when it came out, before the window opened: that is enough.
        var eager = new ProofTable([.. passed, Done("R05", "2025-06-20"), Done("T09", "2025-12-01")], changes);
        Assert.Equal(Day("2025-12-01"), rule.FirstMet(eager.Within(Day("2025-11-01"), null), Start));
        // A change on the day of the proof is not after it.
        Assert.True(rule.IsMet(new ProofTable([.. passed, Done("T09", "2025-12-01")], [new("R05", Day("2025-01-01"))]).Within(Day("2025-11-01"), null), Late));
    }

    [Fact]
    public void Nothing_is_met_without_any_evidence()
    {
        Assert.Null(AllOf.Of().FirstMet(Table(Done("O02", "2025-01-01")).All, Start));
        Assert.Null(new ChangedModules { Modules = ["O02"] }.FirstMet(Table(Done("T01", "2025-01-01")).All, Start));
    }

    [Fact]
    public void Faults_of_a_rule_are_named_with_their_place()
    {
        Assert.Equal("count", Assert.Single(RuleCheck.Of(SomeOf.Of(3, Needs("T01"), Needs("T02")))).Path);
        Assert.Equal("rules[1].subject", Assert.Single(RuleCheck.Of(All("T01", "T01"))).Path);
        Assert.Equal("rules[0].waivable", Assert.Single(RuleCheck.Of(AllOf.Of(Needs("O02") with { Waivable = true }))).Path);
        Assert.Contains("什么都不用学", Assert.Single(RuleCheck.Of(new ChangedModules { Modules = ["O02"] })).Message, StringComparison.Ordinal);
        Quota Most(EvidenceFilter filter, params Quota[] inner) => new() { Filter = filter, AtMost = 2, Quotas = inner.Length > 0 ? inner : null };
        var (city, ethics, school) = (new EvidenceFilter { Levels = ["市级"] }, new EvidenceFilter { Categories = ["师德素养"] }, new EvidenceFilter { Levels = ["校本"] });
        Assert.Equal("quotas[1].atMost", Assert.Single(RuleCheck.Of(new HoursOf { AtLeast = 9, Quotas = [Most(city), Most(ethics)] })).Path);
        Assert.Empty(RuleCheck.Of(new HoursOf { AtLeast = 9, Quotas = [Most(city), Most(school)] }));
        Assert.Empty(RuleCheck.Of(new HoursOf { AtLeast = 9, Quotas = [Most(city, Most(ethics))] }));
    }

    private static ProofTable Table(params Proof[] proofs) => new(proofs);

    private static Proof Hours(string subject, decimal hours, string day) => Done(subject, day) with { Centihours = (int)(hours * 100) };
}
