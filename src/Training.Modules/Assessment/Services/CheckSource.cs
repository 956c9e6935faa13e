using Training.Modules.Assessment.Models;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Platform.Contents;
using Training.Platform.Data;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Training.Modules.Assessment.Services;

/// <summary>Reads <c>packs/*/check.yaml</c>; the module that it belongs to is the one in the same folder.</summary>
public sealed class CheckSource : IContentSource
{
    public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report)
    {
        var packs = Path.Combine(contentFolder, "packs");
        if (!Directory.Exists(packs)) yield break;
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var terms = ForbiddenTerms.Load(contentFolder, report);
        var numbers = KnownNumbers.Load(contentFolder);
        var order = 0;
        foreach (var folder in Directory.EnumerateDirectories(packs).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, "check.yaml");
            if (!File.Exists(file)) continue;
            var name = $"packs/{Path.GetFileName(folder)}/check.yaml";
            var before = report.Problems.Count;
            var check = PackYaml.Read<CheckFile>(file, name, report, out var lines);
            var module = ReadModule(Path.Combine(folder, "module.yaml"));
            if (module is null) report.Add(name, 0, "同一文件夹里要有 module.yaml，写明 key、code 和 title。");
            if (check is null || module is null) continue;
            CheckFileRules.Check(check, module.RedLine, LessonKeys(folder), name, lines, report);
            terms.CheckFile(file, name, report);
            numbers.CheckFile(file, name, report);
            CheckKeys(check, name, lines, keys, report);
            if (report.Problems.Count == before)
                yield return new ShippedItem(check.Key, KnowledgeChecks.ContentType, module.Title, order++, module.Key, Published: true,
                    new TitlePart { Title = module.Title }, Part(check, module.Code));
        }
    }

    /// <summary>The banks by module code, for what is drawn from several of them. A bank with a fault is missing: it is reported where it is read.</summary>
    public static IReadOnlyDictionary<string, KnowledgeCheckPart> Banks(string contentFolder) => new CheckSource().Read(contentFolder, new ContentReport())
        .SelectMany(i => i.Parts.OfType<KnowledgeCheckPart>()).DistinctBy(p => p.ModuleCode).ToDictionary(p => p.ModuleCode, StringComparer.Ordinal);

    private static void CheckKeys(CheckFile check, string name, PackLines lines, Dictionary<string, string> keys, ContentReport report)
    {
        var all = check.Questions.Select((q, i) => (q.Key, Path: $"questions[{i}].key")).DistinctBy(k => k.Key).Prepend((check.Key, Path: "key"));
        foreach (var (key, path) in all)
            if (!keys.TryAdd(key, name)) report.Add(name, lines[path], $"key {key} 已经用在 {keys[key]}。");
    }

    private static KnowledgeCheckPart Part(CheckFile check, string moduleCode) => new()
    {
        ModuleCode = moduleCode, Draw = check.Draw, PassPercent = check.PassPercent,
        Questions = [.. check.Questions.Select(q => new CheckQuestion
        {
            Key = q.Key, Kind = q.Kind, Critical = q.Critical, Difficulty = q.Difficulty, Case = q.Case, Stem = q.Stem,
            Options = [.. q.Options.Select(o => new CheckOption { Text = o.Text, Correct = o.Correct })],
            Rationale = q.Rationale, Source = q.Source, LessonId = q.Lesson is { } lesson ? Ids.FromKey(lesson) : null,
        })],
    };

    /// <summary>A lesson with a fault has no key here: it is reported where lessons are read.</summary>
    private static HashSet<string> LessonKeys(string folder)
    {
        var lessons = Path.Combine(folder, "lessons");
        return !Directory.Exists(lessons) ? [] : Directory.EnumerateFiles(lessons, "*.md")
            .Select(f => PackMarkdown.Read<LessonFront>(f, f, new ContentReport())?.Front.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private sealed record ModuleWords(string Key, string Code, string Title, bool RedLine);

    /// <summary>The few words needed of the module. Whether the rest of its file is right is Courseware's business.</summary>
    private static ModuleWords? ReadModule(string file)
    {
        if (!File.Exists(file)) return null;
        var stream = new YamlStream();
        try { stream.Load(new StringReader(File.ReadAllText(file))); }
        catch (YamlException) { return null; }
        if (stream.Documents is not [{ RootNode: YamlMappingNode root }]) return null;
        string? Word(string name) => root.Children.TryGetValue(new YamlScalarNode(name), out var node) ? (node as YamlScalarNode)?.Value : null;
        return Word("key") is { } key && Word("code") is { } code && Word("title") is { } title
            ? new(key, code, title, Word("redLine") == "true")
            : null;
    }
}
