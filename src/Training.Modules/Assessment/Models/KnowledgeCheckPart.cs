using Training.Platform.Contents;

namespace Training.Modules.Assessment.Models;

/// <summary>
/// 题型. A situation has a case text. A multiple choice has one or more right options, an ordering none: its options are steps,
/// kept in their right order. All other kinds have exactly one right option.
/// </summary>
public enum QuestionKind { Single, Multiple, Judge, Situation, Ordering }

/// <summary>The question bank of one training module and how an attempt is drawn from it.</summary>
public sealed record KnowledgeCheckPart : IContentPart
{
    public static string PartName => "KnowledgeCheckPart";

    /// <summary>Code of the module that it belongs to, e.g. "O02".</summary>
    public string ModuleCode { get; init; } = "";

    /// <summary>Questions of an attempt.</summary>
    public int Draw { get; init; }

    /// <summary>Percent of right answers needed, 0–100 (domain/roles.md §4: 80).</summary>
    public int PassPercent { get; init; } = 80;

    public IReadOnlyList<CheckQuestion> Questions { get; init; } = [];
}

public sealed record CheckQuestion
{
    public string Key { get; init; } = "";
    public QuestionKind Kind { get; init; }

    /// <summary>红线题: must be right whatever the score.</summary>
    public bool Critical { get; init; }

    /// <summary>1–3.</summary>
    public int Difficulty { get; init; } = 1;

    /// <summary>What happened, for situations.</summary>
    public string? Case { get; init; }

    public string Stem { get; init; } = "";

    /// <summary>At most five; an option is known by its letter in this order, "a" to "e".</summary>
    public IReadOnlyList<CheckOption> Options { get; init; } = [];

    /// <summary>Why; shown only after submission.</summary>
    public string Rationale { get; init; } = "";

    public string Source { get; init; } = "";

    /// <summary>Content item of the lesson that teaches it; null where the bank does not say.</summary>
    public string? LessonId { get; init; }

    /// <summary>The right answer: letters of the right options, in order; of an ordering the places of its steps (<see cref="Ranking"/>).</summary>
    public string Right() => Kind == QuestionKind.Ordering
        ? Ranking.Right(Options.Count)
        : Letters(Options.Select((o, i) => o.Correct ? i : -1).Where(i => i >= 0));

    /// <summary>Whether a learner reads the same words, so that answers to both may be counted together.</summary>
    public bool HasSameWords(CheckQuestion other) =>
        Kind == other.Kind && Stem == other.Stem && Case == other.Case && Options.SequenceEqual(other.Options);

    /// <summary>Letters of options by their places in the bank, in order and without doubles.</summary>
    public static string Letters(IEnumerable<int> places) => string.Concat(places.Distinct().Order().Select(i => (char)('a' + i)));
}

public sealed record CheckOption
{
    public string Text { get; init; } = "";
    public bool Correct { get; init; }
}
