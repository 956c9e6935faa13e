using Training.Modules.Assessment.Models;

namespace Training.Modules.Assessment.Exams.Models;

/// <summary>
/// Draws a paper: a pure function of the exam, the banks, the seed and the last paper. Each line gets its number of questions
/// with at least its critical items; no question comes twice; those of the last paper come only where the bank has no others.
/// </summary>
public static class ExamDraw
{
    /// <param name="banks">By module code; they fill the blueprint (<see cref="Blueprint.Shortfalls"/>).</param>
    /// <param name="last">Keys of the questions of the person's last paper.</param>
    public static IReadOnlyList<PaperItem> Of(
        FinalExamPart exam, IReadOnlyDictionary<string, KnowledgeCheckPart> banks, int seed, IReadOnlySet<string> last)
    {
        var (shuffle, counts, paper) = (new Shuffle(seed), Blueprint.Counts(exam), new List<PaperItem>());
        for (var i = 0; i < exam.Blueprint.Count; i++)
        {
            // The sort is stable: among new ones, and among known ones, the shuffle decides.
            var pool = shuffle.Of(Blueprint.Pool(exam.Blueprint[i], banks)).OrderBy(p => last.Contains(p.Question.Key)).ToList();
            var critical = pool.Where(p => p.Question.Critical).Take(Math.Min(exam.Blueprint[i].Critical, counts[i])).ToList();
            paper.AddRange(critical);
            paper.AddRange(pool.Except(critical).Take(counts[i] - critical.Count));
        }
        return shuffle.Of(paper);
    }

    /// <summary>The paper with the options of each question in the order in which this attempt shows them.</summary>
    public static IReadOnlyList<ExamQuestion> Lay(IEnumerable<PaperItem> paper, int seed)
    {
        var shuffle = new Shuffle(seed);
        return [.. paper.Select((p, i) => new ExamQuestion(p.ModuleCode, new DrawnQuestion(i + 1, p.Question, CheckDraw.Order(p.Question, shuffle))))];
    }
}
