using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Platform.Jobs;

/// <summary>How a job stands.</summary>
/// <param name="Done">Pieces done, of <paramref name="Total"/>; null = not known.</param>
/// <param name="Message">Result or remark in Chinese.</param>
public sealed record JobView(string Ref, string Name, int Done, int? Total, string? Message, JobStatus Status, DateTime CreatedUtc, DateTime? FinishedUtc)
{
    public bool IsOpen => Status is JobStatus.Queued or JobStatus.Running;
}

/// <summary>Takes work for later, in the caller's transaction: work of a change that is rolled back never starts.</summary>
public sealed class JobQueue(TenantDb db, UnitOfWork unit, TimeProvider clock, CurrentTenant tenant, JobSignal signal, StepProgress progress, IHttpContextAccessor http)
{
    /// <param name="name"><see cref="IJob.Name"/>.</param>
    /// <param name="state">What the first step is handed; at most 4,000 characters.</param>
    /// <param name="total">Pieces, if known.</param>
    /// <param name="key">
    /// While a job of this key is unfinished no other one is added. That one may be in its last step and not see what the
    /// caller is about to commit: a job that sweeps up what others leave is queued after their commit.
    /// </param>
    /// <returns>Ref of the new job, or of the unfinished one of the same key.</returns>
    public async Task<string> QueueAsync(string name, string state, int? total, string? key, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(state.Length, JobRules.MaxState);
        var (reference, now, user) = (Ids.New(), clock.UtcNow(), http.HttpContext?.User.UserId());
        // Both databases know this form: the second of two at the same moment waits for the first and then adds nothing,
        // where a failed insert would end the caller's transaction on PostgreSQL.
        var added = await db.Database.ExecuteSqlAsync($"""
            INSERT INTO jobs (ref, name, state, done, total, status, open_key, due_utc, claim, attempts, by_user_id, created_utc)
            VALUES ({reference}, {name}, {state}, 0, {total}, {nameof(JobStatus.Queued)}, {key}, {now}, 0, 0, {user}, {now})
            ON CONFLICT (open_key) DO NOTHING
            """, cancel);
        if (added == 0) reference = await JoinAsync(key!, now, cancel);
        var here = tenant.Required;
        await unit.AfterCommitAsync(() => { signal.Wake(here); return Task.CompletedTask; });
        return reference;
    }

    private async Task<string> JoinAsync(string key, DateTime now, CancellationToken cancel)
    {
        // One that only waits (not after a failure) looks at once.
        await db.Set<Job>().Where(j => j.OpenKey == key && j.Status == JobStatus.Queued && j.DueUtc > now && j.Attempts == 0)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.DueUtc, now), cancel);
        return await db.Set<Job>().Where(j => j.OpenKey == key).Select(j => j.Ref).FirstAsync(cancel);
    }

    public async Task<JobView?> FindAsync(string reference, CancellationToken cancel) =>
        await Views(db.Set<Job>().Where(j => j.Ref == reference)).FirstOrDefaultAsync(cancel) is { } found ? Now(found) : null;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<JobView>> RecentAsync(int skip, int take, CancellationToken cancel) =>
        (await Views(db.Set<Job>().OrderByDescending(j => j.Id).Skip(skip).Take(take)).ToListAsync(cancel)).ConvertAll(Now);

    /// <summary>The newest of one kind.</summary>
    public async Task<JobView?> LatestAsync(string name, CancellationToken cancel) =>
        await Views(db.Set<Job>().Where(j => j.Name == name).OrderByDescending(j => j.Id)).FirstOrDefaultAsync(cancel) is { } found ? Now(found) : null;

    /// <summary>Starts a recurring job now, whatever its period; joins the run that is under way.</summary>
    public Task<string> QueueRecurringAsync(string name, CancellationToken cancel) => QueueAsync(name, "", null, JobRules.RecurringKey(name), cancel);

    /// <summary>Starts a failed job again where it stopped.</summary>
    /// <returns>False when it has not failed, or another one of its kind does its work by now.</returns>
    public Task<bool> RetryAsync(string reference, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var (now, here) = (clock.UtcNow(), tenant.Required);
        var again = await db.Set<Job>().Where(j => j.Ref == reference && j.Status == JobStatus.Failed).ExecuteUpdateAsync(s => s
            .SetProperty(j => j.Status, JobStatus.Queued).SetProperty(j => j.DueUtc, now).SetProperty(j => j.Attempts, 0)
            .SetProperty(j => j.FinishedUtc, (DateTime?)null).SetProperty(j => j.Message, (string?)null), cancel);
        if (again == 1) await unit.AfterCommitAsync(() => { signal.Wake(here); return Task.CompletedTask; });
        return again == 1;
    }, cancel);

    /// <summary>With what a step that is under way has told.</summary>
    private JobView Now(JobView job) => job.IsOpen && progress.Of(job.Ref) is { } at ? job with { Done = at.Done, Total = at.Total } : job;

    private static IQueryable<JobView> Views(IQueryable<Job> jobs) => jobs.AsNoTracking()
        .Select(j => new JobView(j.Ref, j.Name, j.Done, j.Total, j.Message, j.Status, j.CreatedUtc, j.FinishedUtc));
}
