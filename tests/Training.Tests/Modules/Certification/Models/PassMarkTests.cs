using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

/// <summary>What the form calls the least score of checks and exams is what the rules apply.</summary>
public sealed class PassMarkTests
{
    private static readonly DateOnly On = Day("2026-03-05");

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    [InlineData(null, true)]
    public void A_module_counts_from_the_mark_of_the_scheme_on_and_without_a_score_as_ever(int? score, bool met)
    {
        var result = Marked(90, All("O02")).Requirements.Evaluate(Ledger(Proof("O02", score)), On);
        Assert.Equal(met, result.IsMet);
        Assert.Equal(met ? null : score, result.Children[0].TooLow?.Score);
    }

    [Fact]
    public void A_rule_with_a_score_of_its_own_goes_by_that()
    {
        var rules = Marked(90, AllOf.Of(new Shown { Kind = RequirementKind.Exam, Subject = "X-CD", MinScore = 60 }));
        Assert.True(rules.Requirements.IsMet(Ledger(new Proof(RequirementKind.Exam, "X-CD", On) { Score = 61 }), On));
        Assert.False(Marked(90, AllOf.Of(new Shown { Kind = RequirementKind.Exam, Subject = "X-CD" })).Requirements
            .IsMet(Ledger(new Proof(RequirementKind.Exam, "X-CD", On) { Score = 89 }), On));
    }

    [Fact]
    public void Waivers_scenarios_and_tasks_are_asked_for_no_mark()
    {
        var rules = Marked(100, AllOf.Of(Shown.Module("T01"), Shown.Scenario("S1"), new Shown { Kind = RequirementKind.Task, Subject = "K1" }));
        Assert.True(rules.Requirements.IsMet(Ledger(new Proof(RequirementKind.Module, "T01", On) { IsWaiver = true }, new Proof(RequirementKind.Scenario, "S1", On) { Score = 70 },
            new Proof(RequirementKind.Task, "K1", On) { Score = 60 }), On));
    }

    [Fact]
    public void A_changed_module_learned_anew_is_measured_too()
    {
        var rule = Marked(90, new ChangedModules { Modules = ["R03"] }).Requirements;
        ProofTable Table(int score) => new([Proof("R03", score)], [new ModuleChange("R03", On.AddDays(-5))]);
        Assert.False(rule.IsMet(Table(85).All, On));
        Assert.True(rule.IsMet(Table(90).All, On));
        Assert.Equal(85, Assert.Single(rule.Evaluate(Table(85).All, On).Children).TooLow?.Score);
    }

    [Fact]
    public void The_best_of_what_was_too_low_is_named() =>
        Assert.Equal(88, Marked(90, All("O02")).Requirements.Evaluate(Ledger(Proof("O02", 82), Proof("O02", 88), Proof("O02", 85)), On).Children[0].TooLow?.Score);

    [Fact]
    public void It_is_read_from_the_database_and_written_as_it_was()
    {
        var rules = new SchemeRules { Requirements = All("O02"), PassPercent = 90, Renewal = new() { Paths = RenewalRule.Always(All("R03")) } };
        var json = SchemeRulesJson.Write(rules);
        var read = SchemeRulesJson.Read(json);
        Assert.Equal(json, SchemeRulesJson.Write(read));
        Assert.False(read.Requirements.IsMet(Ledger(Proof("O02", 89)), On));
        Assert.False(read.Renewal.PathOf(1)!.Requirements.IsMet(Ledger(Proof("R03", 89)), On));
    }

    private static SchemeRules Marked(int percent, Rule rule) => new SchemeRules { Requirements = rule, PassPercent = percent }.WithPassMark();

    private static Proof Proof(string subject, int? score) => new(RequirementKind.Module, subject, On) { Score = score };

    private static LedgerView Ledger(params Proof[] proofs) => new ProofTable(proofs).All;
}
