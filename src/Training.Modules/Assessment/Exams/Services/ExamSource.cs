using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Services;
using Training.Platform.Contents;

namespace Training.Modules.Assessment.Exams.Services;

/// <summary>Reads <c>exams/*.yaml</c> and holds each against the shipped banks.</summary>
public sealed class ExamSource : IContentSource
{
    public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report)
    {
        var folder = Path.Combine(contentFolder, "exams");
        if (!Directory.Exists(folder)) yield break;
        var banks = CheckSource.Banks(contentFolder);
        var terms = ForbiddenTerms.Load(contentFolder, report);
        var numbers = KnownNumbers.Load(contentFolder);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var order = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = "exams/" + Path.GetFileName(file);
            var before = report.Problems.Count;
            if (PackYaml.Read<ExamFile>(file, name, report, out var lines) is not { } exam) continue;
            var part = Part(exam);
            ExamFileRules.Check(exam, part, banks, name, lines, report);
            foreach (var (word, path) in new[] { (exam.Key, "key"), (exam.Code, "code") })
                if (!seen.TryAdd(word, name)) report.Add(name, lines[path], $"{path} {word} 已经用在 {seen[word]}。");
            terms.CheckFile(file, name, report);
            numbers.CheckFile(file, name, report);
            if (report.Problems.Count == before)
                yield return new ShippedItem(exam.Key, FinalExams.ContentType, exam.Title, order++, null, Published: true, new TitlePart { Title = exam.Title }, part);
        }
    }

    private static FinalExamPart Part(ExamFile file) => new()
    {
        Code = file.Code, Roles = file.Roles, Questions = file.Questions, Minutes = file.Minutes, PassPercent = file.PassPercent,
        AllCritical = file.AllCritical, RetryHours = file.RetryHours,
        Blueprint = [.. file.Blueprint.Select(l => new BlueprintLine
        {
            Modules = l.Modules, Count = l.Count, Weight = l.Weight, Difficulty = l.Difficulty ?? [], Critical = l.Critical,
        })],
    };
}
