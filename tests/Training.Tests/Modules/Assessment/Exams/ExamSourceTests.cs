using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Services;
using Training.Platform.Contents;
using Training.Tests.Modules.Courseware;
using Training.Tests.Platform.Contents;

namespace Training.Tests.Modules.Assessment.Exams;

public sealed class ExamSourceTests
{
    private const string Community = "exams/demo-community.yaml";

    [Fact]
    public void The_shipped_exams_have_no_fault_and_their_banks_fill_them()
    {
        var report = new ContentReport();
        var items = new ExamSource().Read(ContentFolder.Shipped, report).ToList();
        Assert.Empty(report.Problems);
        var exam = items.Single(i => i.Key == "exam-demo-community").Parts.OfType<FinalExamPart>().Single();
        Assert.Equal(("X-DEMO-COMMUNITY", 20, 30, 80, true, 24), (exam.Code, exam.Questions, exam.Minutes, exam.PassPercent, exam.AllCritical, exam.RetryHours));
        Assert.Empty(Blueprint.Shortfalls(exam, CheckSource.Banks(ContentFolder.Shipped)));
    }

    [Theory]
    [InlineData("questions: 20", "questions: 21", 5, "加起来是 20")]
    [InlineData("minutes: 30", "minutes: 300", 6, "180")]
    [InlineData("retryHours: 24", "retry: 24", 9, "retry")]
    [InlineData("  - modules: [R03]", "  - modules: [R05]", 20, "没有模块 R05 的题库")]
    [InlineData("  - modules: [R03]", "  - modules: [R03, R03]", 20, "写了两次")]
    [InlineData("  - modules: [R03]", "  - modules: [R03, R04]", 23, "和第 3 行重叠")]
    [InlineData("    difficulty: [2, 3]", "    difficulty: [1, 2]", 16, "和第 1 行重叠")]
    [InlineData("    difficulty: [2, 3]", "    difficulty: [2, 4]", 17, "难度是 1 到 3")]
    [InlineData("    critical: 1\n  - modules: [O02]", "    critical: 4\n  - modules: [O02]", 15, "比这一行的题数多")]
    [InlineData("    count: 6\n    critical: 2", "    critical: 2", 20, "只写一个")]
    [InlineData("    count: 6\n    critical: 2", "    count: 6\n    weight: 2\n    critical: 2", 20, "只写一个")]
    [InlineData("    count: 6\n    critical: 2", "    count: 6\n    critical: 6", 20, "至少要 6 道红线题，题库里符合的只有 5 道")]
    [InlineData("questions: 20", "questions: 20\nroles2: []", 6, "roles2")]
    [InlineData("ChildDirector, ChildSupervisor", "ChildDirector, ChildDirector", 4, "重复")]
    [InlineData("X-DEMO-COMMUNITY", "DEMO", 2, "DEMO")]
    public void A_fault_names_file_and_line(string was, string becomes, int line, string words)
    {
        using var folder = ContentFolder.Copy();
        folder.Replace(Community, was, becomes);
        var report = new ContentReport();
        Assert.DoesNotContain(new ExamSource().Read(folder.Path, report), i => i.Key == "exam-demo-community");
        var problem = report.Problems.FirstOrDefault(p => p.Message.Contains(words, StringComparison.Ordinal));
        Assert.True(problem is not null, string.Join('\n', report.Problems));
        Assert.Equal((Community, line), (problem.File, problem.Line));
    }

    [Fact]
    public void A_bank_that_shrank_is_found_by_the_exam_that_draws_from_it()
    {
        using var folder = ContentFolder.Copy();
        folder.Replace(Community, "questions: 20", "questions: 34");
        folder.Replace(Community, "    count: 6\n    critical: 1", "    count: 20\n    critical: 1");
        var report = new ContentReport();
        _ = new ExamSource().Read(folder.Path, report).ToList();
        Assert.Equal("这一行要 20 题，题库里符合的只有 17 题。", Assert.Single(report.Problems).Message);
    }

    [Fact]
    public void A_code_used_in_two_exams_is_refused()
    {
        using var folder = ContentFolder.Copy();
        folder.Replace("exams/demo-school.yaml", "X-DEMO-SCHOOL", "X-DEMO-COMMUNITY");
        var report = new ContentReport();
        _ = new ExamSource().Read(folder.Path, report).ToList();
        Assert.Contains(Community, Assert.Single(report.Problems).Message);
    }

    [Fact]
    public void The_published_schema_of_an_exam_is_what_is_read() => SchemaFile.AssertCurrent<ExamFile>("exam", "exams/*.yaml");
}
