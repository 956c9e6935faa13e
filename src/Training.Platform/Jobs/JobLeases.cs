using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;

namespace Training.Platform.Jobs;

/// <summary>Taking, renewing and giving back of jobs: every write names the taking's number and does nothing for an old one.</summary>
internal sealed class JobLeases(TenantDb db, JobTable table, TimeProvider clock)
{
    /// <summary>How many due jobs are looked at in one go; others wait for the next look.</summary>
    private const int LookAt = 10;

    private DbSet<Job> Jobs => db.Set<Job>();

    public async Task<Taken?> TakeAsync(string owner, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var names = table.Names.ToList();
        var due = await Jobs.AsNoTracking().Where(j => j.DueUtc <= now && names.Contains(j.Name)).OrderBy(j => j.DueUtc).ThenBy(j => j.Id).Take(LookAt)
            .Select(j => new { j.Id, j.Ref, j.Name, j.Claim, j.Status, j.Attempts }).ToListAsync(cancel);
        foreach (var job in due)
        {
            // Still running and due: its worker died in the middle of a step, which counts as a try, else a step that
            // takes the process with it would be tried for ever.
            var died = job.Status == JobStatus.Running;
            if (died && job.Attempts + 1 >= JobRules.MaxAttempts)
            {
                await StopAsync(Open(job.Id, job.Claim).Where(j => j.DueUtc <= now), JobWords.Died, cancel);
                continue;
            }
            var until = now + JobRules.Lease;
            var mine = await Open(job.Id, job.Claim).Where(j => j.DueUtc <= now).ExecuteUpdateAsync(s => s
                .SetProperty(j => j.Status, JobStatus.Running).SetProperty(j => j.Claim, job.Claim + 1).SetProperty(j => j.Owner, owner)
                .SetProperty(j => j.DueUtc, until).SetProperty(j => j.Attempts, job.Attempts + (died ? 1 : 0)), cancel);
            if (mine == 1) return new(job.Id, job.Ref, job.Name, job.Claim + 1);
        }
        return null;
    }

    /// <returns>State for the next step; null when somebody else has the job by now.</returns>
    public async Task<string?> RenewAsync(Taken job, CancellationToken cancel)
    {
        var until = clock.UtcNow() + JobRules.Lease;
        return await Open(job.Id, job.Claim).ExecuteUpdateAsync(s => s.SetProperty(j => j.DueUtc, until), cancel) == 1
            ? await Jobs.Where(j => j.Id == job.Id).Select(j => j.State).SingleAsync(cancel)
            : null;
    }

    public async Task ProgressAsync(Taken job, JobStep step, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var message = Cut(step.Message);
        if (step.IsFinished)
            await Open(job.Id, job.Claim).ExecuteUpdateAsync(s => s
                .SetProperty(j => j.State, step.State).SetProperty(j => j.Done, step.Done).SetProperty(j => j.Total, step.Total)
                .SetProperty(j => j.Message, message).SetProperty(j => j.Status, JobStatus.Done).SetProperty(j => j.Attempts, 0)
                .SetProperty(j => j.OpenKey, (string?)null).SetProperty(j => j.DueUtc, (DateTime?)null).SetProperty(j => j.FinishedUtc, now), cancel);
        else
            await Open(job.Id, job.Claim).ExecuteUpdateAsync(s => s
                .SetProperty(j => j.State, step.State).SetProperty(j => j.Done, step.Done).SetProperty(j => j.Total, step.Total)
                .SetProperty(j => j.Message, message).SetProperty(j => j.Attempts, 0), cancel);
        if (!step.IsFinished && step.NotBeforeUtc is { } later)
            await Open(job.Id, job.Claim).ExecuteUpdateAsync(s => s.SetProperty(j => j.Status, JobStatus.Queued).SetProperty(j => j.DueUtc, later), cancel);
    }

    /// <summary>Gives the job back between two steps.</summary>
    public async Task ReleaseAsync(Taken job, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await Open(job.Id, job.Claim).ExecuteUpdateAsync(s => s.SetProperty(j => j.Status, JobStatus.Queued).SetProperty(j => j.DueUtc, now), cancel);
    }

    /// <summary>The step was rolled back: try it again later, or stop.</summary>
    public async Task FailAsync(Taken job, Exception error, CancellationToken cancel)
    {
        var attempts = await Open(job.Id, job.Claim).Select(j => (int?)j.Attempts).FirstOrDefaultAsync(cancel) + 1;
        if (attempts is not { } tried) return;
        if (tried >= JobRules.MaxAttempts)
        {
            await StopAsync(Open(job.Id, job.Claim), JobWords.Stopped(error), cancel);
            return;
        }
        var next = clock.UtcNow() + JobRules.WaitAfter(tried);
        var message = JobWords.Again(tried);
        await Open(job.Id, job.Claim).ExecuteUpdateAsync(s => s
            .SetProperty(j => j.Status, JobStatus.Queued).SetProperty(j => j.Attempts, tried).SetProperty(j => j.DueUtc, next)
            .SetProperty(j => j.Message, message), cancel);
    }

    private async Task StopAsync(IQueryable<Job> job, string message, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await job.ExecuteUpdateAsync(s => s
            .SetProperty(j => j.Status, JobStatus.Failed).SetProperty(j => j.Attempts, JobRules.MaxAttempts).SetProperty(j => j.Message, message)
            .SetProperty(j => j.OpenKey, (string?)null).SetProperty(j => j.DueUtc, (DateTime?)null).SetProperty(j => j.FinishedUtc, now), cancel);
    }

    private IQueryable<Job> Open(long id, int claim) => Jobs.Where(j => j.Id == id && j.Claim == claim && j.FinishedUtc == null);

    private static string? Cut(string? message) => message?.Length > JobRules.MaxMessage ? message[..JobRules.MaxMessage] : message;
}
