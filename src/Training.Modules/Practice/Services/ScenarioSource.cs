using System.Globalization;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Models;
using Training.Modules.Practice.Models;
using Training.Platform.Contents;

namespace Training.Modules.Practice.Services;

/// <summary>Reads <c>scenarios/*.yaml</c>.</summary>
public sealed class ScenarioSource : IContentSource
{
    public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report)
    {
        var folder = Path.Combine(contentFolder, "scenarios");
        if (!Directory.Exists(folder)) yield break;
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var terms = ForbiddenTerms.Load(contentFolder, report);
        var numbers = KnownNumbers.Load(contentFolder);
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = "scenarios/" + Path.GetFileName(path);
            var before = report.Problems.Count;
            if (PackYaml.Read<ScenarioFile>(path, name, report, out var lines) is not { } file) continue;
            var part = Part(file);
            ScenarioFileRules.Check(file, part, name, lines, report);
            terms.CheckFile(path, name, report);
            numbers.CheckFile(path, name, report);
            if (!known.TryAdd(file.Key, name)) report.Add(name, lines["key"], $"key {file.Key} 已经用在 {known[file.Key]}。");
            if (!known.TryAdd(file.Id, name)) report.Add(name, lines["id"], $"编号 {file.Id} 已经用在 {known[file.Id]}。");
            if (report.Problems.Count == before)
                yield return new ShippedItem(file.Key, Scenarios.ContentType, file.Title, int.Parse(file.Id.AsSpan(1), CultureInfo.InvariantCulture), null, Published: true,
                    new TitlePart { Title = file.Title }, part);
        }
    }

    private static ScenarioPart Part(ScenarioFile file) => new()
    {
        Id = file.Id, Modules = file.Modules, Roles = file.Roles, Minutes = file.Minutes, ContentNotice = file.ContentNotice,
        Setup = file.Setup, MaxScore = file.MaxScore, PassPercent = file.PassPercent, Start = file.Start,
        Nodes = [.. file.Nodes.Select(n => new ScenarioNode
        {
            Id = n.Id, Title = n.Title, Scene = n.Scene, Speaker = n.Speaker, MustChoose = n.MustChoose, MustChooseWhy = n.MustChooseWhy,
            Variants = n.Variants ?? new Dictionary<TrainingRole, string>(),
            Options = [.. n.Options.Select(o => new ScenarioOption
            {
                Id = o.Id, Text = o.Text, Score = o.Score, Flag = o.Flag, Feedback = o.Feedback, Next = o.Next,
            })],
        })],
        Debrief = new ScenarioDebrief
        {
            Record = file.Debrief.Record, NextContact = file.Debrief.NextContact, Support = file.Debrief.Support, RedLine = file.Debrief.RedLine,
        },
    };
}
