namespace Training.Modules.Assessment.Models;

/// <summary>One question after submission.</summary>
/// <param name="Chosen">Letters of the chosen options, or places of the steps; empty = not answered.</param>
public sealed record GradedQuestion(DrawnQuestion Drawn, string Chosen)
{
    /// <summary>
    /// Every right option chosen and no other: too many, too few and wrong ones all count nothing. Steps are all in their
    /// places or not right.
    /// </summary>
    public bool IsRight { get; } = Chosen == Drawn.Question.Right();

    public bool IsAnswered => Drawn.IsAnswered(Chosen);
}

/// <summary>
/// Marks an attempt (domain/roles.md §4): passed with enough right answers <em>and</em> every drawn critical item right.
/// </summary>
public sealed record CheckResult(IReadOnlyList<GradedQuestion> Questions, int PassPercent)
{
    /// <summary>A critical item that was not right fails whatever the score.</summary>
    public bool AllCritical { get; init; } = true;

    public int RightCount { get; } = Questions.Count(q => q.IsRight);
    public int CriticalMissed { get; } = Questions.Count(q => q.Drawn.Question.Critical && !q.IsRight);

    /// <summary>Whole percent, rounded down: 79.9 is not shown as the 80 that it is not.</summary>
    public int Percent => Questions.Count == 0 ? 0 : RightCount * 100 / Questions.Count;

    public bool Passed => Questions.Count > 0 && EnoughRight && (CriticalMissed == 0 || !AllCritical);

    /// <summary>The percent is reached; what is missing for a pass is then a critical item.</summary>
    public bool EnoughRight => RightCount * 100 >= PassPercent * Questions.Count;

    /// <summary>What was chosen at each position, as <see cref="Attempt.Graded"/> keeps it.</summary>
    public string Write() => string.Join('|', Questions.Select(q => q.Chosen));

    /// <param name="chosen">Letters by position; positions without answer may be missing.</param>
    public static CheckResult Of(KnowledgeCheckPart check, int seed, IReadOnlyDictionary<int, string> chosen, bool testOut = false) =>
        new([.. CheckDraw.Of(check, seed).Select(d => new GradedQuestion(d, chosen.GetValueOrDefault(d.Position, "")))],
            TestOutRules.Mark(check.PassPercent, testOut));
}
