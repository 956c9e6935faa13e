namespace Training.Modules.Practice.Models;

/// <summary>What is known of a run for the rules.</summary>
public sealed record RunFacts(string Ref, DateTime? FinishedUtc, bool Passed, int? Percent);

/// <summary>Whether somebody may begin a run now.</summary>
/// <param name="OpenRef">A run that was begun and not finished: it is resumed.</param>
/// <param name="NextAllowedUtc">Not before this moment; null = now.</param>
public sealed record RunPermit(string? OpenRef, DateTime? NextAllowedUtc);

/// <summary>Retries (domain/scenarios.md §0): 24 hours after a run that was not passed; a passed scenario may be practiced at any time.</summary>
public static class RunRules
{
    public static readonly TimeSpan Wait = TimeSpan.FromHours(24);

    /// <param name="runs">All runs of one person at one scenario, in any order.</param>
    public static RunPermit Permit(IReadOnlyCollection<RunFacts> runs, DateTime utcNow)
    {
        var open = runs.FirstOrDefault(r => r.FinishedUtc is null)?.Ref;
        var latest = runs.Where(r => r.FinishedUtc is not null).MaxBy(r => r.FinishedUtc);
        var next = latest is { Passed: false } ? latest.FinishedUtc + Wait : null;
        return new(open, next > utcNow ? next : null);
    }
}
