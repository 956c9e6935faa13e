using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Models;
using Training.Tests.Modules.Certification.Review;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>With approval by a person: what becomes due because a day came is on the list of that day, though no job ran.</summary>
public sealed class WaitsByDayTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task Somebody_whose_post_was_entered_ahead_waits_from_its_first_day_on(TestDatabase database)
    {
        await using var tenant = await ApprovingAsync(database);
        var person = await tenant.AddPersonAsync(role: null);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-50));
        await tenant.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TenantDb>();
            db.Add(new RoleAssignment
            {
                PersonId = person.Id, Role = TrainingRole.Teacher, Line = Line.Education, SubDistrictId = tenant.HuayangluId,
                Start = tenant.Today.AddDays(2), RecordedUtc = tenant.App.Clock.UtcNow(),
            });
            await db.SaveChangesAsync();
            await services.GetRequiredService<Events>().RaiseAsync(new AssignmentsChanged(person.Id), None);
        });
        Assert.Empty(await WaitingAsync(tenant));
        tenant.App.Clock.Advance(TimeSpan.FromDays(2));
        var line = Assert.Single(await WaitingAsync(tenant));
        Assert.Equal(person.Ref, line.PersonRef);
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        Assert.NotNull(await ApproveAsync(tenant, person, line.CompletedOn));
        Assert.Empty(await WaitingAsync(tenant));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_satisfies_a_version_that_begins_tomorrow_waits_from_tomorrow_on(TestDatabase database)
    {
        await using var tenant = await ApprovingAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAsync(person.Id, "O02", tenant.Today.AddDays(-9));
        await PublishAsync(tenant, tenant.Today.AddDays(1), "O02");
        await tenant.RunJobsAsync();
        Assert.Empty(await WaitingAsync(tenant));
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        Assert.NotNull(await RefuseAsync(tenant, officer, person, tenant.Today.AddDays(1)));
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((person.Ref, tenant.Today), Assert.Single(await WaitingAsync(tenant)) is var w ? (w.PersonRef, w.CompletedOn) : default);
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        Assert.Null(await RefuseAsync(tenant, officer, person, tenant.Today));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_too_old_to_be_issued_is_off_the_list_on_that_day(TestDatabase database)
    {
        await using var tenant = await ApprovingAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today);
        var completed = tenant.Today;
        var last = Validity.OfMonths(36).Through(completed);
        tenant.App.Clock.Advance(TimeSpan.FromDays(last.DayNumber - tenant.Today.DayNumber));
        Assert.Single(await WaitingAsync(tenant));
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await WaitingAsync(tenant));
        Assert.NotNull(await RefuseAsync(tenant, await tenant.AddStaffAsync(StaffRole.DistrictStaff), person, completed));
        Assert.Null(await ApproveAsync(tenant, person, completed));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task A_line_or_a_pack_that_somebody_changed_is_an_alarm_to_the_district_once_and_is_mended(TestDatabase database)
    {
        await using var tenant = await ApprovingAsync(database);
        var (admin, line) = (await tenant.AddStaffAsync(StaffRole.SiteAdmin), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        for (var night = 0; night < 2; night++)
        {
            await tenant.InScopeAsync(async s =>
            {
                var db = s.GetRequiredService<TenantDb>();
                await db.Set<IssueRequest>().ExecuteDeleteAsync();
                await db.Set<ProofPack>().Where(p => p.PersonId == person.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.Bytes, new byte[] { 1, 2 }));
            });
            var report = await NightlyCheckTests.CheckAsync(tenant, complains: true);
            Assert.Equal(2, report.Differences);
            Assert.Contains("that wait", report.Lines, StringComparison.Ordinal);
            Assert.Contains("pack", report.Lines, StringComparison.Ordinal);
            Assert.Single(await WaitingAsync(tenant));
            Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        }
        var notice = Assert.Single(await NoticesAsync(tenant, admin));
        Assert.Contains("2 处", notice, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Name, notice, StringComparison.Ordinal);
        Assert.Empty(await NoticesAsync(tenant, line));
    }

    [Theory, OnBothDatabases]
    public async Task A_version_that_was_withdrawn_before_it_began_leaves_nobody_waiting(TestDatabase database)
    {
        await using var tenant = await ApprovingAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        await tenant.RecordAsync(person.Id, "O02", tenant.Today.AddDays(-9));
        var version = await PublishAsync(tenant, tenant.Today.AddDays(1), "O02");
        await tenant.RunJobsAsync();
        Assert.Null(await WithdrawAsync(tenant, officer, version));
        await tenant.RunJobsAsync();
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await WaitingAsync(tenant));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        // One that has begun stays.
        var next = await PublishAsync(tenant, tenant.Today.AddDays(1), "O02");
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("已经施行", await WithdrawAsync(tenant, officer, next), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task With_a_revocation_the_list_changes_at_once(TestDatabase database)
    {
        await using var tenant = await ApprovingAsync(database);
        var renewing = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(renewing.Id, Ledger.Teacher);
        var certificate = (await ApproveAsync(tenant, renewing, tenant.Today))!;
        tenant.App.Clock.Advance(TimeSpan.FromDays(certificate.ValidThrough.DayNumber - tenant.Today.DayNumber - 35));
        await tenant.RecordAllAsync(renewing.Id, Ledger.Teacher);
        // What renews a certificate is nothing without it.
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(renewing.Ref, Assert.Single(await WaitingAsync(tenant)).PersonRef);
        await tenant.ActAsync(certificate.Number, CertificateEventKind.Revoked);
        Assert.Empty(await WaitingAsync(tenant));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);

        // What was shown beside a valid certificate completes the role after a revocation of a day before.
        var again = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(again.Id, Ledger.Teacher);
        var other = (await ApproveAsync(tenant, again, tenant.Today))!;
        tenant.App.Clock.Advance(TimeSpan.FromDays(30));
        await tenant.RecordAllAsync(again.Id, Ledger.Teacher);
        Assert.Empty(await WaitingAsync(tenant));
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        await tenant.ActAsync(other.Number, CertificateEventKind.Revoked, on: tenant.Today.AddDays(-9));
        Assert.Equal(again.Ref, Assert.Single(await WaitingAsync(tenant)).PersonRef);
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    private static async Task<TestTenant> ApprovingAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(WaitsByDayTests)));
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        return tenant;
    }

    private static Task<IReadOnlyList<WaitingPerson>> WaitingAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
        (await s.GetRequiredService<IssueRequests>().ListAsync(AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff }]), new(), None)).First);

    private static Task<Certificate?> ApproveAsync(TestTenant tenant, TestPerson person, DateOnly completedOn) => tenant.InScopeAsync(async s =>
        (await s.GetRequiredService<Evaluation>().ApproveAsync(person.Id, TrainingRole.Teacher, completedOn, refusalSeen: false, None)).Issued);

    private static Task<string?> RefuseAsync(TestTenant tenant, TestPerson officer, TestPerson person, DateOnly completedOn) => tenant.InScopeAsync(async s =>
        await s.GetRequiredService<Refusals>().RefuseAsync(await s.PrincipalAsync(officer), (await s.GetRequiredService<PeopleDirectory>().FindAsync(person.Id, None))!, TrainingRole.Teacher,
            completedOn, "实操记录对不上", None));

    private static Task<int> PublishAsync(TestTenant tenant, DateOnly from, params string[] modules) => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
    {
        var added = await s.GetRequiredService<SchemeVersions>().AddAsync(TrainingRole.Teacher, "新方案",
            new() { Requirements = Sample.All(modules), Hours = 1.5m }, from, SchemeVersions.ByHand + "X", 1, None);
        await s.GetRequiredService<TenantDb>().SaveChangesAsync();
        return added!.Version;
    }, None));

    private static Task<string?> WithdrawAsync(TestTenant tenant, TestPerson officer, int version) => tenant.InScopeAsync(async s =>
        await s.GetRequiredService<VersionWithdrawal>().WithdrawAsync(TrainingRole.Teacher, version, "及格分写错了", await s.PrincipalAsync(officer), None));

    private static Task<List<string>> NoticesAsync(TestTenant tenant, TestPerson person) => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>()
        .Set<Training.Platform.Notifications.StoredNotice>().Where(n => n.UserId == person.UserId && n.Key.StartsWith("certification-check")).Select(n => n.Body).ToListAsync());
}
