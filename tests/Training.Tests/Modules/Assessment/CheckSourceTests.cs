using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Platform.Contents;
using Training.Tests.Modules.Courseware;
using Training.Tests.Platform.Contents;

namespace Training.Tests.Modules.Assessment;

public sealed class CheckSourceTests
{
    private const string O02 = "packs/o02-ethics-privacy/check.yaml";

    [Fact]
    public void The_shipped_banks_have_no_fault()
    {
        var report = new ContentReport();
        var items = new CheckSource().Read(ContentFolder.Shipped, report).ToList();
        Assert.Empty(report.Problems);
        var o02 = items.Single(i => i.Key == "check-o02");
        Assert.Equal("module-o02", o02.ContainerKey);
        var part = o02.Parts.OfType<KnowledgeCheckPart>().Single();
        Assert.Equal("O02", part.ModuleCode);
        Assert.Equal(20, part.Questions.Count);
        Assert.Equal("c", part.Questions[0].Right());
    }

    [Theory]
    [InlineData("draw: 10", "draw: 30", 2, "题库只有")]
    [InlineData("draw: 10", "draws: 10", 2, "draws")]
    [InlineData("passPercent: 80", "passPercent: 30", 3, "50")]
    [InlineData("kind: single", "kind: sorting", 6, "sorting")]
    [InlineData("        correct: true\n", "", 11, "只能有一个正确选项，现在是 0 个")]
    [InlineData("      - text: 只有病情算敏感信息，其余的可以随意记\n", "      - text: 只有病情算敏感信息，其余的可以随意记\n        correct: true\n", 11, "现在是 2 个")]
    [InlineData("o02-q02", "o02-q01", 19, "用了两次")]
    [InlineData("kind: single", "kind: situation", 6, "case")]
    [InlineData("      - text: 错\n", "      - text: 不对\n", 74, "“对”“错”")]
    [InlineData("rationale: 特定目的", "rationale: 短\n    remark: 特定目的", 48, "remark")]
    [InlineData("登记前先想清楚目的和必要性", "登记前先想清楚目的和必要性，不要轻生", 16, "轻生")]
    [InlineData("key: check-o02", "key: quiz-o02", 1, "check-")]
    public void A_fault_names_file_and_line(string was, string becomes, int line, string words)
    {
        using var folder = ContentFolder.Copy();
        folder.Replace(O02, was, becomes);
        var report = new ContentReport();
        Assert.DoesNotContain(new CheckSource().Read(folder.Path, report), i => i.ContainerKey == "module-o02");
        var problem = report.Problems.FirstOrDefault(p => p.Message.Contains(words, StringComparison.Ordinal));
        Assert.True(problem is not null, string.Join('\n', report.Problems));
        Assert.Equal((O02, line), (problem.File, problem.Line));
    }

    [Fact]
    public void A_red_line_module_without_two_critical_items_is_refused()
    {
        using var folder = ContentFolder.Copy();
        var file = Path.Combine(folder.Path, O02);
        File.WriteAllText(file, File.ReadAllText(file).Replace("critical: true", "critical: false"));
        var report = new ContentReport();
        _ = new CheckSource().Read(folder.Path, report).ToList();
        Assert.Equal((5, true), (Assert.Single(report.Problems).Line, report.Problems[0].Message.Contains("红线题")));
    }

    [Fact]
    public void A_question_of_a_lesson_that_the_pack_does_not_have_is_refused()
    {
        using var folder = ContentFolder.Copy();
        const string R03 = "packs/r03-warning-signs/check.yaml";
        folder.Replace(R03, "lesson: lesson-r03-2", "lesson: lesson-r04-2");
        var report = new ContentReport();
        Assert.DoesNotContain(new CheckSource().Read(folder.Path, report), i => i.ContainerKey == "module-r03");
        var line = Array.IndexOf(File.ReadAllLines(Path.Combine(folder.Path, R03)), "    lesson: lesson-r04-2") + 1;
        Assert.Equal((R03, line, true), Assert.Single(report.Problems) is var p ? (p.File, p.Line, p.Message.Contains("r03-q02：这个课程包的 lessons/ 里没有 lesson-r04-2", StringComparison.Ordinal)) : default);
    }

    [Fact]
    public void Every_lesson_that_may_be_tested_out_of_has_a_question()
    {
        var banks = CheckSource.Banks(ContentFolder.Shipped);
        foreach (var code in new[] { "R03", "R04" })
            Assert.Equal(Enumerable.Range(1, 7).Select(n => Training.Platform.Data.Ids.FromKey($"lesson-{code.ToLowerInvariant()}-{n}")).Order(),
                banks[code].Questions.Select(q => q.LessonId!).Distinct().Order());
    }

    [Fact]
    public void A_key_used_in_two_banks_is_refused()
    {
        using var folder = ContentFolder.Copy();
        folder.Replace("packs/r03-warning-signs/check.yaml", "key: r03-q01", "key: o02-q01");
        var report = new ContentReport();
        _ = new CheckSource().Read(folder.Path, report).ToList();
        Assert.Contains(O02, Assert.Single(report.Problems).Message);
    }

    [Fact]
    public void A_bank_without_module_is_refused()
    {
        using var folder = ContentFolder.Copy();
        File.Delete(Path.Combine(folder.Path, "packs/o02-ethics-privacy/module.yaml"));
        var report = new ContentReport();
        _ = new CheckSource().Read(folder.Path, report).ToList();
        Assert.Contains("module.yaml", Assert.Single(report.Problems).Message);
    }

    [Fact]
    public void The_published_schema_of_a_check_is_what_is_read() => SchemaFile.AssertCurrent<CheckFile>("check", "check.yaml");
}
