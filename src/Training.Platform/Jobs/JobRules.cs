namespace Training.Platform.Jobs;

/// <summary>Limits of jobs, and how long to wait before trying again.</summary>
public static class JobRules
{
    public const int MaxState = 4000, MaxMessage = 400;

    /// <summary>A step that fails so often stops the job.</summary>
    public const int MaxAttempts = 5;

    /// <summary>
    /// How long a worker has a job without a word. A step holds a transaction (on SQLite: keeps every writer of the tenant
    /// waiting), so it is to take a second or two; the lease is long enough for one that was unlucky.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long one job may hold a worker before another one has its turn.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    /// <summary>Finished jobs are listed for so long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Of all runs of a recurring job: one at a time.</summary>
    internal static string RecurringKey(string name) => "recurring:" + name;

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20)];

    /// <param name="attempts">Failed tries so far, from 1.</param>
    public static TimeSpan WaitAfter(int attempts) => Waits[Math.Clamp(attempts - 1, 0, Waits.Length - 1)];
}
