namespace Training.Platform.Jobs;

/// <summary>
/// A job that is due once in each period. Whether it is due is computed from the last period that ran, not from a moment that
/// may be missed: a night that was missed is made good the next time the site is up.
/// </summary>
public interface IRecurringJob : IJob
{
    /// <summary>Key of the period in which a moment lies, e.g. "2026-11-23"; null while nothing is due, e.g. before two o'clock.</summary>
    /// <param name="chinaNow">Wall clock in China.</param>
    string? PeriodOf(DateTime chinaNow);
}
