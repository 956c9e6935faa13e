using Training.Modules.Practice.Models;
using Training.Platform.Contents;

namespace Training.Modules.Practice.Services;

/// <summary>What a scenario must keep to beyond its form (domain/scenarios.md §0).</summary>
internal static class ScenarioFileRules
{
    /// <summary>Decisions on the longest path.</summary>
    public const int ShortestPath = 5, LongestPath = 7;

    public static void Check(ScenarioFile file, ScenarioPart part, string name, PackLines lines, ContentReport report)
    {
        void Fault(string path, string message) => report.Add(name, lines[path], message);

        if (!file.Fictional) Fault("fictional", "情景必须是虚构的：fictional 只能是 true。");
        var before = report.Problems.Count;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < part.Nodes.Count; i++)
        {
            if (!ids.Add(part.Nodes[i].Id)) Fault($"nodes[{i}].id", $"节点 {part.Nodes[i].Id} 写了两次。");
            CheckNode(part, i, Fault);
        }
        if (part.Node(part.Start) is null) Fault("start", $"没有节点 {part.Start}，情景无法开始。");
        // The ways can only be followed where every step leads somewhere.
        if (report.Problems.Count == before) CheckWays(part, Fault);
    }

    private static void CheckNode(ScenarioPart part, int index, Action<string, string> fault)
    {
        var (node, path) = (part.Nodes[index], $"nodes[{index}]");
        if (node.MustChoose is { } must)
        {
            if (node.Option(must) is not { } option) fault(path + ".mustChoose", $"节点 {node.Id} 没有选项 {must}，mustChoose 写错了。");
            else if (option.Flag == OptionFlag.RedLine) fault(path + ".mustChoose", $"节点 {node.Id} 的 mustChoose 是红线选项。");
            if (node.MustChooseWhy is null) fault(path + ".mustChoose", $"节点 {node.Id} 有 mustChoose，也要写 mustChooseWhy。");
        }
        else if (node.MustChooseWhy is not null) fault(path + ".mustChooseWhy", $"节点 {node.Id} 没有 mustChoose，不需要 mustChooseWhy。");

        if (node.Options.All(o => o.Flag == OptionFlag.RedLine)) fault(path + ".options", $"节点 {node.Id} 的选项全是红线，没有路可走。");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < node.Options.Count; i++)
        {
            var (option, where) = (node.Options[i], $"{path}.options[{i}]");
            if (!ids.Add(option.Id)) fault(where + ".id", $"节点 {node.Id} 的选项 {option.Id} 写了两次。");
            if (option.Score % 5 != 0) fault(where + ".score", $"分数只能是 0、5、10、15，现在是 {option.Score}。");
            if (option.Flag == OptionFlag.RedLine && option.Next != ScenarioOption.End)
                fault(where + ".next", "红线之后直接进入复盘：next 应当是 end。");
            if (option.Flag == OptionFlag.RedLine && option.Score != 0) fault(where + ".score", "红线选项不得分：score 应当是 0。");
            if (option.Next != ScenarioOption.End && part.Node(option.Next) is null) fault(where + ".next", $"没有节点 {option.Next}。");
        }
    }

    private static void CheckWays(ScenarioPart part, Action<string, string> fault)
    {
        var graph = new ScenarioGraph(part);
        var reachable = graph.Reachable();
        for (var i = 0; i < part.Nodes.Count; i++)
            if (!reachable.Contains(part.Nodes[i].Id)) fault($"nodes[{i}].id", $"从开头走不到节点 {part.Nodes[i].Id}。");
        if (graph.Loop() is { } loop)
        {
            fault($"nodes[{part.Nodes.ToList().FindIndex(n => n.Id == loop)}].id", $"从节点 {loop} 会绕回它自己，情景没有结束。");
            return;
        }
        var longest = graph.Longest();
        if (longest is < ShortestPath or > LongestPath) fault("nodes", $"最长的路应有 {ShortestPath} 到 {LongestPath} 步，现在是 {longest} 步。");
        var best = graph.BestScore();
        if (best != part.MaxScore) fault("maxScore", $"maxScore 是 {part.MaxScore}，最好的路是 {best} 分。");
        if (longest <= LongestPath && !graph.CanPass()) fault("passPercent", "没有一条路能通过：请检查 mustChoose、分数和 passPercent。");
    }
}
