namespace Training.Modules.Assessment.Models;

/// <summary>A question as it stands in an attempt.</summary>
/// <param name="Position">From 1.</param>
/// <param name="Order">Places in the bank of the options, in the order in which they are shown.</param>
public sealed record DrawnQuestion(int Position, CheckQuestion Question, IReadOnlyList<int> Order)
{
    /// <summary>Letters of the options chosen, from the numbers (from 0) at which they are shown; unknown numbers are left out.</summary>
    public string Chosen(IEnumerable<int> shown) =>
        CheckQuestion.Letters(shown.Where(i => i >= 0 && i < Order.Count).Select(i => Order[i]));

    /// <summary>The places of the steps of an ordering, from the places given to them as they are shown.</summary>
    public string Ranked(IReadOnlyList<int> shown)
    {
        var places = new int[Order.Count];
        for (var i = 0; i < Order.Count; i++) places[Order[i]] = i < shown.Count ? shown[i] : 0;
        return Ranking.Of(places);
    }

    /// <summary>Place that was given to the step shown at (from 0); 0 = none.</summary>
    public int RankOf(int shown, string chosen) => Order[shown] < chosen.Length ? chosen[Order[shown]] - '0' : 0;

    /// <summary>An ordering with a place missing or given twice is kept, but is not answered yet.</summary>
    public bool IsAnswered(string? chosen) =>
        Question.Kind == QuestionKind.Ordering ? Ranking.IsComplete(chosen ?? "") : chosen is { Length: > 0 };
}

/// <summary>
/// Draws the questions of an attempt: a pure function of the bank's version and the seed, so nothing but the seed is stored.
/// A draw holds no question twice and always at least <see cref="CriticalAtLeast"/> critical ones where the bank has them.
/// </summary>
public static class CheckDraw
{
    public const int CriticalAtLeast = 2;

    public static IReadOnlyList<DrawnQuestion> Of(KnowledgeCheckPart check, int seed)
    {
        var shuffle = new Shuffle(seed);
        var count = Math.Min(check.Draw, check.Questions.Count);
        var critical = shuffle.Of(check.Questions.Where(q => q.Critical)).Take(Math.Min(CriticalAtLeast, count)).ToList();
        var others = shuffle.Of(check.Questions.Except(critical)).Take(count - critical.Count);
        return [.. shuffle.Of(critical.Concat(others)).Select((q, i) => new DrawnQuestion(i + 1, q, Order(q, shuffle)))];
    }

    /// <summary>The order in which options are shown. 对 stays before 错: people look for it there.</summary>
    internal static List<int> Order(CheckQuestion question, Shuffle shuffle)
    {
        var places = Enumerable.Range(0, question.Options.Count);
        return question.Kind == QuestionKind.Judge ? [.. places] : shuffle.Of(places);
    }
}
