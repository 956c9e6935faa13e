using CsCheck;
using Training.Modules.Learning.Models;
using Training.Modules.Records.Models;

namespace Training.Tests.Modules.Records;

public sealed class EntryRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 9);

    private static readonly EntryContext Context = new(Today,
        new Dictionary<string, bool> { ["O02"] = true, ["T01"] = false, ["T02"] = true }, new HashSet<string> { "P01" });

    private static EntryDraft Session => new()
    {
        Kind = EvidenceKind.SessionAttended, Subject = "2026-秋训-01", Title = "秋季岗前培训", Hours = 3, On = Today, Note = "签到表原件在街镇存档",
    };

    private static EntryDraft Waiver(string code) => Session with { Kind = EvidenceKind.Waived, Subject = code, Title = "", Hours = 0 };

    [Fact]
    public void A_session_with_everything_may_be_entered() => Assert.Empty(EntryRules.Check(Session, Context));

    [Theory]
    [InlineData("O02"), InlineData("R05"), InlineData("R06")]
    public void A_red_line_module_is_never_waived(string code) =>
        Assert.Contains("红线模块", Assert.Single(EntryRules.Check(Waiver(code), Context)).Message);

    [Fact]
    public void A_module_that_the_content_marks_as_red_line_is_not_waived_either() =>
        Assert.Contains("红线模块", Assert.Single(EntryRules.Check(Waiver("T02"), Context)).Message);

    [Theory]
    [InlineData("T01"), InlineData("T08"), InlineData("F06"), InlineData("R01"), InlineData("R02"), InlineData("R08")]
    public void The_modules_of_the_list_may_be_waived(string code) => Assert.Empty(EntryRules.Check(Waiver(code), Context));

    [Theory]
    [InlineData("O01"), InlineData("R03"), InlineData("T09"), InlineData(""), InlineData("t01"), InlineData("T01 ")]
    public void No_other_module_is_waived(string code) => Assert.Single(EntryRules.Check(Waiver(code), Context));

    [Fact]
    public void A_waiver_gives_no_hours() => Assert.Single(EntryRules.Check(Waiver("T01") with { Hours = 2 }, Context));

    [Fact]
    public void Nothing_happens_in_the_future_or_more_than_ten_years_ago()
    {
        Assert.Empty(EntryRules.Check(Session with { On = Today.AddYears(-10) }, Context));
        foreach (var day in new[] { Today.AddDays(1), Today.AddYears(-10).AddDays(-1) })
            Assert.Equal(nameof(EntryDraft.On), Assert.Single(EntryRules.Check(Session with { On = day }, Context)).Field);
        Assert.Equal(nameof(EntryDraft.On), Assert.Single(EntryRules.Check(Session with { On = null }, Context)).Field);
    }

    [Theory]
    [InlineData("-1"), InlineData("60.25"), InlineData("1.234")]
    public void Hours_have_limits(string hours) =>
        Assert.Equal(nameof(EntryDraft.Hours), Assert.Single(EntryRules.Check(Session with { Hours = decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture) }, Context)).Field);

    [Theory]
    [InlineData("孩子身份证 310105201501011234 在附件"), InlineData("家长电话 13800001234"), InlineData("住在安西路 23 弄"), InlineData("小明 9 岁，在第一小学三年级"), InlineData("一二")]
    public void A_note_about_a_child_or_without_content_is_refused(string note) =>
        Assert.Equal(nameof(EntryDraft.Note), Assert.Single(EntryRules.Check(Session with { Note = note }, Context)).Field);

    [Fact]
    public void A_task_below_sixty_is_not_entered_as_passed()
    {
        var task = Session with { Kind = EvidenceKind.TaskAssessed, Subject = "P01", Title = "", Score = 59 };
        Assert.Equal(nameof(EntryDraft.Score), Assert.Single(EntryRules.Check(task, Context)).Field);
        Assert.Empty(EntryRules.Check(task with { Score = 60 }, Context));
        Assert.Contains("P01", Assert.Single(EntryRules.Check(task with { Score = 60, Subject = "P09" }, Context)).Message);
    }

    [Theory]
    [InlineData("外部培训“未成年人保护实务培训”，认定 4 学时。证书“甲”。", "未成年人保护实务培训")]
    [InlineData("更正：外部培训““阳光”行动一期”，认定 4 学时。", "“阳光”行动一期")]
    [InlineData("参加“秋季岗前培训”，已签到。签到表原件在街镇存档", "秋季岗前培训")]
    [InlineData("参加“旧系统的培训”班", "旧系统的培训")]
    [InlineData("恢复：录错了人，已核对", "")]
    public void The_name_is_read_back_from_the_sentence_of_a_row(string reason, string title) => Assert.Equal(title, EntryDraft.TitleIn(reason));

    [Fact]
    public void Only_outside_training_is_told_apart_by_name_and_hours()
    {
        var outside = Session with { Kind = EvidenceKind.OutsideTraining };
        Assert.Equal(EntryKey.Of(1, Session), EntryKey.Of(1, Session with { Title = "另一个名称", Hours = 2 }));
        Assert.Equal(EntryKey.Of(1, outside), EntryKey.Of(1, outside with { Hours = 3.00m, Note = "另一个依据" }));
        Assert.NotEqual(EntryKey.Of(1, outside), EntryKey.Of(1, outside with { Title = "另一个名称" }));
        Assert.NotEqual(EntryKey.Of(1, outside), EntryKey.Of(1, outside with { Hours = 2 }));
    }

    [Fact]
    public void Whatever_is_typed_gets_an_answer_and_never_a_sentence_too_long_to_keep() => Gen.Select(Gen.String, Gen.String, Gen.String, Gen.Enum<EvidenceKind>()).Sample((subject, title, note, kind) =>
    {
        var draft = new EntryDraft { Kind = kind, Subject = subject, Title = title, Note = note, Hours = 1, On = Today, Score = 80 };
        EntryRules.Check(draft, Context);
        return draft.ToEvidence(1, DateTime.UnixEpoch, 1).Reason.Length <= EntryRules.ReasonMax;
    });
}
