using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Platform.Jobs;
using Training.Tests.Hosting;
using Training.Tests.Platform.Jobs;

namespace Training.Tests.Modules.Operations;

public sealed class JobsPageTests
{
    private static Task<TestTenant> NewAsync(TestDatabase database) =>
        TestTenant.CreateAsync(database, content: false, own: TestApp.For(database, nameof(JobsPageTests)));

    [Theory, OnBothDatabases]
    public async Task The_administrator_sees_how_far_each_job_is(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        Assert.Contains("还没有任务", (await admin.PageAsync("console/jobs")).Body!.TextContent, StringComparison.Ordinal);

        await tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>().QueueAsync("trial", "0/3/a", 3, null, default));
        TrialJob.Plans[tenant.Tenant.Name] = (n, _, _) => n == 2 ? throw new InvalidOperationException("away") : Task.CompletedTask;
        await tenant.RunJobsAsync();
        var page = await admin.PageAsync("console/jobs");
        var row = page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("试验", StringComparison.Ordinal));
        Assert.Equal(("1", "3"), (row.QuerySelector("progress")!.GetAttribute("value"), row.QuerySelector("progress")!.GetAttribute("max")));
        Assert.Contains("稍后自动再试", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("3", page.QuerySelector("#jobs")!.GetAttribute("data-refresh"));
    }

    [Theory, OnBothDatabases]
    public async Task A_failed_job_is_started_again_with_a_button(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        await tenant.InScopeAsync(s => s.GetRequiredService<JobQueue>().QueueAsync("trial", "0/1/a", 1, null, default));
        TrialJob.Plans[tenant.Tenant.Name] = (_, _, _) => throw new InvalidOperationException("away");
        for (var i = 1; i <= JobRules.MaxAttempts; i++)
        {
            await tenant.RunJobsAsync();
            tenant.App.Clock.Advance(JobRules.WaitAfter(i));
        }
        TrialJob.Plans.TryRemove(tenant.Tenant.Name, out _);
        var page = await admin.PageAsync("console/jobs");
        Assert.Contains("没做成", page.Body!.TextContent, StringComparison.Ordinal);
        using var answer = await admin.SubmitAsync(page, "form[action*='handler=retry']");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await tenant.RunJobsAsync();
        Assert.DoesNotContain("没做成", (await admin.PageAsync("console/jobs")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_else_sees_the_jobs(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        foreach (var role in new[] { StaffRole.DistrictStaff, StaffRole.Trainer })
        {
            using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(role));
            using var answer = await client.GetAsync("console/jobs");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }
}
