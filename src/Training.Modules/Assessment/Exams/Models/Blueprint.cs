using Training.Modules.Assessment.Models;

namespace Training.Modules.Assessment.Exams.Models;

/// <summary>A line that the banks cannot fill.</summary>
/// <param name="Line">From 0.</param>
/// <param name="Critical">It is the critical items that are too few.</param>
public sealed record Shortfall(int Line, int Needed, int Have, bool Critical);

/// <summary>What a paper has of a line: the proof that it was drawn as the blueprint says.</summary>
/// <param name="Difficulty">Mean of the drawn questions, 1–3; 0 where none is drawn.</param>
public sealed record LineEvidence(BlueprintLine Line, int Needed, int Drawn, int CriticalNeeded, int CriticalDrawn, decimal Difficulty)
{
    public bool Kept => Drawn == Needed && CriticalDrawn >= CriticalNeeded;
}

/// <summary>Reads the blueprint of an exam against question banks. Pure; banks are given by module code.</summary>
public static class Blueprint
{
    /// <summary>
    /// Questions of each line. What no line counts is shared by weight, the larger remainder first and of equals the earlier
    /// line, so that the sum is always the exam's number of questions.
    /// </summary>
    public static IReadOnlyList<int> Counts(FinalExamPart exam)
    {
        var weights = exam.Blueprint.Sum(l => l.Weight ?? 0);
        var rest = Math.Max(0, exam.Questions - exam.Blueprint.Sum(l => l.Count ?? 0));
        var counts = exam.Blueprint.Select(l => l.Count ?? rest * (l.Weight ?? 0) / Math.Max(1, weights)).ToArray();
        var shared = exam.Blueprint.Select((l, i) => (Line: l, i)).Where(x => x.Line.Count is null)
            .OrderByDescending(x => rest * (x.Line.Weight ?? 0) % Math.Max(1, weights)).ThenBy(x => x.i).Select(x => x.i);
        foreach (var line in shared.Take(Math.Max(0, exam.Questions - counts.Sum()))) counts[line]++;
        return counts;
    }

    /// <summary>Everything in the banks that a line may take, in the banks' order.</summary>
    public static IEnumerable<PaperItem> Pool(BlueprintLine line, IReadOnlyDictionary<string, KnowledgeCheckPart> banks) =>
        from code in line.Modules
        where banks.ContainsKey(code)
        from question in banks[code].Questions
        where line.Takes(code, question)
        select new PaperItem(code, question);

    /// <summary>Lines that the banks cannot fill; empty = every draw succeeds.</summary>
    public static IReadOnlyList<Shortfall> Shortfalls(FinalExamPart exam, IReadOnlyDictionary<string, KnowledgeCheckPart> banks)
    {
        var counts = Counts(exam);
        var found = new List<Shortfall>();
        for (var i = 0; i < exam.Blueprint.Count; i++)
        {
            var (line, pool) = (exam.Blueprint[i], Pool(exam.Blueprint[i], banks).ToList());
            if (pool.Count < counts[i]) found.Add(new(i, counts[i], pool.Count, Critical: false));
            var critical = pool.Count(p => p.Question.Critical);
            if (critical < line.Critical) found.Add(new(i, line.Critical, critical, Critical: true));
        }
        return found;
    }

    /// <summary>What a paper has of each line.</summary>
    public static IReadOnlyList<LineEvidence> Evidence(FinalExamPart exam, IReadOnlyCollection<PaperItem> paper)
    {
        var counts = Counts(exam);
        return
        [
            .. exam.Blueprint.Select((line, i) =>
            {
                var drawn = paper.Where(p => line.Takes(p.ModuleCode, p.Question)).ToList();
                return new LineEvidence(line, counts[i], drawn.Count, line.Critical, drawn.Count(p => p.Question.Critical),
                    drawn.Count == 0 ? 0 : Math.Round(drawn.Average(p => (decimal)p.Question.Difficulty), 1));
            }),
        ];
    }
}
