using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;

namespace Training.Platform.Jobs;

/// <summary>Each night: forgets jobs that were finished 90 days ago. The rows of recurring periods stay longer than any period.</summary>
internal sealed class TidyJobs(TenantDb db, TimeProvider clock) : IRecurringJob
{
    private static readonly TimeSpan PeriodsKept = TimeSpan.FromDays(800);

    public string Name => "jobs.tidy";
    public string Title => "清理旧任务记录";

    public string? PeriodOf(DateTime chinaNow) =>
        chinaNow.Hour < 3 ? null : DateOnly.FromDateTime(chinaNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var (jobs, periods) = (clock.UtcNow() - JobRules.Kept, clock.UtcNow() - PeriodsKept);
        var count = await db.Set<Job>().Where(j => j.FinishedUtc < jobs).ExecuteDeleteAsync(cancel);
        await db.Set<JobPeriod>().Where(p => p.QueuedUtc < periods).ExecuteDeleteAsync(cancel);
        return new("", count, count, true);
    }
}
