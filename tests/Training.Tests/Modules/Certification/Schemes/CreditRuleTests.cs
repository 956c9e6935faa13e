using Training.Modules.Certification.Explaining;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Schemes;
using Training.Platform.Contents;
using Training.Platform.Localization;
using Training.Tests.Architecture;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Schemes;

/// <summary>A credit rule with parts by category and by level, written as data: 36 学分 in five years, 10 学时 = 1 学分.</summary>
public sealed class CreditRuleTests
{
    private static readonly string File = Path.Combine(RepositoryRoot.Path, "tests/Training.Tests/Modules/Certification/Fixtures/shanghai-teacher-credits.yaml");
    private static readonly DateOnly Late = Day("2025-12-31");
    private static readonly Text Chinese = new([]);

    [Fact]
    public void The_rule_is_read_without_fault()
    {
        var report = new ContentReport();
        Assert.NotNull(PackYaml.Read<SchemeFile>(File, "fixture", report, out _));
        Assert.Empty(report.Problems);
        Assert.Empty(RuleCheck.Of(Rule()));
    }

    [Fact]
    public void Thirty_six_credits_with_every_part_filled_are_enough()
    {
        var result = Evaluate(Full());
        Assert.True(result.IsMet, string.Join(' ', Chinese.Shortfalls(result)));
        Assert.Equal((36m, 36m, RuleUnit.Credits), (result.Amount!.Value, result.Needed!.Value, result.Unit));
        Assert.Equal(Day("2025-06-30"), result.On);
    }

    [Fact]
    public void One_hour_short_is_said_in_credits_and_where() =>
        Assert.Equal(["实践体验还差 0.1 学分", "校本还差 0.1 学分"], Short([.. Full().SkipLast(1), Credit("实践体验", "校本", null, 5, "2025-06-30")]));

    [Fact]
    public void What_is_missing_inside_a_part_is_named_by_that_part() =>
        Assert.Equal(["区级 家庭教育指导还差 1 学分"], Short([.. Full().Select(p => p.Topic == "家庭教育指导" && p.Level == "区级" ? p with { Topic = null } : p)]));

    [Fact]
    public void Two_credits_short_in_a_part_of_a_part_are_told_exactly()
    {
        // The same rule where the district asks for three of them.
        var rule = (HoursOf)Rule();
        var district = rule.Quotas!.Single(q => q.Filter.Levels?[0] == "区级");
        var stricter = rule with
        {
            Quotas = [.. rule.Quotas!.Select(q => q != district ? q : q with
            {
                Quotas = [.. q.Quotas!.Select(inner => inner.Filter.Topics![0] == "家庭教育指导" ? inner with { AtLeast = 3 } : inner)],
            })],
        };
        Assert.Equal(["区级 家庭教育指导还差 2 学分"], Chinese.Shortfalls(stricter.Evaluate(new ProofTable(Full()).All, Late)));
    }

    [Fact]
    public void Own_study_counts_up_to_four_credits_and_no_further()
    {
        Proof[] proofs = [.. Full().Where(p => p.Category != "自主研修"), Credit("自主研修", null, null, 90, "2025-03-01")];
        var result = Evaluate(proofs);
        Assert.True(result.IsMet);
        Assert.Equal(36, result.Amount);
        // Nine credits of own study do not stand for what is missing elsewhere.
        Assert.Equal(["实践体验还差 0.1 学分", "校本还差 0.1 学分"], Short([.. proofs.Where(p => p.Centihours != 600), Credit("实践体验", "校本", null, 5, "2025-06-30")]));
    }

    [Fact]
    public void A_part_within_a_part_does_not_count_from_elsewhere()
    {
        // 家庭教育指导 at the school does not fill the district's.
        Proof[] proofs = [.. Full().Select(p => p.Topic == "家庭教育指导" && p.Level == "区级" ? p with { Topic = null } : p), Credit("知识技能", "校本", "家庭教育指导", 30, "2025-07-01")];
        Assert.Equal(["区级 家庭教育指导还差 1 学分"], Short(proofs));
    }

    [Fact]
    public void Thirty_six_credits_over_five_years_certify_for_five_years()
    {
        var completion = Assert.Single(Progression.Run([Scheme()], Full(), [], Late));
        Assert.Equal((Day("2025-06-30"), new Term(Day("2025-06-30"), Day("2030-06-29"))), (completion.On, completion.Term));
    }

    [Theory]
    [InlineData("2020-07-01", true)]
    [InlineData("2020-06-30", false)]
    public void Credits_fall_out_after_five_calendar_years(string first, bool counts)
    {
        Proof[] proofs = [.. Full().Select(p => p.On == Day("2021-03-01") ? p with { On = Day(first) } : p)];
        Assert.Equal(counts, Progression.Run([Scheme()], proofs, [], Late).Count == 1);
        if (!counts) Assert.Equal(["师德素养还差 6 学分", "市级还差 6 学分"], Chinese.Shortfalls(Rule().Evaluate(new ProofTable(proofs).All, Day("2025-06-30"))));
    }

    [Fact]
    public void Five_more_years_renew_by_the_same_quotas_and_lose_no_day()
    {
        var first = Progression.Run([Scheme()], Full(), [], Late)[0].Issue();
        Proof[] second = [.. Full().Select(p => p with { On = p.On.AddMonths(57) })];
        var renewed = Progression.Run([Scheme()], [.. Full(), .. second], [first], Day("2030-06-29"));
        Assert.Equal((true, Day("2030-03-30"), new Term(Day("2030-06-30"), Day("2035-06-29"))), (renewed[^1].IsRenewal, renewed[^1].On, renewed[^1].Term));

        Proof[] lacking = [.. second.Select(p => p.Topic == "家庭教育指导" && p.Level == "区级" ? p with { Topic = null } : p)];
        Assert.Single(Progression.Run([Scheme()], [.. Full(), .. lacking], [first], Day("2030-06-29")));
    }

