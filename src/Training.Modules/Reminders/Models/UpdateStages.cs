using Training.Modules.Certification.Models;

namespace Training.Modules.Reminders.Models;

/// <summary>When a forced update is told, days before its last day. A default of the product, and no rule of a policy.</summary>
public static class UpdateStages
{
    /// <summary>Before this many days nobody but the holder is told.</summary>
    public const int ListDays = 30;

    /// <summary>At once when it is announced, however long the time is.</summary>
    public const int Announced = ForcedUpdate.DaysMax;

    /// <summary>The holder: at the announcement, before the last day, and on the day of the suspension.</summary>
    public static Stages Own { get; } = new([Announced, 30, 14, 7, 1, Stages.Expired]);

    /// <summary>Street and line, as far as the district has lists sent at all.</summary>
    public static Stages Lists(ReminderSettings settings) =>
        new([.. settings.ListDays > 0 ? [ListDays] : Array.Empty<int>(), .. settings.TellOnExpiry ? [Stages.Expired] : Array.Empty<int>()]);
}
