namespace Training.Modules.Roster.Models;

/// <summary>What is wrong with an entry, as a Chinese source string with its arguments, and where.</summary>
public sealed record RosterProblem(string Field, string Message, params object?[] Arguments);

/// <summary>How a change ended.</summary>
/// <param name="Overtaken">Somebody else changed the person after the form was opened: nothing was saved.</param>
/// <param name="Ref">Of what was made.</param>
/// <param name="Secret">A one-time password: shown once, kept nowhere.</param>
public sealed record RosterAnswer(IReadOnlyList<RosterProblem> Problems, bool Overtaken = false, string? Ref = null, string? Secret = null)
{
    public static readonly RosterAnswer NotFound = new([]) { IsMissing = true };

    /// <summary>There is no such thing within the scope.</summary>
    public bool IsMissing { get; private init; }

    public bool IsDone => Problems.Count == 0 && !Overtaken && !IsMissing;
}

/// <summary>Rolls a change back and carries the reason out.</summary>
internal sealed class RosterRefusal(params RosterProblem[] problems) : Exception
{
    public RosterProblem[] Problems { get; } = problems;
}
