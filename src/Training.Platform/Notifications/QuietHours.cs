using Training.Platform.Data;

namespace Training.Platform.Notifications;

/// <summary>Hours of the day in China in which nobody is told what can wait for the morning, over midnight as a rule; equal hours = never quiet.</summary>
public sealed record QuietHours
{
    /// <summary>Full hour, 0–23: quiet from then on.</summary>
    public int From { get; init; } = 20;

    /// <summary>Full hour, 0–23: no longer quiet from then on.</summary>
    public int To { get; init; } = 8;

    public bool At(DateTime chinaNow) => From <= To
        ? chinaNow.Hour >= From && chinaNow.Hour < To
        : chinaNow.Hour >= From || chinaNow.Hour < To;

    /// <summary>When it may be said; null = now.</summary>
    public DateTime? EndUtc(DateTime utc)
    {
        var now = ChinaTime.Local(utc);
        if (!At(now)) return null;
        var end = now.Date.AddHours(To);
        return ChinaTime.StartUtc(DateOnly.FromDateTime(end <= now ? end.AddDays(1) : end)).AddHours(To);
    }
}
