namespace Training.Modules.Assessment.Models;

/// <summary>What is kept of the answer to one question while an attempt is open.</summary>
/// <param name="Chosen">Letters of the chosen options, or places of the steps (<see cref="Ranking"/>).</param>
/// <param name="Flagged">The learner's mark to look at it again.</param>
public sealed record KeptAnswer(string Chosen, bool Flagged, DateTime AnsweredUtc);

/// <summary>答题卡: the questions of an open attempt and what is kept of their answers.</summary>
/// <param name="answers">By position; positions never saved are missing.</param>
public sealed class AnswerSheet(IReadOnlyList<DrawnQuestion> paper, IReadOnlyDictionary<int, KeptAnswer> answers)
{
    public int Count => paper.Count;
    public int AnsweredCount => paper.Count(IsAnswered);

    /// <summary>Positions without answer.</summary>
    public IReadOnlyList<int> Unanswered => [.. paper.Where(q => !IsAnswered(q)).Select(q => q.Position)];

    public IReadOnlyList<int> Flagged => [.. paper.Where(q => IsFlagged(q.Position)).Select(q => q.Position)];

    /// <summary>Where to go on: the first question without answer, else the last one.</summary>
    public int GoOnAt => paper.FirstOrDefault(q => !IsAnswered(q))?.Position ?? Count;

    /// <param name="position">From 1.</param>
    public DrawnQuestion this[int position] => paper[position - 1];

    public bool Has(int position) => position >= 1 && position <= Count;

    public KeptAnswer? AnswerAt(int position) => answers.GetValueOrDefault(position);

    public bool IsAnswered(int position) => IsAnswered(this[position]);

    public bool IsFlagged(int position) => AnswerAt(position)?.Flagged == true;

    private bool IsAnswered(DrawnQuestion question) => question.IsAnswered(AnswerAt(question.Position)?.Chosen);
}
