using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Models;
using Training.Platform.Contents;

namespace Training.Modules.Assessment.Exams.Services;

/// <summary>What an exam must keep to beyond its form: above all, that the banks can fill its blueprint.</summary>
internal static class ExamFileRules
{
    /// <param name="banks">The shipped banks by module code.</param>
    public static void Check(ExamFile file, FinalExamPart exam, IReadOnlyDictionary<string, KnowledgeCheckPart> banks, string name, PackLines lines, ContentReport report)
    {
        var before = report.Problems.Count;
        if (file.Roles.Distinct().Count() < file.Roles.Count) report.Add(name, lines["roles"], "roles 里有重复的岗位。");
        for (var i = 0; i < exam.Blueprint.Count; i++) CheckLine(exam, i, banks, name, lines, report);
        CheckSum(file, name, lines, report);
        if (report.Problems.Count > before) return;
        foreach (var shortfall in Blueprint.Shortfalls(exam, banks))
            report.Add(name, lines[$"blueprint[{shortfall.Line}]"], shortfall.Critical
                ? $"这一行至少要 {shortfall.Needed} 道红线题，题库里符合的只有 {shortfall.Have} 道。"
                : $"这一行要 {shortfall.Needed} 题，题库里符合的只有 {shortfall.Have} 题。");
    }

    private static void CheckLine(FinalExamPart exam, int i, IReadOnlyDictionary<string, KnowledgeCheckPart> banks, string name, PackLines lines, ContentReport report)
    {
        var (line, path) = (exam.Blueprint[i], $"blueprint[{i}]");
        foreach (var code in line.Modules.Where(c => !banks.ContainsKey(c)))
            report.Add(name, lines[path + ".modules"], $"没有模块 {code} 的题库。");
        if (line.Modules.Distinct().Count() < line.Modules.Count) report.Add(name, lines[path + ".modules"], "同一个模块写了两次。");
        if (line.Count is null == line.Weight is null) report.Add(name, lines[path], "每一行写 count（题数）或 weight（权重），只写一个。");
        foreach (var level in line.Difficulty.Where(d => d is < 1 or > 3)) report.Add(name, lines[path + ".difficulty"], $"难度是 1 到 3，现在是 {level}。");
        if (line.Critical > Blueprint.Counts(exam)[i]) report.Add(name, lines[path + ".critical"], $"红线题 {line.Critical} 道，比这一行的题数多。");
        for (var other = 0; other < i; other++)
            if (line.Overlaps(exam.Blueprint[other]))
                report.Add(name, lines[path], $"和第 {other + 1} 行重叠：同一道题会归到两行。请分开模块或难度。");
    }

    private static void CheckSum(ExamFile file, string name, PackLines lines, ContentReport report)
    {
        var (counted, weighted) = (file.Blueprint.Sum(l => l.Count ?? 0), file.Blueprint.Count(l => l.Weight is not null));
        if (weighted == 0 && counted != file.Questions)
            report.Add(name, lines["questions"], $"questions 是 {file.Questions}，蓝图各行加起来是 {counted}。");
        if (weighted > 0 && file.Questions - counted < weighted)
            report.Add(name, lines["questions"], $"按权重分的有 {weighted} 行，留给它们的只有 {file.Questions - counted} 题。");
    }
}
