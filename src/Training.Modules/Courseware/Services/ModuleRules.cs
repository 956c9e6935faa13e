using Training.Modules.Courseware.Markdown;
using Training.Modules.Courseware.Models;
using Training.Platform.Contents;

namespace Training.Modules.Courseware.Services;

/// <summary>What must hold between the files of a pack, and in its texts.</summary>
internal static class ModuleRules
{
    /// <summary>Minutes of one 学时 (domain/curriculum.md §0).</summary>
    public const int MinutesAnHour = 45;

    public static void Check(ModulePack pack, SiteLinks links, ContentReport report)
    {
        var module = pack.Module;
        if (!Path.GetFileName(pack.Folder).StartsWith(module.Code.ToLowerInvariant() + "-", StringComparison.Ordinal))
            Fault("code", $"文件夹名应以 {module.Code.ToLowerInvariant()}- 开头，现在是 {Path.GetFileName(pack.Folder)}。");
        if (!module.Code.StartsWith(module.Strand.ToString(), StringComparison.Ordinal)) Fault("strand", $"主线 {module.Strand} 与编号 {module.Code} 对不上。");
        foreach (var (code, index) in module.Prerequisites.Select((c, i) => (c, i)))
            if (!CurriculumCodes.IsKnown(code) || code == module.Code) Fault($"prerequisites[{index}]", $"课程体系里没有可以先修的模块 {code}。");
        var minutes = pack.Lessons.Sum(l => l.Text.Front.Minutes);
        if (minutes > module.Hours * MinutesAnHour)
            Fault("hours", $"各课共 {minutes} 分钟，超过 {module.Hours} 学时（{module.Hours * MinutesAnHour:0.#} 分钟）。");
        foreach (var lesson in pack.Lessons) Body(lesson.Name, lesson.Text.Body, lesson.Text.BodyLine, MarkdownRules.LessonLength);
        if (pack.Tool is { } tool) Body(tool.Name, tool.Text.Body, tool.Text.BodyLine, MarkdownRules.ToolLength);

        void Fault(string path, string message) => report.Add(pack.ModuleName, pack.ModuleLines[path], message);

        void Body(string name, string markdown, int firstLine, int length)
        {
            foreach (var problem in MarkdownRules.Check(markdown, length, links.Exists)) report.Add(name, firstLine + problem.Line - 1, problem.Message);
        }
    }
}
