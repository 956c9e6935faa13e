using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Settings;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Jobs;

/// <summary>Workers that die, hang or meet: a step is never done twice and never lost.</summary>
public sealed class KilledWorkerTests
{
    private static Task<TestTenant> NewAsync(TestDatabase database) =>
        TestTenant.CreateAsync(database, content: false, own: TestApp.For(database, nameof(KilledWorkerTests)));

    private static Task<string> QueueAsync(TestTenant tenant, int total, string mark = "a") =>
        tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>().QueueAsync("trial", $"0/{total}/{mark}", total, null, default));

    private static Task<Job> RowAsync(TestTenant tenant, string reference) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Job>().AsNoTracking().SingleAsync(j => j.Ref == reference));

    private static Task<List<string>> StepsAsync(TestTenant tenant) => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Setting>()
        .Where(x => x.Name.StartsWith("trial-")).Select(x => x.Name).Order().ToListAsync());

    [Theory, OnBothDatabases]
    public async Task A_worker_killed_within_a_step_is_followed_by_another_after_its_lease(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var job = await QueueAsync(tenant, 3);
        var inStep = new TaskCompletionSource<TenantDb>();
        TrialJob.Plans[tenant.Tenant.Name] = (n, _, db) => n == 2 && inStep.TrySetResult(db) ? Forever() : Task.CompletedTask;
        _ = tenant.RunJobsAsync();
        // The process dies in step 2: the database rolls its transaction back, and nobody writes anything more.
        var dead = await inStep.Task;
        await dead.Database.CurrentTransaction!.GetDbTransaction().RollbackAsync();
        Assert.Equal(["trial-1-a"], await StepsAsync(tenant));

        await tenant.RunJobsAsync();
        Assert.Equal(JobStatus.Running, (await RowAsync(tenant, job)).Status);
        tenant.App.Clock.Advance(JobRules.Lease);
        await tenant.RunJobsAsync();
        Assert.Equal(JobStatus.Done, (await RowAsync(tenant, job)).Status);
        Assert.Equal(["trial-1-a", "trial-2-a", "trial-3-a"], await StepsAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task A_worker_that_was_only_slow_finds_its_job_taken_and_stops(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var job = await QueueAsync(tenant, 4);
        var (afterStep, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        TrialJob.Plans[tenant.Tenant.Name] = (n, unit, _) => n != 2 || afterStep.Task.IsCompleted ? Task.CompletedTask
            : unit.AfterCommitAsync(() => { afterStep.SetResult(); return goOn.Task; });
        var slow = tenant.RunJobsAsync();
        await afterStep.Task;
        tenant.App.Clock.Advance(JobRules.Lease);
        Assert.True(await tenant.RunJobsAsync() >= 2);
        Assert.Equal(JobStatus.Done, (await RowAsync(tenant, job)).Status);
        goOn.SetResult();
        await slow;
        Assert.Equal(["trial-1-a", "trial-2-a", "trial-3-a", "trial-4-a"], await StepsAsync(tenant));
        Assert.Equal(2, (await RowAsync(tenant, job)).Claim);
    }

    [Theory, OnBothDatabases]
    public async Task Workers_at_the_same_moment_never_have_the_same_job(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        // What recurs.
        await tenant.RunJobsAsync();
        foreach (var mark in Enumerable.Range(10, 20)) await QueueAsync(tenant, 2, mark.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var steps = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(tenant.RunJobsAsync)));
        Assert.Equal(40, (await StepsAsync(tenant)).Count);
        // A step tried in vain would show in the sum.
        Assert.Equal(40, steps.Sum());
        Assert.All(await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Job>().ToListAsync()), j => Assert.Equal((JobStatus.Done, 1), (j.Status, j.Claim)));
    }

    [Theory, OnBothDatabases]
    public async Task A_step_that_takes_the_process_with_it_is_not_tried_for_ever(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var job = await QueueAsync(tenant, 1);
        for (var i = 0; i < JobRules.MaxAttempts; i++)
        {
            // Took the job and died: all that is left is the lease.
            var lease = tenant.App.Clock.UtcNow() + JobRules.Lease;
            await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Job>().Where(j => j.Ref == job).ExecuteUpdateAsync(u => u
                .SetProperty(j => j.Status, JobStatus.Running).SetProperty(j => j.Attempts, i).SetProperty(j => j.DueUtc, lease)));
            tenant.App.Clock.Advance(JobRules.Lease);
        }
        await tenant.RunJobsAsync();
        var stopped = await RowAsync(tenant, job);
        Assert.Equal(JobStatus.Failed, stopped.Status);
        Assert.Empty(await StepsAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task A_site_that_is_stopped_gives_the_job_back_at_once(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var job = await QueueAsync(tenant, 3);
        using var stopping = new CancellationTokenSource();
        TrialJob.Plans[tenant.Tenant.Name] = async (n, _, _) =>
        {
            if (n == 2) await stopping.CancelAsync();
            stopping.Token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            tenant.App.Services.GetRequiredService<JobRunner>().RunDueAsync(tenant.Tenant, stopping.Token));
        Assert.Equal((JobStatus.Queued, 0), ((await RowAsync(tenant, job)).Status, (await RowAsync(tenant, job)).Attempts));
        TrialJob.Plans.TryRemove(tenant.Tenant.Name, out _);
        await tenant.RunJobsAsync();
        Assert.Equal(3, (await StepsAsync(tenant)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task The_hosted_loop_starts_work_as_soon_as_it_is_committed(TestDatabase database)
    {
        var app = TestApp.For(database, "worker", ("Jobs:Enabled", "true"));
        await using var tenant = await TestTenant.CreateAsync(database, content: false, own: app);
        var ran = new TaskCompletionSource();
        TrialJob.Plans[tenant.Tenant.Name] = (_, unit, _) => unit.AfterCommitAsync(() => { ran.TrySetResult(); return Task.CompletedTask; });
        await QueueAsync(tenant, 1);
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private static Task Forever() => new TaskCompletionSource().Task;
}
