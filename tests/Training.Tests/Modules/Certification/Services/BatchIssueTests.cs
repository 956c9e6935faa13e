using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;

namespace Training.Tests.Modules.Certification.Services;

public sealed class BatchIssueTests
{
    private const string AllForm = "form.approve-all";

    [Theory, OnBothDatabases]
    public async Task All_who_wait_are_issued_to_in_one_go_without_gaps_or_doubles(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await WaitingAsync(tenant, 30);
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        using var client = await tenant.SignedInAsync(officer);
        using var ordered = await client.SubmitAsync(await client.PageAsync("console/certificates"), AllForm);
        var progress = ordered.Headers.Location!.OriginalString;
        Assert.Contains("/console/certificates/batch/", progress, StringComparison.Ordinal);
        await tenant.App.Services.GetRequiredService<JobRunner>().RunDueAsync(tenant.Tenant, CancellationToken.None);

        Assert.Contains("已发 30 张", (await client.PageAsync(progress)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 30).Select(n => $"310105-TE-{tenant.Today.Year}-{n:D6}"), (await tenant.CertificatesAsync()).Select(c => c.Number));
        Assert.Equal(30, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredNotice>().CountAsync(n => n.Key.StartsWith("certificate-approved:"))));
        Assert.Null((await client.PageAsync("console/certificates")).QuerySelector(AllForm));
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(a => a.Category == "Certificate" && a.Name == "Issued").ToListAsync());
        Assert.Equal(30, trail.Count);
        Assert.All(trail, t => Assert.Equal(officer.UserId, t.UserId));

        using var other = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(progress)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_step_done_again_after_a_crash_issues_nothing_twice(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await WaitingAsync(tenant, 5);
        var state = await StateAsync(tenant, await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        // The first one is rolled back, as if the worker had died before its commit.
        await Assert.ThrowsAsync<TimeoutException>(() => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await Job(s).StepAsync(state, CancellationToken.None);
            throw new TimeoutException();
        }, CancellationToken.None)));
        Assert.Empty(await tenant.CertificatesAsync());
        for (var i = 0; i < 2; i++)
            Assert.True((await tenant.InScopeAsync(s => Job(s).StepAsync(state, CancellationToken.None))).IsFinished);
        Assert.Equal(Enumerable.Range(1, 5), (await tenant.CertificatesAsync()).Select(c => int.Parse(c.Number[^6..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_approved_by_hand_meanwhile_and_a_batch_share_the_numbers(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = await WaitingAsync(tenant, 12);
        var state = await StateAsync(tenant, await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        await Task.WhenAll(
            Task.Run(() => tenant.InScopeAsync(s => Job(s).StepAsync(state, CancellationToken.None))),
            Task.Run(() => tenant.InScopeAsync(s => s.GetRequiredService<Evaluation>().ApproveAsync(people[3].Id, TrainingRole.Teacher, tenant.Today, refusalSeen: false, CancellationToken.None))),
            Task.Run(() => tenant.InScopeAsync(s => s.GetRequiredService<Evaluation>().ApproveAsync(people[9].Id, TrainingRole.Teacher, tenant.Today, refusalSeen: false, CancellationToken.None))));
        var certificates = await tenant.CertificatesAsync();
        Assert.Equal(12, certificates.Select(c => c.PersonId).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"310105-TE-{tenant.Today.Year}-{n:D6}"), certificates.Select(c => c.Number));
    }

    [Theory, OnBothDatabases]
    public async Task Only_the_scope_the_filter_and_what_was_on_the_list_count(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await WaitingAsync(tenant, 3);
        var elsewhere = await tenant.AddPersonAsync(TrainingRole.Teacher, street: tenant.XinhualuId);
        await tenant.RecordAllAsync(elsewhere.Id, Ledger.Teacher);
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        var state = await StateAsync(tenant, officer, street: tenant.XinhualuId);
        var late = await tenant.AddPersonAsync(TrainingRole.Teacher, street: tenant.XinhualuId);
        await tenant.RecordAllAsync(late.Id, Ledger.Teacher);
        await tenant.InScopeAsync(s => Job(s).StepAsync(state, CancellationToken.None));
        Assert.Equal(elsewhere.Id, Assert.Single(await tenant.CertificatesAsync()).PersonId);
        var line = await StateAsync(tenant, await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        await tenant.InScopeAsync(s => Job(s).StepAsync(line, CancellationToken.None));
        Assert.Single(await tenant.CertificatesAsync());
    }

    [Theory, OnBothDatabases]
    public async Task An_officer_who_lost_the_right_meanwhile_stops_the_batch(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await WaitingAsync(tenant, 2);
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        var state = await StateAsync(tenant, officer);
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StaffGrant>().Where(g => g.PersonId == officer.Id).ExecuteDeleteAsync());
        var step = await tenant.InScopeAsync(s => Job(s).StepAsync(state, CancellationToken.None));
        Assert.True(step.IsFinished);
        Assert.Contains("没有发证权限", step.Message, StringComparison.Ordinal);
        Assert.Empty(await tenant.CertificatesAsync());
    }

    [Theory, OnBothDatabases]
    public async Task What_was_refused_or_is_another_completion_by_now_is_left_to_a_person(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = await WaitingAsync(tenant, 3);
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        // As a portion reads them, before it waits for its turn.
        var lines = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<IssueRequest>().AsNoTracking().OrderBy(r => r.Id).ToListAsync());
        Assert.Null(await tenant.InScopeAsync(async s => await s.GetRequiredService<Refusals>().RefuseAsync(await s.PrincipalAsync(officer),
            (await s.GetRequiredService<PeopleDirectory>().FindAsync(people[0].Id, default))!, TrainingRole.Teacher, tenant.Today, "实操记录对不上", default)));
        lines = lines.ConvertAll(l => l.PersonId != people[1].Id ? l : new IssueRequest
        {
            PersonId = l.PersonId, Role = l.Role, CompletedOn = l.CompletedOn.AddDays(-1), WaitsThrough = l.WaitsThrough, RecordedUtc = l.RecordedUtc,
        });
        var issued = await tenant.InScopeAsync(s => s.GetRequiredService<BatchIssuing>().ApproveAsync(lines, (officer.UserId, officer.Name), default));
        Assert.Equal(people[2].Id, Assert.Single(issued).PersonId);
        Assert.Single(await tenant.CertificatesAsync());
        // Both still wait, the one with the refusal of a colleague.
        Assert.Equal(people.Take(2).Select(p => p.Id).Order(), (await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<IssueRequest>().Select(r => r.PersonId).ToListAsync())).Order());
    }

    private static IJob Job(IServiceProvider services) => services.GetServices<IJob>().Single(j => j.Name == BatchIssueJob.JobName);

    private static async Task<List<TestPerson>> WaitingAsync(TestTenant tenant, int count)
    {
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        var people = new List<TestPerson>();
        for (var i = 0; i < count; i++)
        {
            people.Add(await tenant.AddPersonAsync(TrainingRole.Teacher));
            await tenant.RecordAllAsync(people[i].Id, Ledger.Teacher);
        }
        return people;
    }

    private static Task<string> StateAsync(TestTenant tenant, TestPerson officer, int? street = null) => tenant.InScopeAsync(async s =>
    {
        var (count, upTo) = (await s.GetRequiredService<TenantDb>().Set<IssueRequest>().CountAsync(), await s.GetRequiredService<TenantDb>().Set<IssueRequest>().MaxAsync(r => (long?)r.Id) ?? 0);
        return new BatchIssueState(officer.UserId, null, street, upTo, count).ToJson();
    });
}
