using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

public sealed class ConsoleCertificatesTests
{
    private const string ActForm = "form.act", DecideForm = "form.decide", AnswerForm = "form.answer", ApproveForm = "table form", Together = "[data-list=together]";

    [Theory, OnBothDatabases]
    public async Task Two_officers_suspend_reinstate_and_revoke_and_leave_a_trail(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (one, other) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var first = await tenant.SignedInAsync(one);
        using var second = await tenant.SignedInAsync(other);
        foreach (var what in new[] { "Suspended.UnderInvestigation", "Reinstated.Cleared", "Revoked.FalseRecords" })
        {
            using var proposed = await first.SubmitAsync(await first.PageAsync("console/certificates?number=" + number), ActForm,
                ("what", what), ("effectiveOn", tenant.Today.ToString("yyyy-MM-dd")), ("reason", "按规定处理，已核实"));
            Assert.Equal(HttpStatusCode.Redirect, proposed.StatusCode);
            Assert.Null((await first.PageAsync("console/certificates")).QuerySelector(DecideForm));
            using var decided = await second.SubmitAsync(await second.PageAsync("console/certificates"), DecideForm, ("decision", "Confirmed"), ("note", ""));
            Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        }
        var (events, trail) = await tenant.InScopeAsync(async s => (
            await s.GetRequiredService<TenantDb>().Set<CertificateEvent>().OrderBy(e => e.Id).ToListAsync(),
            await s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(e => e.Subject == number && e.Name != "Issued").OrderBy(e => e.Id).ToListAsync()));
        Assert.Equal([CertificateEventKind.Suspended, CertificateEventKind.Reinstated, CertificateEventKind.Revoked], events.Select(e => e.Kind));
        Assert.All(events, e => Assert.Equal(other.UserId, e.ByUserId));
        Assert.Equal(["SuspendedProposed", "Suspended", "ReinstatedProposed", "Reinstated", "RevokedProposed", "Revoked"], trail.Select(t => t.Name));
        Assert.Equal([one.UserId, other.UserId], trail.Take(2).Select(t => t.UserId!.Value));
        Assert.Null((await first.PageAsync("console/certificates?number=" + number)).QuerySelector(ActForm));
    }

    [Theory, OnBothDatabases]
    public async Task Both_officers_read_that_the_next_certificate_is_concerned(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, first, next) = await tenant.RenewedAsync();
        using var proposer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var decider = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await proposer.PageAsync("console/certificates?number=" + first.Number);
        Assert.Contains($"暂停时，下一张证书 {next.Number}", page.QuerySelector(Together)!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"撤销时，下一张证书 {next.Number}", page.QuerySelector(Together)!.TextContent, StringComparison.Ordinal);
        Assert.Null((await proposer.PageAsync("console/certificates?number=" + next.Number)).QuerySelector(Together));

        using (await proposer.SubmitAsync(page, ActForm, ("what", "Suspended.UnderInvestigation"), ("effectiveOn", tenant.Today.ToString("yyyy-MM-dd")), ("reason", "反映的情况要核实"))) { }
        var open = await decider.PageAsync("console/certificates");
        Assert.Contains($"暂停时，下一张证书 {next.Number}", open.QuerySelector(".case-facts")!.TextContent, StringComparison.Ordinal);
        using (await decider.SubmitAsync(open, DecideForm, ("decision", "Confirmed"), ("note", ""))) { }
        Assert.Contains($"恢复时，同一次处理的证书 {next.Number}", (await proposer.PageAsync("console/certificates?number=" + first.Number)).QuerySelector(Together)!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"恢复时，同一次处理的证书 {first.Number}", (await proposer.PageAsync("console/certificates?number=" + next.Number)).QuerySelector(Together)!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_keeps_what_was_typed_and_says_what_to_do()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var (_, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        var page = await client.PageAsync("console/certificates?number=" + number);
        using var response = await client.SubmitAsync(page, ActForm, ("what", "Suspended.Other"), ("effectiveOn", tenant.Today.AddYears(-5).ToString("yyyy-MM-dd")), ("reason", "理由写好了"));
        var again = await response.DocumentAsync();
        Assert.Contains("生效日不能早于发证日期", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("理由写好了", again.QuerySelector(ActForm + " textarea")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task An_appeal_is_answered_on_the_page_by_somebody_who_took_no_part(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (one, _) = await tenant.ActAsync(number, CertificateEventKind.Suspended);
        using (var client = await tenant.SignedInAsync(holder))
        using (await client.SubmitAsync(await client.PageAsync("certificates/" + number), "details.appeal form", ("appealText", "那天我在医院，有出勤记录，请核对。"))) { }
        using (var involved = await tenant.SignedInAsync(one)) Assert.Null((await involved.PageAsync("console/certificates")).QuerySelector(AnswerForm));
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        using var refused = await officer.SubmitAsync(await officer.PageAsync("console/certificates"), AnswerForm, ("note", "核实无误"));
        Assert.Contains("请选择申诉是否成立", (await refused.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using var done = await officer.SubmitAsync(await officer.PageAsync("console/certificates"), AnswerForm, ("upheld", "true"), ("note", "出勤记录属实"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(CertificateState.Valid, (await tenant.InScopeAsync(s => s.HistoryAsync(number))).At(tenant.Today));
        using var stranger = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        Assert.DoesNotContain(number, (await stranger.PageAsync("console/certificates")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_waits_is_approved_within_scope_only(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher);
        using var other = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.WomensFederation));
        Assert.Null((await other.PageAsync("console/certificates")).QuerySelector(ApproveForm));
        var volunteer = await tenant.AddPersonAsync(TrainingRole.NeighborMother);
        await tenant.RecordAllAsync(volunteer.Id, Ledger.Director);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        var page = await officer.PageAsync("console/certificates");
        // A form of one's own scope, filled with somebody of another, opens no door.
        using var foreign = await other.SubmitAsync(await other.PageAsync("console/certificates"), ApproveForm, ("person", teacher.Ref), ("role", "Teacher"));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Empty(await tenant.CertificatesAsync());
        using var approved = await officer.SubmitAsync(page, ApproveForm);
        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        Assert.Single(await tenant.CertificatesAsync());
        Assert.Null((await officer.PageAsync("console/certificates")).QuerySelector(ApproveForm));
    }

    [Fact]
    public async Task A_certificate_out_of_scope_is_not_found()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var (_, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        Assert.Null((await client.PageAsync("console/certificates?number=" + number)).QuerySelector(ActForm));
    }

    [Fact]
    public async Task Learners_and_street_staff_may_not_enter()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        foreach (var person in new[] { await tenant.AddPersonAsync(), await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId) })
        {
            using var client = await tenant.SignedInAsync(person);
            using var response = await client.GetAsync("console/certificates");
            Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
