using System.Globalization;
using System.Text;
using Training.Modules.Courseware.Markdown;

namespace Training.Modules.Courseware.Authoring;

/// <summary>
/// What a lesson must be to be kept, and to be published. A draft with faults in its text is kept – losing work would be the
/// greater harm – and says what to mend before learners may see it.
/// </summary>
public static class LessonRules
{
    /// <param name="published">What learners see now, or null. A word that they read already only gives a hint: it has been
    /// weighed before (the packs name the places where a term may stand as an example).</param>
    /// <param name="targetExists">Answers whether an address of this site leads somewhere.</param>
    /// <param name="words">Finds words and numbers that content does not use: line from 1, and what to write instead.</param>
    public static IReadOnlyList<LessonProblem> Check(
        LessonText text, LessonText? published, Func<string, bool> targetExists, Func<string, IEnumerable<(int Line, string Message)>> words)
    {
        var problems = new List<LessonProblem>();
        Fields(text, problems);
        if (problems.Count == 0 && !Nesting.IsBearable(text.Markdown)) problems.Add(new(ProblemKind.Refused, 0, "正文里引用、列表或括号套得太深，读不了。请删掉多余的层次。"));
        if (problems.Count > 0) return problems;

        var known = published is null ? [] : published.Lines().ToHashSet();
        var fields = string.Join('\n', text.Title, text.Think);
        foreach (var (_, message) in words(fields))
            problems.Add(new(known.Contains("标题：" + text.Title) && known.Contains("想一想：" + text.Think) ? ProblemKind.Hint : ProblemKind.BlocksPublishing, 0, message));
        var lines = text.Markdown.Split('\n');
        foreach (var (line, message) in words(text.Markdown))
            problems.Add(new(known.Contains(lines[line - 1]) ? ProblemKind.Hint : ProblemKind.BlocksPublishing, line, message));

        foreach (var fault in MarkdownRules.Check(text.Markdown, int.MaxValue, targetExists))
            problems.Add(new(ProblemKind.BlocksPublishing, fault.Line, fault.Message));
        var length = ReadingLength(text.Markdown);
        if (length > MarkdownRules.LessonLength)
            problems.Add(new(ProblemKind.Hint, 0, $"正文有 {length} 个字（空格和表格不算），一课最好不超过 {MarkdownRules.LessonLength} 个，请删减或分成两课。"));
        return [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Kind)];
    }

    /// <summary>Characters that a learner reads; 0 when the text cannot be read.</summary>
    public static int ReadingLength(string markdown) => Nesting.IsBearable(markdown) ? VisibleText.Length(MarkdownRenderer.Parse(markdown)) : 0;

    private static void Fields(LessonText text, List<LessonProblem> problems)
    {
        if (text.Title.Length is 0 or > LessonText.TitleLength) Refuse(0, $"标题要写 1–{LessonText.TitleLength} 个字，现在是 {text.Title.Length} 个。");
        if (text.MinuteCount is not (>= LessonText.MinMinutes and <= LessonText.MaxMinutes))
            Refuse(0, $"时长要填 {LessonText.MinMinutes}–{LessonText.MaxMinutes} 之间的整数（分钟）。更长的内容请分成两课。");
        if (text.Think.Length is < LessonText.ThinkMinLength or > LessonText.ThinkLength)
            Refuse(0, $"“想一想”要写 {LessonText.ThinkMinLength}–{LessonText.ThinkLength} 个字，现在是 {text.Think.Length} 个。");
        if (text.Markdown.Length > LessonText.MarkdownLength)
            Refuse(0, $"正文有 {text.Markdown.Length} 个字符，超过 {LessonText.MarkdownLength} 个，存不下。请先把一部分剪出来。");
        if (HasHidden(text.Title) || HasHidden(text.Think)) Refuse(0, "标题或“想一想”里有看不见的控制字符，请删掉后重打。");
        foreach (var (line, index) in text.Markdown.Split('\n').Select((l, i) => (l, i)))
            if (HasHidden(line)) Refuse(index + 1, "这一行有看不见的控制字符，请删掉后重打。");

        void Refuse(int line, string message) => problems.Add(new(ProblemKind.Refused, line, message));
    }

    /// <summary>
    /// Control characters (a zero byte is no text for PostgreSQL), halves of characters, and marks that turn the direction or
    /// hide: with them a line can read differently from what it is.
    /// </summary>
    private static bool HasHidden(string line)
    {
        foreach (var rune in line.EnumerateRunes())
        {
            // Halves of characters are read as the replacement character; the joiner holds some emoji together.
            if (rune == Rune.ReplacementChar) return true;
            if (rune.Value is '\t' or 0x200D) continue;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse) return true;
        }
        return false;
    }
}
