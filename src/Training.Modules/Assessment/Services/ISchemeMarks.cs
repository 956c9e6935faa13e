namespace Training.Modules.Assessment.Services;

/// <summary>A certification scheme that asks for a higher score in a module than its knowledge check does.</summary>
/// <param name="Role">Chinese title of the role, a source string.</param>
/// <param name="Percent">Score from which the module counts for it, 1–100.</param>
public sealed record SchemeMark(string Role, int Percent);

/// <summary>Answered by the module that knows the schemes.</summary>
public interface ISchemeMarks
{
    /// <summary>
    /// The marks that the module has still to reach for the roles that are held today, above what was scored now. Empty where an
    /// earlier attempt reached them, and where an attempt of that day does not count for the role.
    /// </summary>
    /// <param name="percent">Score of the attempt, 0–100.</param>
    /// <param name="takenOn">Day of the attempt (China).</param>
    Task<IReadOnlyList<SchemeMark>> AboveAsync(long personId, string moduleCode, int percent, DateOnly takenOn, CancellationToken cancel);
}
