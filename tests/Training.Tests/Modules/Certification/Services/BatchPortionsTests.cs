using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>A batch of more than one portion; its clock is moved.</summary>
public sealed class BatchPortionsTests
{
    private const int People = 230;

    [Theory, OnBothDatabases]
    public async Task A_batch_that_stopped_between_two_portions_goes_on_without_gaps_or_doubles(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(BatchPortionsTests)));
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        var waiting = await tenant.AddWaitingAsync(People);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var ordered = await officer.SubmitAsync(await officer.PageAsync("console/certificates"), "form.approve-all");
        var progress = ordered.Headers.Location!.OriginalString;

        // A number of the second portion is taken: the first is committed, the second comes to nothing.
        var taken = await TakeNumberAsync(tenant, 150);
        await tenant.RunJobsAsync();
        Assert.Equal(Numbers(100).Append($"310105-TE-{tenant.Today.Year}-000150"), (await tenant.CertificatesAsync()).Select(c => c.Number));
        var (status, state) = await JobAsync(tenant);
        Assert.Equal(JobStatus.Queued, status);
        Assert.Contains("\"Issued\":100", state, StringComparison.Ordinal);
        var list = (await officer.PageAsync("console/certificates")).QuerySelector("#batches")!;
        Assert.Contains("100 / 230", list.TextContent, StringComparison.Ordinal);
        Assert.Equal(progress, list.QuerySelector("a")!.GetAttribute("href"));

        await FreeNumberAsync(tenant, taken);
        tenant.App.Clock.Advance(JobRules.WaitAfter(1));
        await tenant.RunJobsAsync();
        var issued = await tenant.CertificatesAsync();
        Assert.Equal(Numbers(People), issued.Select(c => c.Number));
        Assert.Equal(waiting.Order(), issued.Select(c => c.PersonId).Order());
        Assert.Equal(JobStatus.Done, (await JobAsync(tenant)).Status);
        Assert.Contains("已发 230 张", (await officer.PageAsync(progress)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<IssueRequest>().CountAsync()));
        Assert.Contains("230 / 230", (await officer.PageAsync("console/certificates")).QuerySelector("#batches")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_list_of_batches_is_the_officers_own_and_of_the_last_days(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(BatchPortionsTests)));
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        await tenant.AddWaitingAsync(1);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Null((await officer.PageAsync("console/certificates")).QuerySelector("#batches"));
        using (await officer.SubmitAsync(await officer.PageAsync("console/certificates"), "form.approve-all")) { }
        Assert.Contains("0 / 1", (await officer.PageAsync("console/certificates")).QuerySelector("#batches")!.TextContent, StringComparison.Ordinal);
        using var other = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        Assert.Null((await other.PageAsync("console/certificates")).QuerySelector("#batches"));
        var before = tenant.App.Clock.UtcNow().AddDays(-Batches.Days - 1);
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Job>().ExecuteUpdateAsync(u => u.SetProperty(j => j.CreatedUtc, before)));
        Assert.Null((await officer.PageAsync("console/certificates")).QuerySelector("#batches"));
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(1, count).Select(n => $"310105-TE-2026-{n:D6}");

    private static Task<(JobStatus Status, string State)> JobAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var job = await s.GetRequiredService<TenantDb>().Set<Job>().AsNoTracking().SingleAsync(j => j.Name == BatchIssueJob.JobName);
        return (job.Status, job.State);
    });

    private static async Task<long> TakeNumberAsync(TestTenant tenant, int number)
    {
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector);
        return await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var scheme = await db.Set<CertificationScheme>().FirstAsync(x => x.Role == TrainingRole.ChildDirector);
            var row = Crowd.Certificate(tenant, await db.Set<Person>().SingleAsync(p => p.Id == person.Id), scheme.Id, TrainingRole.ChildDirector, number);
            db.Add(row);
            await db.SaveChangesAsync();
            return row.Id;
        });
    }

    private static async Task FreeNumberAsync(TestTenant tenant, long id)
    {
        await tenant.UnguardAsync("certificates");
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Certificate>().Where(c => c.Id == id).ExecuteDeleteAsync());
    }
}
