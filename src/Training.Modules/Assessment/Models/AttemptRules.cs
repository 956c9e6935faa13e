namespace Training.Modules.Assessment.Models;

/// <summary>What is known of an attempt for the rules.</summary>
public sealed record AttemptFacts(string Ref, DateTime? SubmittedUtc, bool Passed, int? Percent, bool TestOut = false);

/// <summary>Whether somebody may begin an attempt now, and what else to say.</summary>
/// <param name="OpenRef">An attempt that was begun and not submitted: it is resumed, on whatever device.</param>
/// <param name="NextAllowedUtc">Not before this moment; null = now.</param>
/// <param name="AskTrainer">Third failure or later: talk to the trainer. Nobody is locked out.</param>
public sealed record AttemptPermit(string? OpenRef, DateTime? NextAllowedUtc, bool AskTrainer);

/// <summary>Retakes (domain/roles.md §4): any number, 24 hours after a failed one (an exam says its own hours); after a pass at once.</summary>
public static class AttemptRules
{
    public static readonly TimeSpan Wait = TimeSpan.FromHours(24);
    public const int AskTrainerFrom = 3;

    /// <param name="attempts">All attempts of one person at one module or exam, in any order.</param>
    /// <param name="wait">After a failed attempt; null = <see cref="Wait"/>.</param>
    public static AttemptPermit Permit(IReadOnlyCollection<AttemptFacts> attempts, DateTime utcNow, TimeSpan? wait = null)
    {
        var open = attempts.FirstOrDefault(a => a.SubmittedUtc is null)?.Ref;
        var latest = attempts.Where(a => a.SubmittedUtc is not null).MaxBy(a => a.SubmittedUtc);
        var next = latest is { Passed: false } ? latest.SubmittedUtc + (wait ?? Wait) : null;
        return new(open, next > utcNow ? next : null, FailuresSincePass(attempts) >= AskTrainerFrom);
    }

    private static int FailuresSincePass(IReadOnlyCollection<AttemptFacts> attempts) => attempts
        .Where(a => a.SubmittedUtc is not null)
        .OrderByDescending(a => a.SubmittedUtc)
        .TakeWhile(a => !a.Passed)
        .Count();
}
