using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Review;

public sealed class AppealsTests
{
    private const string Text = "那天我在医院，有出勤记录，请核对。";

    [Theory, OnBothDatabases]
    public async Task An_upheld_appeal_reinstates_from_the_first_day(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant, tenant.Today.AddDays(-30));
        var (one, other) = await tenant.ActAsync(number, CertificateEventKind.Revoked);
        await AppealAsync(tenant, holder, number);
        var appeal = Assert.Single(await AppealsAsync(tenant));
        Assert.Equal(WorkingDays.After(tenant.Today, 15), appeal.DueOn);

        foreach (var involved in new[] { one, other })
            Assert.Contains("参与过", await AnswerAsync(tenant, involved, true), StringComparison.Ordinal);
        Assert.Null(await AnswerAsync(tenant, await tenant.AddStaffAsync(StaffRole.DistrictStaff), true));

        var history = await tenant.InScopeAsync(s => s.HistoryAsync(number));
        Assert.Equal(CertificateState.Valid, history.At(tenant.Today));
        Assert.Equal((CertificateEventKind.Reinstated, ReasonCode.AppealUpheld), (history.Events[^1].Kind, history.Events[^1].Code!.Value));
        Assert.Contains(await tenant.NoticesAsync(holder), n => n.Title == "申诉成立");
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(a => a.Subject == number).Select(a => a.Name).ToListAsync());
        Assert.Superset(new HashSet<string> { "Appealed", "AppealUpheld", "Reinstated" }, trail.ToHashSet());
    }

    [Theory, OnBothDatabases]
    public async Task A_dismissed_appeal_changes_nothing_and_is_answered(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        await tenant.ActAsync(number, CertificateEventKind.Suspended);
        await AppealAsync(tenant, holder, number);
        Assert.Null(await AnswerAsync(tenant, await tenant.AddStaffAsync(StaffRole.DistrictStaff), false));
        Assert.Equal(CertificateState.Suspended, (await tenant.InScopeAsync(s => s.HistoryAsync(number))).At(tenant.Today));
        using var client = await tenant.SignedInAsync(holder);
        var page = await client.PageAsync("certificates/" + number);
        Assert.Contains("核实过出勤记录", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("details.appeal"));
    }

    [Theory, OnBothDatabases]
    public async Task Each_event_is_appealed_once_and_by_the_holder_only(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        await tenant.ActAsync(number, CertificateEventKind.Suspended);
        using var client = await tenant.SignedInAsync(holder);
        var page = await client.PageAsync("certificates/" + number);
        using var tooShort = await client.SubmitAsync(page, "details.appeal form", ("appealText", "不对"));
        Assert.Contains("10 到 1000 个字", (await tooShort.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        foreach (var _ in new[] { 1, 2 })
            using (await client.SubmitAsync(page, "details.appeal form", ("appealText", Text))) { }
        Assert.Single(await AppealsAsync(tenant));

        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Null((await officer.PageAsync("certificates/" + number)).QuerySelector("details.appeal"));
        using var foreign = await officer.SubmitAsync(await officer.PageAsync("console/certificates?number=" + number), "form.act", ("handler", "x"));
        Assert.Single(await AppealsAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task The_database_itself_refuses_an_answer_by_one_of_the_two(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (one, _) = await tenant.ActAsync(number, CertificateEventKind.Suspended);
        await AppealAsync(tenant, holder, number);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateAppeal>()
            .ExecuteUpdateAsync(u => u.SetProperty(a => a.AnsweredByUserId, one.UserId))));
    }

    [Theory, OnBothDatabases]
    public async Task An_appeal_against_what_was_overtaken_leaves_the_later_action(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        await tenant.ActAsync(number, CertificateEventKind.Suspended);
        await AppealAsync(tenant, holder, number);
        await tenant.ActAsync(number, CertificateEventKind.Revoked);
        Assert.Null(await AnswerAsync(tenant, await tenant.AddStaffAsync(StaffRole.DistrictStaff), true));
        Assert.Equal(CertificateState.Revoked, (await tenant.InScopeAsync(s => s.HistoryAsync(number))).At(tenant.Today));
    }

    [Theory, OnBothDatabases]
    public async Task What_was_done_to_two_certificates_at_once_is_appealed_against_once_and_lifted_from_both(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, first, next) = await tenant.RenewedAsync();
        var (one, _) = await tenant.ActAsync(first.Number, CertificateEventKind.Revoked);
        Assert.Equal((CertificateState.Revoked, CertificateState.Revoked), await StatesAsync());
        await AppealAsync(tenant, holder, next.Number);
        using (var client = await tenant.SignedInAsync(holder))
        {
            var page = await client.PageAsync("certificates/" + first.Number);
            Assert.Null(page.QuerySelector("details.appeal"));
            Assert.Contains(Text, page.Body!.TextContent, StringComparison.Ordinal);
        }
        Assert.Contains("已经申诉过", await tenant.InScopeAsync(async s =>
        {
            var history = await s.HistoryAsync(first.Number);
            return await s.GetRequiredService<Appeals>().FileAsync(history.Certificate, history.Events[^1], Text, CancellationToken.None);
        }), StringComparison.Ordinal);

        Assert.Contains("参与过", await AnswerAsync(tenant, one, true), StringComparison.Ordinal);
        Assert.Null(await AnswerAsync(tenant, await tenant.AddStaffAsync(StaffRole.DistrictStaff), true));
        Assert.Equal((CertificateState.Valid, CertificateState.Valid), await StatesAsync());
        Assert.Single(await tenant.NoticesAsync(holder), n => n.Title == "申诉成立");
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));

        async Task<(CertificateState First, CertificateState Next)> StatesAsync() => (
            (await tenant.InScopeAsync(s => s.HistoryAsync(first.Number))).At(tenant.Today), (await tenant.InScopeAsync(s => s.HistoryAsync(next.Number))).At(next.ValidFrom));
    }

    [Fact]
    public void Working_days_leave_weekends_out()
    {
        Assert.Equal(new(2026, 11, 30), WorkingDays.After(new(2026, 11, 9), 15));
        Assert.Equal(new(2026, 11, 9), WorkingDays.After(new(2026, 11, 6), 1));
        Assert.Equal(new(2026, 11, 9), WorkingDays.After(new(2026, 11, 8), 1));
    }

    private static async Task AppealAsync(TestTenant tenant, TestPerson holder, string number)
    {
        using var client = await tenant.SignedInAsync(holder);
        using var done = await client.SubmitAsync(await client.PageAsync("certificates/" + number), "details.appeal form", ("appealText", Text));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }

    private static Task<string?> AnswerAsync(TestTenant tenant, TestPerson officer, bool isUpheld) => tenant.InScopeAsync(async s =>
    {
        var principal = await s.PrincipalAsync(officer);
        var reference = await s.GetRequiredService<TenantDb>().Set<CertificateAppeal>().Select(a => a.Ref).SingleAsync();
        var open = await s.GetRequiredService<Appeals>().FindAsync(principal, reference, CancellationToken.None);
        return await s.GetRequiredService<Appeals>().AnswerAsync(principal, open!, isUpheld, "核实过出勤记录", CancellationToken.None);
    });

    private static Task<List<CertificateAppeal>> AppealsAsync(TestTenant tenant) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateAppeal>().AsNoTracking().ToListAsync());
}
