using Training.Platform.Data;

namespace Training.Modules.Assessment.Models;

/// <summary>Where a person stands with the knowledge check of one module, or with one exam.</summary>
public sealed record CheckStatus
{
    public bool Passed { get; init; }

    /// <summary>Best percent of all submitted attempts, 0–100.</summary>
    public int? BestPercent { get; init; }

    /// <summary>Day (China) of the latest passed attempt.</summary>
    public DateOnly? PassedOn { get; init; }

    /// <summary>Submitted attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>After a failed attempt, while waiting; else null.</summary>
    public DateTime? NextAllowedUtc { get; init; }

    /// <summary>先测后免 may begin now, as far as the attempts go; whether the module allows it is not asked here.</summary>
    public bool MayTestOut { get; init; } = true;

    /// <summary>Attempt that was begun and not submitted.</summary>
    public string? OpenAttemptRef { get; init; }

    /// <param name="attempts">At least one.</param>
    /// <param name="wait">After a failed attempt.</param>
    public static CheckStatus Of(IReadOnlyCollection<AttemptFacts> attempts, DateTime utcNow, TimeSpan wait)
    {
        var permit = AttemptRules.Permit(attempts, utcNow, wait);
        return new()
        {
            Passed = attempts.Any(a => a.Passed),
            BestPercent = attempts.Max(a => a.Percent),
            PassedOn = attempts.Where(a => a.Passed).Max(a => a.SubmittedUtc) is { } utc ? ChinaTime.DayOf(utc) : null,
            Attempts = attempts.Count(a => a.SubmittedUtc is not null),
            NextAllowedUtc = permit.NextAllowedUtc,
            OpenAttemptRef = permit.OpenRef,
        };
    }
}
