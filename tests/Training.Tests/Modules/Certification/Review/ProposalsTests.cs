using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Review;

public sealed class ProposalsTests
{
    [Theory, OnBothDatabases]
    public async Task Nothing_happens_before_a_second_person_confirms(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (one, other) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        Assert.Null(await tenant.ProposeAsync(one, number, CertificateEventKind.Suspended, code: ReasonCode.UnderInvestigation));
        Assert.Empty((await HistoryAsync(tenant, number)).Events);
        Assert.Empty(await tenant.NoticesAsync(holder));

        Assert.Contains("两个账号", await tenant.DecideAsync(one, number), StringComparison.Ordinal);
        Assert.Empty((await HistoryAsync(tenant, number)).Events);

        Assert.Null(await tenant.DecideAsync(other, number));
        var e = Assert.Single((await HistoryAsync(tenant, number)).Events);
        Assert.Equal((CertificateEventKind.Suspended, ReasonCode.UnderInvestigation, other.UserId), (e.Kind, e.Code!.Value, e.ByUserId!.Value));
        var notice = Assert.Single(await tenant.NoticesAsync(holder));
        Assert.Contains("申诉", notice.Body, StringComparison.Ordinal);
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(a => a.Subject == number).Select(a => a.Name).ToListAsync());
        Assert.Contains("SuspendedProposed", trail);
        Assert.Contains("Suspended", trail);
    }

    [Theory, OnBothDatabases]
    public async Task The_database_itself_refuses_one_person_in_both_parts(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var one = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        Assert.Null(await tenant.ProposeAsync(one, number, CertificateEventKind.Revoked));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateProposal>()
            .ExecuteUpdateAsync(u => u.SetProperty(p => p.DecidedByUserId, one.UserId))));
    }

    [Theory, OnBothDatabases]
    public async Task Of_many_who_confirm_at_once_one_does(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        Assert.Null(await tenant.ProposeAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff), number, CertificateEventKind.Suspended));
        var officers = new List<TestPerson>();
        for (var i = 0; i < 6; i++) officers.Add(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var open = await tenant.InScopeAsync(async s => await s.GetRequiredService<Proposals>().ListAsync(Training.Modules.People.Services.AssignmentScope.Of(await s.PrincipalAsync(officers[0])), default));
        var answers = await Task.WhenAll(officers.Select(o => Task.Run(() => tenant.InScopeAsync(async s =>
            await s.GetRequiredService<Proposals>().DecideAsync(await s.PrincipalAsync(o), open.First[0], ProposalDecision.Confirmed, "", default)))));
        Assert.Single(answers, a => a is null);
        Assert.Single((await HistoryAsync(tenant, number)).Events);
    }

    [Theory, OnBothDatabases]
    public async Task One_certificate_has_one_open_proposal(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var officers = new List<TestPerson>();
        for (var i = 0; i < 5; i++) officers.Add(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var answers = await Task.WhenAll(officers.Select(o => Task.Run(() => tenant.ProposeAsync(o, number, CertificateEventKind.Suspended))));
        Assert.Single(answers, a => a is null);
        Assert.All(answers.Where(a => a is not null), a => Assert.Contains("等复核", a, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_sent_back_changes_nothing_and_says_why(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (one, other) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Null(await tenant.ProposeAsync(one, number, CertificateEventKind.Revoked));
        Assert.Contains("写明原因", await tenant.DecideAsync(other, number, ProposalDecision.Rejected, ""), StringComparison.Ordinal);
        Assert.Null(await tenant.DecideAsync(other, number, ProposalDecision.Rejected, "证据不够，请补材料"));
        Assert.Empty((await HistoryAsync(tenant, number)).Events);
        Assert.Empty(await tenant.NoticesAsync(holder));
        Assert.Null(await tenant.ProposeAsync(one, number, CertificateEventKind.Revoked));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_acts_on_their_own_certificate(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var officer = await tenant.AddPersonAsync(TrainingRole.Teacher, grants: new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff });
        await Services.Ledger.RecordAllAsync(tenant, officer.Id, Services.Ledger.Teacher);
        var number = (await Services.Ledger.CertificatesAsync(tenant)).Single(c => c.PersonId == officer.Id).Number;
        Assert.Contains("自己的证书", await tenant.ProposeAsync(officer, number, CertificateEventKind.Suspended), StringComparison.Ordinal);
        Assert.Null(await tenant.ProposeAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff), number, CertificateEventKind.Suspended));
        Assert.Contains("自己的证书", await tenant.DecideAsync(officer, number), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_reason_must_fit_what_is_done(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var one = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        Assert.Contains("列表", await tenant.ProposeAsync(one, number, CertificateEventKind.Revoked, code: ReasonCode.Retrained), StringComparison.Ordinal);
        Assert.Contains("列表", await tenant.ProposeAsync(one, number, CertificateEventKind.Revoked, code: ReasonCode.AppealUpheld), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_takes_effect_later_is_announced_and_told_again_on_its_day(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        await tenant.ActAsync(number, CertificateEventKind.Suspended, on: tenant.Today.AddDays(3));
        Assert.Single(await tenant.NoticesAsync(holder), n => n.Title.Contains('将'));
        await RunAsync(tenant);
        Assert.Single(await tenant.NoticesAsync(holder));
        // As if the day had come: moving the shared clock would disturb the tests beside this one.
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateProposal>().ExecuteUpdateAsync(u => u.SetProperty(p => p.EffectiveOn, tenant.Today)));
        await RunAsync(tenant);
        await RunAsync(tenant);
        Assert.Equal(2, (await tenant.NoticesAsync(holder)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_suspension_goes_on_with_the_next_certificate_until_somebody_lifts_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(ProposalsTests)));
        var (holder, first, next) = await tenant.RenewedAsync();
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        var (_, confirmed) = await tenant.ActAsync(first.Number, CertificateEventKind.Suspended);
        var (one, two) = (Assert.Single(await DecidedAsync(tenant, first)), Assert.Single(await DecidedAsync(tenant, next)));
        Assert.Equal((CertificateEventKind.Suspended, tenant.Today, confirmed.UserId), (two.Kind, two.EffectiveOn, two.ByUserId!.Value));
        Assert.Equal((one.Kind, one.EffectiveOn, one.Reason, one.Code, one.ProposalId, one.ByUserId), (two.Kind, two.EffectiveOn, two.Reason, two.Code, two.ProposalId, two.ByUserId));
        // Told once, and of both.
        var told = Assert.Single(await tenant.NoticesAsync(holder), n => n.Title == "你的证书已暂停");
        Assert.Contains($"证书 {next.Number} 一并暂停", told.Body, StringComparison.Ordinal);
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(a => a.Name == "Suspended").ToDictionaryAsync(a => a.Subject, a => a.Summary));
        Assert.Contains(next.Number, trail[first.Number], StringComparison.Ordinal);
        Assert.Contains(first.Number, trail[next.Number], StringComparison.Ordinal);
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);

        tenant.App.Clock.Advance(TimeSpan.FromDays(next.ValidFrom.DayNumber - tenant.Today.DayNumber));
        Assert.Equal([StandingState.Suspended], await ForcedUpdateTests.StatesAsync(tenant, holder.Id, tenant.Today));
        using (var visitor = tenant.Visitor()) Assert.NotNull((await visitor.PageAsync("verify/" + next.Number)).QuerySelector(".verdict.revoked"));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);

        await tenant.ActAsync(first.Number, CertificateEventKind.Reinstated);
        Assert.Equal(CertificateState.Valid, (await HistoryAsync(tenant, next.Number)).At(tenant.Today));
        Assert.Equal([StandingState.Certified], await ForcedUpdateTests.StatesAsync(tenant, holder.Id, tenant.Today));
        Assert.Single(await tenant.NoticesAsync(holder), n => n.Title == "你的证书已恢复");
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task A_revocation_goes_on_too_and_everything_is_to_be_shown_again_from_its_day(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(ProposalsTests)));
        var (holder, first, next) = await tenant.RenewedAsync();
        tenant.App.Clock.Advance(TimeSpan.FromDays(9));
        // What was done to the next one alone stays, and is overtaken from its own day on.
        await tenant.ActAsync(next.Number, CertificateEventKind.Suspended);
        await tenant.ActAsync(first.Number, CertificateEventKind.Revoked, on: first.IssuedOn);
        Assert.Equal([CertificateEventKind.Suspended, CertificateEventKind.Revoked], (await DecidedAsync(tenant, next)).Select(e => e.Kind));
        Assert.Equal(tenant.Today, (await DecidedAsync(tenant, next))[^1].EffectiveOn);
        Assert.Equal([StandingState.Revoked], await ForcedUpdateTests.StatesAsync(tenant, holder.Id, next.ValidFrom));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        // Shown again, it waits for a person.
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        await tenant.RecordAllAsync(holder.Id, Ledger.Director);
        Assert.Equal(2, (await tenant.CertificatesAsync()).Count);
        Assert.Equal([StandingState.AwaitingApproval], await ForcedUpdateTests.StatesAsync(tenant, holder.Id, tenant.Today));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    /// <summary>What was done to what it is worth.</summary>
    private static async Task<List<CertificateEvent>> DecidedAsync(TestTenant tenant, Certificate certificate) =>
        [.. (await HistoryAsync(tenant, certificate.Number)).Events.Where(e => e.Kind.Decides())];

    private static Task RunAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var job = s.GetServices<IJob>().OfType<IRecurringJob>().Single(j => j.Name == "certificates.effect-notices");
        Assert.True((await job.StepAsync("", CancellationToken.None)).IsFinished);
    });

    private static Task<CertificateHistory> HistoryAsync(TestTenant tenant, string number) => tenant.InScopeAsync(s => s.HistoryAsync(number));
}
