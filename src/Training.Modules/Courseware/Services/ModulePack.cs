using Training.Modules.Courseware.Models;
using Training.Platform.Contents;

namespace Training.Modules.Courseware.Services;

/// <summary>A Markdown file of a pack and its path below <c>content/</c>.</summary>
internal sealed record PackText<T>(string Name, PackMarkdown<T> Text) where T : class;

/// <summary>One folder of <c>packs/</c> as read, before its rules are checked.</summary>
internal sealed record ModulePack(
    string Folder, string ModuleName, ModuleFile Module, PackLines ModuleLines,
    IReadOnlyList<PackText<LessonFront>> Lessons, PackText<ToolFront>? Tool)
{
    /// <summary>Files of the pack that this module owns, relative to <c>content/</c>.</summary>
    public IEnumerable<string> Files => [ModuleName, .. Lessons.Select(l => l.Name), .. Tool is null ? Array.Empty<string>() : [Tool.Name]];

    public IEnumerable<(string Key, string File)> Keys =>
        [(Module.Key, ModuleName), .. Lessons.Select(l => (l.Text.Front.Key, l.Name)), .. Tool is null ? Array.Empty<(string, string)>() : [(Tool.Text.Front.Key, Tool.Name)]];

    /// <summary>All packs that could be read; what could not is in the report.</summary>
    public static IReadOnlyList<ModulePack> ReadAll(string contentFolder, ContentReport report)
    {
        var root = Path.Combine(contentFolder, "packs");
        return !Directory.Exists(root) ? [] :
            [.. Directory.GetDirectories(root).Order(StringComparer.Ordinal).Select(f => Read(f, report)).OfType<ModulePack>()];
    }

    private static ModulePack? Read(string folder, ContentReport report)
    {
        var name = "packs/" + Path.GetFileName(folder);
        if (!File.Exists(Path.Combine(folder, "module.yaml")))
        {
            report.Add(name, 0, "这个课程包缺少 module.yaml。");
            return null;
        }
        var before = report.Problems.Count;
        var module = PackYaml.Read<ModuleFile>(Path.Combine(folder, "module.yaml"), name + "/module.yaml", report, out var lines);
        var lessonFolder = Path.Combine(folder, "lessons");
        var lessons = Directory.Exists(lessonFolder)
            ? Directory.GetFiles(lessonFolder, "*.md").Order(StringComparer.Ordinal)
                .Select(f => Text<LessonFront>(f, $"{name}/lessons/{Path.GetFileName(f)}", report)).ToList()
            : [];
        var tool = File.Exists(Path.Combine(folder, "tool.md")) ? Text<ToolFront>(Path.Combine(folder, "tool.md"), name + "/tool.md", report) : null;
        if (lessons.Count == 0) report.Add(name, 0, "这个课程包还没有课，请在 lessons/ 里放 01-….md。");
        return report.Problems.Count > before ? null : new(name, name + "/module.yaml", module!, lines, [.. lessons.OfType<PackText<LessonFront>>()], tool);
    }

    private static PackText<T>? Text<T>(string file, string name, ContentReport report) where T : class =>
        PackMarkdown.Read<T>(file, name, report) is { } text ? new(name, text) : null;
}
