using System.Globalization;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Records.Models;
using Training.Platform.Contents;

namespace Training.Modules.Records.Services;

/// <summary>Reads <c>tasks/*.yaml</c>.</summary>
public sealed class TaskSource : IContentSource
{
    public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report)
    {
        var folder = Path.Combine(contentFolder, "tasks");
        if (!Directory.Exists(folder)) yield break;
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var terms = ForbiddenTerms.Load(contentFolder, report);
        var numbers = KnownNumbers.Load(contentFolder);
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = "tasks/" + Path.GetFileName(path);
            var before = report.Problems.Count;
            if (PackYaml.Read<TaskFile>(path, name, report, out var lines) is not { } file) continue;
            Check(file, name, lines, report);
            terms.CheckFile(path, name, report);
            numbers.CheckFile(path, name, report);
            if (!known.TryAdd(file.Key, name)) report.Add(name, lines["key"], $"key {file.Key} 已经用在 {known[file.Key]}。");
            if (!known.TryAdd(file.Code, name)) report.Add(name, lines["code"], $"编号 {file.Code} 已经用在 {known[file.Code]}。");
            if (report.Problems.Count == before)
                yield return new ShippedItem(file.Key, TaskPart.ContentType, file.Title, int.Parse(file.Code.AsSpan(1), CultureInfo.InvariantCulture), null,
                    Published: true, new TitlePart { Title = file.Title }, Part(file));
        }
    }

    private static void Check(TaskFile file, string name, PackLines lines, ContentReport report)
    {
        if (!file.Fictional) report.Add(name, lines["fictional"], "只能用虚构案例，写 fictional: true。");
        for (var i = 0; i < file.Modules.Count; i++)
            if (!CurriculumCodes.IsKnown(file.Modules[i])) report.Add(name, lines[$"modules[{i}]"], $"没有 {file.Modules[i]} 这个模块。");
        foreach (var twice in file.Criteria.GroupBy(c => c.Id).Where(g => g.Count() > 1))
            report.Add(name, lines["criteria"], $"评分项 {twice.Key} 写了两次。");
        for (var i = 0; i < file.Criteria.Count; i++)
        {
            var points = file.Criteria[i].Levels.Select(l => l.Points).ToList();
            if (points[0] != 0) report.Add(name, lines[$"criteria[{i}].levels[0].points"], "第一档应当是 0 分。");
            if (points.Zip(points.Skip(1)).Any(p => p.First >= p.Second)) report.Add(name, lines[$"criteria[{i}].levels"], "各档的分数要从低到高。");
        }
    }

    private static TaskPart Part(TaskFile file) => new()
    {
        Code = file.Code, Roles = file.Roles, Modules = file.Modules, Minutes = file.Minutes, Case = file.Case, Asks = file.Asks, RedLines = file.RedLines,
        Criteria = [.. file.Criteria.Select(c => new TaskCriterion
        {
            Id = c.Id, Title = c.Title, Levels = [.. c.Levels.Select(l => new TaskLevel { Points = l.Points, Text = l.Text })],
        })],
    };
}
