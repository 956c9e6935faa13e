using Training.Modules.Assessment.Models;
using Training.Platform.Contents;

namespace Training.Modules.Assessment.Services;

/// <summary>What a question bank must keep to beyond its form.</summary>
internal static class CheckFileRules
{
    /// <summary>Critical items that the bank of a red-line module must have (domain/roles.md §4).</summary>
    public const int CriticalInRedLineModule = 2;

    /// <param name="lessons">Keys of the lessons of the pack.</param>
    public static void Check(CheckFile file, bool redLine, IReadOnlySet<string> lessons, string name, PackLines lines, ContentReport report)
    {
        if (file.Draw > file.Questions.Count)
            report.Add(name, lines["draw"], $"draw 是 {file.Draw}，题库只有 {file.Questions.Count} 题。");
        var critical = file.Questions.Count(q => q.Critical);
        if (redLine && critical < CriticalInRedLineModule)
            report.Add(name, lines["questions"], $"红线模块至少要有 {CriticalInRedLineModule} 道红线题（critical: true），现在是 {critical} 道。");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < file.Questions.Count; i++)
        {
            var path = $"questions[{i}]";
            if (!keys.Add(file.Questions[i].Key)) report.Add(name, lines[path + ".key"], $"题目的 key {file.Questions[i].Key} 用了两次。");
            if (file.Questions[i].Lesson is { } lesson && !lessons.Contains(lesson))
                report.Add(name, lines[path + ".lesson"], $"{file.Questions[i].Key}：这个课程包的 lessons/ 里没有 {lesson}，请核对 lesson，或者不写。");
            foreach (var (where, message) in Faults(file.Questions[i])) report.Add(name, lines[path + where], $"{file.Questions[i].Key}：{message}");
        }
    }

    private static IEnumerable<(string Where, string Message)> Faults(QuestionFile question)
    {
        var right = question.Options.Count(o => o.Correct);
        if (question.Kind == QuestionKind.Multiple && right == 0) yield return (".options", "多选题至少要有一个正确选项。");
        if (question.Kind == QuestionKind.Ordering)
        {
            if (right > 0) yield return (".options", "排序题按正确的先后写选项，不标 correct。");
            if (question.Options.Count < 3) yield return (".options", $"排序题要有 3 到 {Ranking.MostSteps} 步，现在是 {question.Options.Count} 步。");
        }
        else if (question.Kind != QuestionKind.Multiple && right != 1) yield return (".options", $"只能有一个正确选项，现在是 {right} 个。");
        if (question.Kind == QuestionKind.Situation && question.Case is null) yield return (".kind", "情景题要有 case（情境）。");
        if (question.Kind == QuestionKind.Judge && !question.Options.Select(o => o.Text).SequenceEqual(["对", "错"]))
            yield return (".options", "判断题的选项依次是“对”“错”。");
        for (var i = 0; i < question.Options.Count; i++)
        {
            if (question.Options[i].Text.Contains("以上", StringComparison.Ordinal) && question.Options[i].Text.Length <= 8)
                yield return ($".options[{i}]", "选项的顺序是随机的，不用“以上都对”。");
            if (question.Options.Take(i).Any(o => o.Text == question.Options[i].Text)) yield return ($".options[{i}]", "两个选项相同。");
        }
    }
}
