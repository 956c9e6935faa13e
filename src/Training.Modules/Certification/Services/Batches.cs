using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Security;

namespace Training.Modules.Certification.Services;

/// <summary>The batches that an officer ordered of late: the way back to the progress of one that was left.</summary>
public sealed class Batches(TenantDb db, TimeProvider clock)
{
    public const int Days = 7, Listed = 5;

    public async Task<IReadOnlyList<JobView>> RecentAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        var (userId, since) = (user.UserId(), clock.UtcNow().AddDays(-Days));
        return userId is null ? [] : await db.Set<Job>().AsNoTracking()
            .Where(j => j.Name == BatchIssueJob.JobName && j.ByUserId == userId && j.CreatedUtc >= since).OrderByDescending(j => j.Id).Take(Listed)
            .Select(j => new JobView(j.Ref, j.Name, j.Done, j.Total, j.Message, j.Status, j.CreatedUtc, j.FinishedUtc)).ToListAsync(cancel);
    }
}
