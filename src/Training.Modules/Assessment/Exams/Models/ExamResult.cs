using Training.Modules.Assessment.Models;

namespace Training.Modules.Assessment.Exams.Models;

/// <summary>How much of a module a person knew in an exam.</summary>
public sealed record ModuleScore(string ModuleCode, int Right, int Count);

/// <summary>Marks an exam; the rule of passing is that of <see cref="CheckResult"/>.</summary>
/// <param name="Questions">The paper as it was shown.</param>
public sealed record ExamResult(IReadOnlyList<ExamQuestion> Questions, CheckResult Result)
{
    /// <param name="chosen">By position; positions without answer may be missing.</param>
    public static ExamResult Of(FinalExamPart exam, IReadOnlyList<ExamQuestion> paper, IReadOnlyDictionary<int, string> chosen) =>
        new(paper, new CheckResult([.. paper.Select(q => new GradedQuestion(q.Drawn, chosen.GetValueOrDefault(q.Drawn.Position, "")))], exam.PassPercent)
        {
            AllCritical = exam.AllCritical,
        });

    public int Answered => Result.Questions.Count(q => q.IsAnswered);

    /// <summary>The weakest module first.</summary>
    public IReadOnlyList<ModuleScore> Modules =>
    [
        .. Questions.Zip(Result.Questions, (q, g) => (q.ModuleCode, g.IsRight)).GroupBy(x => x.ModuleCode)
            .Select(g => new ModuleScore(g.Key, g.Count(x => x.IsRight), g.Count()))
            .OrderBy(m => (decimal)m.Right / m.Count).ThenBy(m => m.ModuleCode, StringComparer.Ordinal),
    ];

    public string ModuleOf(GradedQuestion question) => Questions[question.Drawn.Position - 1].ModuleCode;
}
