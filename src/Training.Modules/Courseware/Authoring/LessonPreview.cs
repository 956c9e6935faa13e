using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Training.Modules.Courseware.Markdown;
using Training.Platform.Localization;

namespace Training.Modules.Courseware.Authoring;

/// <summary>HTML of what a learner will see and of what there is to mend, the same for the page and for the preview that follows the typing.</summary>
public sealed partial class LessonPreview(MarkdownRenderer renderer, HtmlEncoder encoder, Text text)
{
    /// <summary>Icons that the HTML refers to; the page announces them.</summary>
    public static readonly IReadOnlyList<string> Icons = ["alert-octagon", "bulb", "quote", "heart", "alert-triangle", "info-circle", "circle-check"];

    /// <summary>Characters of a line that a problem quotes.</summary>
    private const int ExcerptLength = 16;

    public string LessonHtml(LessonText lesson)
    {
        var minutes = lesson.MinuteCount is { } n ? text["约 {0} 分钟", n] : "";
        var think = lesson.Think.Length == 0 ? ""
            : $"<div class=\"callout\" role=\"note\"><p class=\"lab\">{Icon("heart")}{encoder.Encode(text["想一想"])}</p><p class=\"head\">{encoder.Encode(lesson.Think)}</p><p class=\"small\">{encoder.Encode(text["放在心里想，不用写，这里也不保存。"])}</p></div>";
        // A link followed by mistake would leave what is being written.
        var body = Nesting.IsBearable(lesson.Markdown) ? Link().Replace(renderer.ToHtml(lesson.Markdown), "<a>") : "";
        return $"<header class=\"lesson-head\"><p class=\"preview-title\">{encoder.Encode(lesson.Title)}</p><p class=\"small muted\">{encoder.Encode(minutes)}</p></header>{body}{think}";
    }

    /// <param name="linked">The text stands on the same page, in the field #markdown: line numbers lead there.</param>
    public string ProblemsHtml(IReadOnlyList<LessonProblem> problems, LessonText lesson, bool linked)
    {
        var lines = lesson.Markdown.Split('\n');
        if (problems.Count == 0) return $"<p class=\"msg ok\">{Icon("circle-check")}<span>{encoder.Encode(text["没有要改的地方"])}</span></p>";
        var html = new StringBuilder("<ul>");
        foreach (var problem in problems)
        {
            var (kind, icon, words) = problem.Kind switch
            {
                ProblemKind.Refused => ("err", "alert-octagon", text["存不了"]),
                ProblemKind.BlocksPublishing => ("err", "alert-triangle", text["改好才能发布"]),
                _ => ("warn", "info-circle", text["提醒"]),
            };
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"msg {kind}\">{Icon(icon)}<span><b>{encoder.Encode(words)}</b> {Place(problem.Line)}{encoder.Encode(problem.Message)}</span></li>");
        }
        return html.Append("</ul>").ToString();

        string Place(int line)
        {
            if (line < 1 || line > lines.Length) return "";
            var number = encoder.Encode(text["第 {0} 行", line]);
            var start = lines[line - 1].Trim();
            var words = encoder.Encode(start.Length <= ExcerptLength ? start : start[..ExcerptLength] + "…");
            return (linked ? $"<a href=\"#markdown\" data-goto=\"{line}\">{number}</a>" : number) + $" <q>{words}</q> ";
        }
    }

    /// <summary>How many places there are to mend, or nothing.</summary>
    public string TodoText(IReadOnlyList<LessonProblem> problems) => problems.Count == 0 ? "" : text["{0} 处要看", problems.Count];

    public string CountText(LessonText lesson) =>
        text["{0} 字，一课不超过 {1} 字", LessonRules.ReadingLength(lesson.Markdown), MarkdownRules.LessonLength];

    private static string Icon(string name) => Platform.Display.Icons.Markup(name);

    [GeneratedRegex("<a\\b[^>]*>")]
    private static partial Regex Link();
}
