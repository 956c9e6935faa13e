using Training.Modules.Courseware.Models;
using Training.Platform.Contents;

namespace Training.Modules.Courseware.Services;

/// <summary>Reads <c>packs/*/module.yaml</c>, <c>lessons/*.md</c> and <c>tool.md</c> and checks them (docs/content-format.md).</summary>
public sealed class CoursewareSource : IContentSource
{
    public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report)
    {
        var before = report.Problems.Count;
        var packs = ModulePack.ReadAll(contentFolder, report);
        CheckKeys(packs, report);
        var links = new SiteLinks(packs);
        var terms = ForbiddenTerms.Load(contentFolder, report);
        var numbers = KnownNumbers.Load(contentFolder);
        foreach (var pack in packs)
        {
            ModuleRules.Check(pack, links, report);
            foreach (var name in pack.Files)
            {
                var file = Path.Combine(contentFolder, name);
                terms.CheckFile(file, name, report);
                numbers.CheckFile(file, name, report);
            }
        }
        return report.Problems.Count > before ? [] : packs.SelectMany(Items);
    }

    private static void CheckKeys(IReadOnlyList<ModulePack> packs, ContentReport report)
    {
        var seen = new Dictionary<string, string>();
        foreach (var pack in packs)
            foreach (var (key, file) in pack.Keys)
                if (!seen.TryAdd(key, file)) report.Add(file, 0, $"key“{key}”在 {seen[key]} 里已经用过，请换一个。");
        foreach (var twice in packs.GroupBy(p => p.Module.Code).Where(g => g.Count() > 1))
            report.Add(twice.Last().ModuleName, twice.Last().ModuleLines["code"], $"模块编号 {twice.Key} 在 {twice.First().ModuleName} 里已经用过。");
    }

    private static IEnumerable<ShippedItem> Items(ModulePack pack)
    {
        var m = pack.Module;
        yield return new(m.Key, TrainingModulePart.ContentType, m.Title, (int)m.Strand * 100 + int.Parse(m.Code[1..], System.Globalization.CultureInfo.InvariantCulture), null, true,
            new TitlePart { Title = m.Title },
            new TrainingModulePart
            {
                Code = m.Code, Strand = m.Strand, Hours = m.Hours, Summary = m.Summary, Outcomes = m.Outcomes, Prerequisites = m.Prerequisites,
                RedLine = m.RedLine, Review = m.Review, ReviewNote = m.ReviewNote, ContentNotice = m.ContentNotice, LawCheckedOn = m.LawCheckedOn,
            });
        foreach (var (lesson, index) in pack.Lessons.Select((l, i) => (l, i)))
            yield return new(lesson.Text.Front.Key, LessonPart.ContentType, lesson.Text.Front.Title, index, m.Key, true,
                new TitlePart { Title = lesson.Text.Front.Title },
                new LessonPart { Minutes = lesson.Text.Front.Minutes, Think = lesson.Text.Front.Think },
                new MarkdownBodyPart { Markdown = lesson.Text.Body.Trim() + "\n" });
        if (pack.Tool is { } tool)
            yield return new(tool.Text.Front.Key, PocketTool.ContentType, tool.Text.Front.Title, 0, m.Key, true,
                new TitlePart { Title = tool.Text.Front.Title }, new MarkdownBodyPart { Markdown = tool.Text.Body.Trim() + "\n" });
    }
}
