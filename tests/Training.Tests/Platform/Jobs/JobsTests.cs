using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Settings;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Jobs;

public sealed class JobsTests
{
    private static TestApp App(TestDatabase database) => TestApp.For(database, nameof(JobsTests));

    private static Task<TestTenant> NewAsync(TestDatabase database) => TestTenant.CreateAsync(database, content: false, own: App(database));

    private static Task<string> QueueAsync(TestTenant tenant, int total, string mark = "a", string? key = null) =>
        tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>().QueueAsync("trial", $"0/{total}/{mark}", total, key, default));

    private static Task<JobView> FindAsync(TestTenant tenant, string reference) =>
        tenant.InScopeAsync(async s => (await s.GetRequiredService<JobQueue>().FindAsync(reference, default))!);

    private static Task<int> RowsAsync(TestTenant tenant) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Setting>().CountAsync(x => x.Name.StartsWith("trial-")));

    [Theory, OnBothDatabases]
    public async Task A_job_runs_step_by_step_to_its_end(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        // What recurs.
        await tenant.RunJobsAsync();
        var job = await QueueAsync(tenant, 3);
        Assert.Equal(JobStatus.Queued, (await FindAsync(tenant, job)).Status);
        Assert.Equal(3, await tenant.RunJobsAsync());
        var done = await FindAsync(tenant, job);
        Assert.Equal((JobStatus.Done, 3, 3, "第 3 步"), (done.Status, done.Done, done.Total, done.Message));
        Assert.NotNull(done.FinishedUtc);
        Assert.Equal(3, await RowsAsync(tenant));
        Assert.Equal(0, await tenant.RunJobsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_long_step_tells_how_far_it_is_before_it_is_over(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await tenant.RunJobsAsync();
        var job = await QueueAsync(tenant, 2);
        var progress = tenant.App.Services.GetRequiredService<StepProgress>();
        var seen = new List<(int, int?)>();
        TrialJob.Plans[tenant.Tenant.Name] = async (n, _, _) =>
        {
            if (n == 2) return;
            progress.Report((300, 900));
            // Somebody else looks, while the step's own transaction is open.
            var view = await FindAsync(tenant, job);
            seen.Add((view.Done, view.Total));
            seen.Add(await tenant.InScopeAsync(async s => (await s.GetRequiredService<JobQueue>().RecentAsync(0, 1, default))[0] is var newest ? (newest.Done, newest.Total) : default));
        };
        Assert.Equal(2, await tenant.RunJobsAsync());
        Assert.Equal([(300, 900), (300, 900)], seen);
        // What the step stored goes for what it told, and outside of a step nothing is told.
        progress.Report((1, 2));
        Assert.Null(progress.Of(job));
        Assert.Equal((2, 2), (await FindAsync(tenant, job)) is var done ? (done.Done, done.Total ?? 0) : default);
    }

    [Theory, OnBothDatabases]
    public async Task Work_of_a_change_that_is_rolled_back_never_starts(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await s.GetRequiredService<JobQueue>().QueueAsync("trial", "0/1/a", 1, null, default);
            throw new InvalidOperationException("the change failed");
        }, default)));
        await tenant.RunJobsAsync();
        Assert.Equal(0, await RowsAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task A_second_job_of_the_same_key_is_not_added_while_one_is_unfinished(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var first = await QueueAsync(tenant, 1, key: "import:1");
        Assert.Equal(first, await QueueAsync(tenant, 1, "b", "import:1"));
        Assert.NotEqual(first, await QueueAsync(tenant, 1, "c", "import:2"));
        await tenant.RunJobsAsync();
        Assert.NotEqual(first, await QueueAsync(tenant, 1, "d", "import:1"));
    }

    [Theory, OnBothDatabases]
    public async Task A_failed_step_is_rolled_back_tried_again_later_and_does_nothing_twice(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var job = await QueueAsync(tenant, 3);
        var failures = 0;
        TrialJob.Plans[tenant.Tenant.Name] = (n, _, _) => n == 2 && failures++ < 2 ? throw new InvalidOperationException("away") : Task.CompletedTask;
        await tenant.RunJobsAsync();
        var waiting = await FindAsync(tenant, job);
        Assert.Equal((JobStatus.Queued, 1), (waiting.Status, waiting.Done));
        Assert.Contains("已试 1 次", waiting.Message, StringComparison.Ordinal);
        Assert.Equal(1, await RowsAsync(tenant));
        Assert.Equal(0, await tenant.RunJobsAsync());

        tenant.App.Clock.Advance(JobRules.WaitAfter(1));
        await tenant.RunJobsAsync();
        Assert.Equal(1, await RowsAsync(tenant));
        tenant.App.Clock.Advance(JobRules.WaitAfter(2));
        await tenant.RunJobsAsync();
        Assert.Equal(JobStatus.Done, (await FindAsync(tenant, job)).Status);
        Assert.Equal(3, await RowsAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task After_five_tries_a_job_stops_and_a_person_may_start_it_again_where_it_stopped(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var job = await QueueAsync(tenant, 3, key: "once");
        TrialJob.Plans[tenant.Tenant.Name] = (n, _, _) => n == 3 ? throw new TimeoutException() : Task.CompletedTask;
        for (var i = 1; i <= JobRules.MaxAttempts; i++)
        {
            Assert.Equal(JobStatus.Queued, (await FindAsync(tenant, job)).Status);
            await tenant.RunJobsAsync();
            tenant.App.Clock.Advance(JobRules.WaitAfter(i));
        }
        var failed = await FindAsync(tenant, job);
        Assert.Equal((JobStatus.Failed, 2), (failed.Status, failed.Done));
        Assert.Contains("TimeoutException", failed.Message, StringComparison.Ordinal);
        Assert.NotNull(failed.FinishedUtc);

        TrialJob.Plans.TryRemove(tenant.Tenant.Name, out _);
        Assert.True(await tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>().RetryAsync(job, default)));
        await tenant.RunJobsAsync();
        Assert.Equal(JobStatus.Done, (await FindAsync(tenant, job)).Status);
        Assert.Equal(3, await RowsAsync(tenant));
        Assert.False(await tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>().RetryAsync(job, default)));
    }

    [Theory, OnBothDatabases]
    public async Task A_recurring_job_runs_once_in_each_period_and_makes_good_a_missed_night(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var today = tenant.Today;
        TrialNight.Ran[tenant.Tenant.Name] = [];
        await tenant.RunJobsAsync();
        await tenant.RunJobsAsync();
        Assert.Equal([today], TrialNight.Ran[tenant.Tenant.Name]);
        // The site was down for three nights and comes up in the afternoon.
        tenant.App.Clock.Advance(TimeSpan.FromDays(3));
        await tenant.RunJobsAsync();
        await tenant.RunJobsAsync();
        Assert.Equal([today, today.AddDays(3)], TrialNight.Ran[tenant.Tenant.Name]);
    }

    [Theory, OnBothDatabases]
    public async Task Another_process_does_not_run_the_period_again(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        TrialNight.Ran[tenant.Tenant.Name] = [];
        await tenant.RunJobsAsync();
        // A process that has seen nothing yet.
        var other = ActivatorUtilities.CreateInstance<SeenPeriods>(tenant.App.Services);
        await tenant.InScopeAsync(s => ActivatorUtilities.CreateInstance<JobCalendar>(s, other).QueueDueAsync(default));
        await tenant.RunJobsAsync();
        Assert.Single(TrialNight.Ran[tenant.Tenant.Name]);
    }

    [Theory, OnBothDatabases]
    public async Task An_idle_tenant_costs_one_query(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        TrialNight.Ran[tenant.Tenant.Name] = [];
        await tenant.RunJobsAsync();
        var queries = QueryCounter.Start();
        Assert.Equal(0, await tenant.RunJobsAsync());
        Assert.Equal(1, queries());
    }

    [Theory, OnBothDatabases]
    public async Task A_job_that_this_program_does_not_know_is_left_for_others(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var job = await tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>().QueueAsync("tomorrow.job", "", null, null, default));
        await tenant.RunJobsAsync();
        Assert.Equal(JobStatus.Queued, (await FindAsync(tenant, job)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Old_finished_jobs_are_forgotten(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var job = await QueueAsync(tenant, 1);
        await tenant.RunJobsAsync();
        tenant.App.Clock.Advance(JobRules.Kept + TimeSpan.FromDays(1));
        await tenant.RunJobsAsync();
        Assert.Null(await tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>().FindAsync(job, default)));
    }
}
