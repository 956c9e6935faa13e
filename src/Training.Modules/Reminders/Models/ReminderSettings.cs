using Training.Platform.Notifications;

namespace Training.Modules.Reminders.Models;

/// <summary>When whom is reminded (defaults: domain/organisation.md §6).</summary>
public sealed record ReminderSettings
{
    public static readonly IReadOnlyList<int> DefaultDays = [90, 60, 30, 7];

    /// <summary>Days before the end that may be chosen.</summary>
    public const int MaxDays = 180, MaxStages = 6;

    public bool Enabled { get; init; } = true;

    /// <summary>So many days before the last valid day the person is told; descending.</summary>
    public IReadOnlyList<int> PersonDays { get; init; } = DefaultDays;

    /// <summary>So many days before the last valid day street and line find the person on their list; 0 = not.</summary>
    public int ListDays { get; init; } = 60;

    /// <summary>Street and line are told on the first day without a valid certificate.</summary>
    public bool TellOnExpiry { get; init; } = true;

    /// <summary>On which day of a new assignment, counted from 1, somebody without certificate is told; 0 = not.</summary>
    public int NewcomerDay { get; init; } = 60;

    /// <summary>Also by e-mail.</summary>
    public bool ByEmail { get; init; } = true;

    public QuietHours Quiet { get; init; } = new();

    /// <summary>Stages of the person's own certificate.</summary>
    public Stages Own => new(PersonDays);

    /// <summary>Stages of the lists for street and line.</summary>
    public Stages Lists => new([.. new[] { ListDays }.Where(d => d > 0), .. TellOnExpiry ? [Stages.Expired] : Array.Empty<int>()]);
}
