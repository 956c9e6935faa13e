using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Contents;
using Training.Tests.Modules.Courseware;
using Training.Tests.Platform.Contents;

namespace Training.Tests.Modules.Practice;

public sealed class ScenarioSourceTests
{
    private const string S1 = "scenarios/s1-xiaoning.yaml";

    [Fact]
    public void The_shipped_scenarios_have_no_fault()
    {
        var report = new ContentReport();
        var items = new ScenarioSource().Read(ContentFolder.Shipped, report).ToList();
        Assert.Empty(report.Problems);
        var s1 = items.Single(i => i.Key == "scenario-s1");
        Assert.Equal("小宁不想上学了", s1.Title);
        var part = s1.Parts.OfType<ScenarioPart>().Single();
        Assert.Equal((75, 70, 5), (part.MaxScore, part.PassPercent, part.Nodes.Count));
        Assert.Equal("b", part.Node("d3")!.MustChoose);
        Assert.Equal(3, part.Debrief.Record.Count);
    }

    [Theory]
    [InlineData("maxScore: 75", "maxScore: 80", 10, "最好的路是 75 分")]
    [InlineData("start: d1", "start: d9", 12, "d9")]
    [InlineData("fictional: true", "fictional: false", 6, "虚构")]
    [InlineData("score: 5", "score: 7", 25, "0、5、10、15")]
    [InlineData("score: 5", "score: 20", 25, "15")]
    [InlineData("flag: none", "flag: redLine", 28, "next 应当是 end")]
    [InlineData("flag: none", "flag: redline", 26, "redline")]
    [InlineData("next: d2", "next: d7", 28, "没有节点 d7")]
    [InlineData("next: d2", "next: d1", 14, "绕回")]
    [InlineData("mustChoose: b", "mustChoose: d", 71, "mustChoose")]
    [InlineData("mustChoose: b", "mustChoose: c", 71, "红线选项")]
    [InlineData("    mustChoose: b\n", "", 71, "mustChooseWhy")]
    [InlineData("passPercent: 70", "passPercent: 70\nautor: 甲", 12, "autor")]
    [InlineData("      NeighborMother:", "      Neighbor:", 20, "Neighbor")]
    [InlineData("足球滚在鞋柜底下", "问题儿童滚在鞋柜底下", 16, "问题儿童")]
    public void A_fault_names_file_and_line(string was, string becomes, int line, string words)
    {
        using var folder = ContentFolder.Copy();
        folder.Replace(S1, was, becomes);
        var report = new ContentReport();
        Assert.DoesNotContain(new ScenarioSource().Read(folder.Path, report), i => i.Key == "scenario-s1");
        var problem = report.Problems.FirstOrDefault(p => p.Message.Contains(words, StringComparison.Ordinal));
        Assert.True(problem is not null, string.Join('\n', report.Problems));
        Assert.True((S1, line) == (problem.File, problem.Line), problem.ToString());
    }

    [Fact]
    public void A_decision_that_nobody_reaches_is_refused() => AssertRefused(text => text.Replace("next: d2", "next: d3"), "走不到节点 d2");

    [Fact]
    public void Too_short_a_path_is_refused() => AssertRefused(text => text.Replace("next: d2", "next: d3"), "最长的路");

    [Fact]
    public void An_incomplete_debrief_is_refused() =>
        AssertRefused(text => text.Replace("  support: 拿不准颜色", "  helper: 拿不准颜色"), "support");

    [Fact]
    public void A_scenario_that_nobody_can_pass_is_refused() =>
        AssertRefused(text => text.Replace("passPercent: 70", "passPercent: 100").Replace("mustChoose: b", "mustChoose: a"), "没有一条路能通过");

    [Fact]
    public void The_published_schema_of_a_scenario_is_what_is_read() => SchemaFile.AssertCurrent<ScenarioFile>("scenario", "scenarios/*.yaml");

    private static void AssertRefused(Func<string, string> change, string words)
    {
        using var folder = ContentFolder.Copy();
        var file = Path.Combine(folder.Path, S1);
        File.WriteAllText(file, change(File.ReadAllText(file)));
        var report = new ContentReport();
        _ = new ScenarioSource().Read(folder.Path, report).ToList();
        Assert.True(report.Problems.Any(p => p.Message.Contains(words, StringComparison.Ordinal)), string.Join('\n', report.Problems));
    }
}
