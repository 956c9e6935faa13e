using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Modules.Roster.Merging;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;
using static Training.Tests.Modules.Roster.UnitMergingTests;

namespace Training.Tests.Modules.Roster;

/// <summary>A merge of many people, by a job: told how far it is, seen by nobody before it is whole.</summary>
public sealed class MergeJobTests
{
    [Theory, OnBothDatabases]
    public async Task A_merge_that_fails_on_its_way_changes_nothing_and_is_done_whole_when_tried_again(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var order = new MergeOrder(["310105001"], "310105004", null, null, Day);
        var before = await CountsAsync(tenant, [.. Before, .. After]);
        // It fails after the posts were moved, and again in the middle of what follows from them.
        foreach (var last in new[] { 1, 2 })
        {
            var told = 0;
            await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>()
                .ApplyAsync(order, null, null, None, new Telling(_ => ++told == last ? throw new InvalidOperationException("the power went") : Task.CompletedTask))));
            Assert.Equal(before, await CountsAsync(tenant, [.. Before, .. After]));
            Assert.False(await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().AnyAsync(u => u.EndedOn != null)));
        }
        // The job tells meanwhile how far it is, and what anybody else sees is what was.
        var (plan, seen) = ((await tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().PlanAsync(order, None))).Plan!, new List<(int Done, int Total)>());
        var answer = await tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().ApplyAsync(order, plan.Fingerprint, null, None, new Telling(async at =>
        {
            seen.Add(at);
            Assert.Equal(before, await CountsAsync(tenant, [.. Before, .. After]));
        })));
        Assert.True(answer.IsDone);
        Assert.Equal([(plan.People / 2, plan.People), (plan.People, plan.People)], seen);
        var after = await CountsAsync(tenant, After);
        foreach (var day in After) Assert.All(Cells(after, day, tenant.HuayangluId), c => Assert.Equal(0, c.Value));
        Assert.Equal(0, (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None))).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task Many_people_are_merged_by_a_job(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var order = new MergeOrder(["310105001"], "310105004", null, null, Day);
        var plan = (await tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().PlanAsync(order, None))).Plan!;
        await tenant.RunJobsAsync();
        var job = await tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>()
            .QueueAsync(MergeUnitsJob.JobName, JsonSerializer.Serialize(new MergeUnitsJob.State(order, plan.Fingerprint, 0, "试用")), plan.People, null, None));
        await tenant.RunJobsAsync();
        var done = (await tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>().FindAsync(job, None)))!;
        Assert.Equal((JobStatus.Done, plan.People, plan.People), (done.Status, done.Done, done.Total));
        Assert.Contains($"已合并，{plan.People} 人接到新单位", done.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None))).Differences);
    }

    /// <summary>Does something at each report, and the merge waits for it.</summary>
    private sealed class Telling(Func<(int Done, int Total), Task> tell) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => Task.Run(() => tell(value)).GetAwaiter().GetResult();
    }
}
