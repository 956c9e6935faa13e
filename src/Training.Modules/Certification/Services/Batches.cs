using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Security;

namespace Training.Modules.Certification.Services;

/// <summary>The batches – 批量审核发证 and 提前开放换证 – that an officer ordered of late: the way back to the progress of one that was left.</summary>
public sealed class Batches(TenantDb db, JobQueue jobs, TimeProvider clock)
{
    public const int Days = 7, Listed = 5;

    private static readonly string[] Names = [BatchIssueJob.JobName, EarlyRenewalJob.JobName];

    public async Task<IReadOnlyList<JobView>> RecentAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        var (userId, since) = (user.UserId(), clock.UtcNow().AddDays(-Days));
        return userId is null ? [] : await db.Set<Job>().AsNoTracking()
            .Where(j => Names.Contains(j.Name) && j.ByUserId == userId && j.CreatedUtc >= since).OrderByDescending(j => j.Id).Take(Listed)
            .Select(j => new JobView(j.Ref, j.Name, j.Done, j.Total, j.Message, j.Status, j.CreatedUtc, j.FinishedUtc)).ToListAsync(cancel);
    }

    /// <summary>One of the account's own; null for everything else.</summary>
    public async Task<JobView?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel)
    {
        var userId = user.UserId();
        return await db.Set<Job>().AnyAsync(j => j.Ref == reference && Names.Contains(j.Name) && j.ByUserId == userId, cancel) ? await jobs.FindAsync(reference, cancel) : null;
    }

    /// <summary>A source string.</summary>
    public static string TitleOf(JobView job) => job.Name == EarlyRenewalJob.JobName ? "提前开放换证" : "批量审核发证";
}
