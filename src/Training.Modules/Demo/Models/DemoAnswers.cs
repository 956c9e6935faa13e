using Training.Modules.Assessment.Models;

namespace Training.Modules.Demo.Models;

/// <summary>
/// Answers to papers as people give them: easy questions are right more often, critical ones mostly; two questions of each bank are bad
/// ones – one that hardly anybody gets right, one that those who know the rest get wrong – so that item analysis has something to find.
/// </summary>
internal sealed class DemoAnswers(KnowledgeCheckPart bank)
{
    private readonly Dictionary<string, int> _place = bank.Questions.Select((q, i) => (q.Key, i)).ToDictionary(x => x.Key, x => x.i);

    /// <summary>Key of the question that hardly anybody gets right.</summary>
    private readonly string? _hard = bank.Questions.Where(q => !q.Critical && q.Kind is QuestionKind.Single or QuestionKind.Situation).Skip(1).FirstOrDefault()?.Key;

    /// <summary>Key of the question that leads those astray who know more.</summary>
    private readonly string? _odd = bank.Questions.LastOrDefault(q => !q.Critical && q.Kind is QuestionKind.Single or QuestionKind.Situation)?.Key;

    /// <summary>A paper that is passed with about so many percent.</summary>
    public CheckResult Passed(int seed, int percent, Random random)
    {
        var paper = CheckDraw.Of(bank, seed);
        var wrong = paper.Count - (((percent * paper.Count) + 99) / 100);
        var missed = paper.Where(d => !d.Question.Critical)
            .OrderByDescending(d => Missed(d.Question, random))
            .Take(wrong).Select(d => d.Position).ToHashSet();
        return Marked(seed, paper, d => !missed.Contains(d.Position), random);
    }

    /// <summary>A paper that is not passed.</summary>
    /// <param name="ability">0–1.</param>
    public CheckResult Failed(int seed, double ability, Random random)
    {
        var paper = CheckDraw.Of(bank, seed);
        var right = paper.ToDictionary(d => d.Position, d => Knows(d.Question, ability, random));
        var result = Marked(seed, paper, d => right[d.Position], random);
        foreach (var d in paper.Where(d => d.Question.Key != _odd))
        {
            if (!result.Passed) break;
            right[d.Position] = false;
            result = Marked(seed, paper, q => right[q.Position], random);
        }
        return result;
    }

    /// <summary>How likely those who pass miss it, against the other questions of a paper; above 2 never.</summary>
    public double Missed(CheckQuestion question, Random random) =>
        question.Key == _hard ? 2 : question.Key == _odd ? 1.3 + (random.NextDouble() / 2) : random.NextDouble() + Difficulty(question);

    /// <summary>Whether somebody who does not pass knows it.</summary>
    /// <param name="ability">0–1.</param>
    public bool Knows(CheckQuestion question, double ability, Random random) => question.Key == _hard ? random.Next(10) < 1
        : question.Key == _odd ? random.Next(10) < 9 : random.NextDouble() < ability - Difficulty(question) + (question.Critical ? 0.15 : 0);

    private double Difficulty(CheckQuestion question) => ((question.Difficulty - 1) * 0.08) + (_place[question.Key] % 5 * 0.03);

    private CheckResult Marked(int seed, IReadOnlyList<DrawnQuestion> paper, Func<DrawnQuestion, bool> right, Random random) =>
        CheckResult.Of(bank, seed, paper.ToDictionary(d => d.Position, d => right(d) ? d.Question.Right() : Wrong(d.Question, random)));

    /// <summary>What is chosen by whoever does not know.</summary>
    public string Wrong(CheckQuestion question, Random random)
    {
        if (question.Kind == QuestionKind.Ordering) return "21345"[..question.Options.Count];
        var others = CheckQuestion.Letters(question.Options.Select((o, i) => o.Correct ? -1 : i).Where(i => i >= 0));
        // Of a bad question nearly everybody takes the same wrong one.
        return others.Length == 0 ? "a" : (question.Key == _hard || question.Key == _odd ? others[0] : others[random.Next(others.Length)]).ToString();
    }
}
