namespace Training.Platform.Notifications;

/// <summary>Limits of sending, and how long to wait before trying again.</summary>
public static class DeliveryRules
{
    /// <summary>Claimed and sent over one connection.</summary>
    public const int AtOnce = 20;

    public const int MaxError = 200;

    /// <summary>A mail that failed so often is given up; the waits between add up to 22 hours, longer than a mail server is usually away.</summary>
    public const int MaxAttempts = 8;

    /// <summary>A claim older than this was left behind by a worker that died.</summary>
    public static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(15);

    /// <summary>Notices and what became of them are kept for so long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <param name="attempts">Failed tries so far, from 1.</param>
    public static TimeSpan WaitAfter(int attempts) => Waits[Math.Clamp(attempts - 1, 0, Waits.Length - 1)];
}
