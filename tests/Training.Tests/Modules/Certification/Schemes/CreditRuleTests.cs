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

    private static Rule Rule() => PackYaml.Read<SchemeFile>(File, "fixture", new ContentReport(), out _)!.Requirements;

    private static RuleResult Evaluate(IEnumerable<Proof> proofs) => Rule().Evaluate(new ProofTable(proofs).All, Late);

    private static IReadOnlyList<string> Short(IEnumerable<Proof> proofs) => Chinese.Shortfalls(Evaluate(proofs));
}
