namespace Training.Modules.Assessment.Exams.Services;

public enum ExamEffectKind
{
    /// <summary>A certificate was issued with it.</summary>
    Issued,

    /// <summary>Everything is met; somebody approves.</summary>
    Waiting,

    /// <summary>It counts, and something else is missing.</summary>
    Missing,

    /// <summary>It was not passed, or no longer counts.</summary>
    NotCounted,
}

/// <summary>What an exam does for the certificate of one role.</summary>
/// <param name="Role">Chinese title of the role, a source string.</param>
/// <param name="Certificate">Number, where one was issued.</param>
/// <param name="Missing">Requirements that are still missing, in words, at most five; with where they are met, if there is a page.</param>
/// <param name="More">How many more are missing.</param>
public sealed record ExamEffect(ExamEffectKind Kind, string Role, string? Certificate, IReadOnlyList<(string Name, string? Url)> Missing, int More);

/// <summary>Answered by the module that knows the schemes.</summary>
public interface IExamEffects
{
    /// <returns>One line a role that is held today and asks for this exam; empty when none does.</returns>
    Task<IReadOnlyList<ExamEffect>> OfAsync(long personId, string examCode, DateOnly takenOn, CancellationToken cancel);
}
