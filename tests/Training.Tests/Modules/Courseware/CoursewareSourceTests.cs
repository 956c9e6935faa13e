using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Platform.Contents;

namespace Training.Tests.Modules.Courseware;

public sealed class CoursewareSourceTests
{
    [Fact]
    public void The_shipped_packs_have_no_fault()
    {
        var report = new ContentReport();
        var items = new CoursewareSource().Read(ContentFolder.Shipped, report).ToList();
        Assert.Empty(report.Problems);
        var o02 = items.Single(i => i.Key == "module-o02");
        Assert.Equal("O02", o02.Parts.OfType<TrainingModulePart>().Single().Code);
        Assert.Equal(5, items.Count(i => i.Type == LessonPart.ContentType && i.ContainerKey == "module-o02"));
        Assert.Contains(items, i => i.Key == "tool-r03" && i.Type == PocketTool.ContentType);
        Assert.Contains("::: redline", items.Single(i => i.Key == "lesson-o02-1").Parts.OfType<MarkdownBodyPart>().Single().Markdown);
    }

    [Theory]
    [InlineData("module.yaml", "hours: 1.5", "hours: 1", "module.yaml", 5, "65 分钟")]
    [InlineData("module.yaml", "code: O02", "code: X02", "module.yaml", 2, "code")]
    [InlineData("module.yaml", "strand: O", "strand: R", "module.yaml", 4, "主线")]
    [InlineData("module.yaml", "[O01]", "[O09]", "module.yaml", 13, "O09")]
    [InlineData("module.yaml", "summary:", "sumary:", "module.yaml", 6, "sumary")]
    [InlineData("lessons/01-best-interests.md", "minutes: 10", "minutes: 20", "lessons/01-best-interests.md", 4, "5 到 15")]
    [InlineData("lessons/01-best-interests.md", "think: ", "thinks: ", "lessons/01-best-interests.md", 5, "thinks")]
    [InlineData("lessons/02-sensitive-information.md", "lesson-o02-2", "lesson-o02-1", "lessons/02-sensitive-information.md", 0, "lesson-o02-1")]
    [InlineData("lessons/01-best-interests.md", "小声说：", "轻生：", "lessons/01-best-interests.md", 11, "轻生")]
    [InlineData("lessons/01-best-interests.md", "先拨 110 或 120", "先拨 12345", "lessons/01-best-interests.md", 28, "12345")]
    [InlineData("lessons/01-best-interests.md", "## 拿主意前", "# 拿主意前", "lessons/01-best-interests.md", 19, "##")]
    [InlineData("lessons/01-best-interests.md", "小禾往门后躲", "[小禾](/modules/R99)往门后躲", "lessons/01-best-interests.md", 11, "/modules/R99")]
    [InlineData("tool.md", "title: ", "titel: ", "tool.md", 3, "titel")]
    public void A_fault_names_file_and_line(string file, string was, string becomes, string named, int line, string words)
    {
        using var folder = ContentFolder.Copy();
        folder.Replace("packs/o02-ethics-privacy/" + file, was, becomes);
        var report = new ContentReport();
        Assert.Empty(new CoursewareSource().Read(folder.Path, report));
        var problem = report.Problems.First(p => p.Message.Contains(words));
        Assert.Equal("packs/o02-ethics-privacy/" + named, problem.File);
        Assert.True(line == problem.Line, problem.ToString());
    }

    [Fact]
    public void A_folder_without_lessons_is_refused()
    {
        using var folder = ContentFolder.Copy();
        Directory.Delete(Path.Combine(folder.Path, "packs/o02-ethics-privacy/lessons"), recursive: true);
        var report = new ContentReport();
        Assert.Empty(new CoursewareSource().Read(folder.Path, report));
        Assert.Contains("还没有课", Assert.Single(report.Problems).Message);
    }
}