    [Fact]
    public void Credits_of_the_term_before_do_not_renew_and_those_that_are_early_wait_for_the_window()
    {
        var first = Progression.Run([Scheme()], Full(), [], Late)[0].Issue();
        Assert.Single(Progression.Run([Scheme()], Full(), [first], Day("2030-06-29")));
        Proof[] early = [.. Full().Select((p, i) => p with { On = Day("2026-01-01").AddDays(i * 90) })];
        Assert.Single(Progression.Run([Scheme()], [.. Full(), .. early], [first], Day("2029-06-28")));
        Assert.Equal(Day("2029-06-29"), Progression.Run([Scheme()], [.. Full(), .. early], [first], Day("2029-06-29"))[^1].On);
    }

    [Fact]
    public void What_is_short_of_a_renewal_is_told_years_before_its_window()
    {
        var completions = Progression.Run([Scheme()], Full(), [Progression.Run([Scheme()], Full(), [], Late)[0].Issue()], Day("2028-01-01"));
        Proof[] second = [.. Full().Where(p => p.Topic != "家庭教育指导" || p.Level != "区级").Select((p, i) => p with { On = Day("2026-01-01").AddDays(i * 60) })];
        var open = OpenCycle.At([Scheme()], new ProofTable([.. Full(), .. second]), completions[^1], Day("2028-01-01"))!;
        Assert.True(open is { IsRenewal: true, ReachesBack: true, IsBegun: true } && open.CountsFrom > Day("2028-01-01"));
        Assert.Contains("还差 1 学分：区级·家庭教育指导", Chinese.ShortWords(open.Result));
        Assert.Contains("最近 5 年的才算", Chinese.NameOf(open.Result, new(default, new Dictionary<long, Training.Modules.Learning.Models.Evidence>(), new Dictionary<(RequirementKind, string), string>(), new Dictionary<long, string>())), StringComparison.Ordinal);
    }

    [Fact]
    public void Supervision_meetings_of_the_whole_validity_renew()
    {
        var scheme = new DatedRules(1, 1, Day("2023-01-01"), null, new()
        {
            Requirements = All("O02"), Validity = Validity.OfMonths(12),
            Renewal = new() { Paths = RenewalRule.Always(AllOf.Of(Needs("O02"), new Shown { Kind = RequirementKind.Supervision, Times = 4, SinceLastCompletion = true })) },
        });
        Proof Meeting(string day) => new(RequirementKind.Supervision, "M", Day(day));
        Proof[] proofs = [Meeting("2024-12-01"), Done("O02", "2025-01-10"), Meeting("2025-03-01"), Meeting("2025-06-01"), Meeting("2025-09-01"), Done("O02", "2025-11-01"), Meeting("2025-12-01")];
        var first = Progression.Run([scheme], proofs, [], Day("2025-01-31"))[0].Issue();
        Assert.Equal(Day("2025-12-01"), Progression.Run([scheme], proofs, [first], Day("2026-01-09"))[^1].On);
        // Without the last there are three since then; the one before the first completion is no fourth.
        Assert.Single(Progression.Run([scheme], [.. proofs.SkipLast(1)], [first], Day("2026-01-09")));
    }

    /// <summary>36 学分 that fill every part: 8+10+14+4 by category; 7 at 市级, 10 at 区级, 15 at 校本.</summary>
    private static List<Proof> Full() =>
    [
        Credit("师德素养", "市级", null, 60, "2021-03-01"), Credit("师德素养", "区级", "心理辅导", 20, "2021-06-01"),
        Credit("知识技能", "市级", "学生生涯指导与心理辅导", 10, "2022-03-01"), Credit("知识技能", "区级", "家庭教育指导", 10, "2022-06-01"), Credit("知识技能", "区级", null, 70, "2022-09-01"),
        Credit("知识技能", "校本", "家庭教育指导", 10, "2023-03-01"), Credit("自主研修", null, null, 40, "2023-06-01"),
        Credit("实践体验", "校本", null, 134, "2024-03-01"), Credit("实践体验", "校本", null, 6, "2025-06-30"),
    ];

    private static Proof Credit(string category, string? level, string? topic, int hours, string day) =>
        new(RequirementKind.Outside, "WB", Day(day)) { Centihours = hours * 100, Category = category, Level = level, Topic = topic };

    private static DatedRules Scheme()
    {
        var file = PackYaml.Read<SchemeFile>(File, "fixture", new ContentReport(), out _)!;
        Assert.Equal(((HoursOf)file.Requirements).Quotas!.Count, ((HoursOf)file.Renewal.Paths[0].Requirements).Quotas!.Count);
        return new(1, file.Version, file.EffectiveFrom, null, file.ToRules(), file.Title);
    }

    private static Rule Rule() => PackYaml.Read<SchemeFile>(File, "fixture", new ContentReport(), out _)!.Requirements;

    private static RuleResult Evaluate(IEnumerable<Proof> proofs) => Rule().Evaluate(new ProofTable(proofs).All, Late);

    private static IReadOnlyList<string> Short(IEnumerable<Proof> proofs) => Chinese.Shortfalls(Evaluate(proofs));
}
