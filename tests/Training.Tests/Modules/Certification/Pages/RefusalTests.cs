using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Settings;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

/// <summary>An officer looks at a completion and does not approve it; and how a district chooses between approval and automatic issue.</summary>
public sealed class RefusalTests
{
    private const string RefuseForm = "form.refuse", AfterForm = "form.approve-after", AllForm = "form.approve-all", ApproveForm = "form[action$='handler=approve']", Reason = "实操记录对不上，请补交原件";

    [Theory, OnBothDatabases]
    public async Task Somebody_is_refused_with_a_reason_reads_it_and_is_issued_to_after_all(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, client) = await WaitingAsync(tenant);
        using var officer = client;
        using (var refused = await officer.SubmitAsync(await officer.PageAsync("console/certificates"), RefuseForm, ("note", Reason))) Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        var page = await officer.PageAsync("console/certificates");
        Assert.Null(page.QuerySelector(RefuseForm));
        Assert.Contains(Reason, page.QuerySelector("[aria-labelledby=not-h]")!.TextContent, StringComparison.Ordinal);

        Assert.Contains(Reason, Assert.Single(await tenant.NoticesAsync(teacher)).Body, StringComparison.Ordinal);
        using var holder = await tenant.SignedInAsync(teacher);
        Assert.Contains("没有通过的理由：" + Reason, (await holder.PageAsync("certificates/why")).QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Reason, (await holder.PageAsync("home")).QuerySelector(".next")!.TextContent, StringComparison.Ordinal);
        Assert.True(await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().AnyAsync(a => a.Name == "IssueRefused" && a.Subject == teacher.Ref)));

        using (var approved = await officer.SubmitAsync(page, AfterForm)) Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        Assert.Single(await tenant.CertificatesAsync());
        Assert.Null((await officer.PageAsync("console/certificates")).QuerySelector("[aria-labelledby=not-h]"));
    }

    [Theory, OnBothDatabases]
    public async Task What_was_refused_is_issued_by_no_batch_no_rule_and_no_night(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, client) = await WaitingAsync(tenant);
        using var officer = client;
        var other = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(other.Id, Ledger.Teacher);
        var before = await officer.PageAsync("console/certificates");
        using (await officer.SubmitAsync(before, RefuseForm, ("note", Reason))) { }
        using (await officer.SubmitAsync(before, AllForm)) { }
        await tenant.App.Services.GetRequiredService<JobRunner>().RunDueAsync(tenant.Tenant, CancellationToken.None);
        Assert.Equal(other.Id, Assert.Single(await tenant.CertificatesAsync()).PersonId);

        // Automatic issue from now on, new evidence, a night: it stays with a person.
        using (var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin)))
        using (var saved = await SaveAsync(admin, ("autoIssue", "true"))) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await tenant.RunJobsAsync();
        await tenant.RecordAsync(teacher.Id, "R04");
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        Assert.Single(await tenant.CertificatesAsync());
        using var holder = await tenant.SignedInAsync(teacher);
        Assert.Contains("审核没有通过", (await holder.PageAsync("certificates/why")).QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_has_not_seen_the_refusal_of_a_colleague_does_not_approve_and_decides_again(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, client) = await WaitingAsync(tenant);
        using var officer = client;
        using var colleague = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var before = await officer.PageAsync("console/certificates");
        // Another completion than the one that was shown.
        using (await officer.SubmitAsync(before, ApproveForm, ("completedOn", tenant.Today.AddDays(-9).ToString("yyyy-MM-dd")))) { }
        Assert.Contains("已经有人处理过", (await officer.PageAsync("console/certificates")).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        using (await colleague.SubmitAsync(await colleague.PageAsync("console/certificates"), RefuseForm, ("note", Reason))) { }
        using (var late = await officer.SubmitAsync(before, ApproveForm)) Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
        Assert.Empty(await tenant.CertificatesAsync());
        var page = await officer.PageAsync("console/certificates");
        Assert.Contains("已经有人处理过", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Reason, page.QuerySelector("[aria-labelledby=not-h]")!.TextContent, StringComparison.Ordinal);
        using (await officer.SubmitAsync(page, AfterForm)) { }
        Assert.Single(await tenant.CertificatesAsync());
        Assert.Null((await officer.PageAsync("console/certificates")).QuerySelector("[role=alert]"));
    }

    [Theory, OnBothDatabases]
    public async Task A_refusal_needs_a_reason_scope_and_the_line_that_was_seen(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (_, client) = await WaitingAsync(tenant);
        using var officer = client;
        var page = await officer.PageAsync("console/certificates");
        using var bad = await officer.SubmitAsync(page, RefuseForm, ("note", " 不 "));
        var again = await bad.DocumentAsync();
        Assert.Contains("请写明理由", again.QuerySelector(RefuseForm + " [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.True(again.QuerySelector("details.confirm")!.HasAttribute("open"));
        Assert.Equal(" 不 ", again.QuerySelector(RefuseForm + " textarea")!.TextContent);
        using (var older = await officer.SubmitAsync(page, RefuseForm, ("note", Reason), ("completedOn", tenant.Today.AddDays(-9).ToString("yyyy-MM-dd"))))
            Assert.Contains("已经有人处理过", (await older.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        using var stranger = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        var director = await tenant.AddPersonAsync(TrainingRole.ChildDirector);
        await tenant.RecordAllAsync(director.Id, Ledger.Director);
        using var foreign = await stranger.SubmitAsync(await stranger.PageAsync("console/certificates"), RefuseForm,
            [.. page.QuerySelectorAll(RefuseForm + " input[type=hidden]").Where(i => i.GetAttribute("name") is "person" or "role" or "completedOn")
                .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)), ("note", Reason)]);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<IssueRefusal>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Switching_to_automatic_issues_to_whoever_waits(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, client) = await WaitingAsync(tenant);
        client.Dispose();
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using (var saved = await SaveAsync(admin, ("autoIssue", "true"), ("issuer", "新的发证机构")))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await tenant.RunJobsAsync();
        var certificate = Assert.Single(await tenant.CertificatesAsync());
        Assert.Equal((teacher.Id, "新的发证机构"), (certificate.PersonId, certificate.Issuer));
    }

    [Theory, OnBothDatabases]
    public async Task Settings_that_cannot_be_are_refused_and_stay_typed(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        foreach (var (name, value, says) in new[]
        {
            ("districtCode", "3101", "6 位数字"), ("issuer", "心理咨询师考试中心", "心理咨询师"), ("issuer", "", "发证机构"), ("publicUrl", "javascript:alert(1)", "写完整"),
        })
        {
            using var refused = await SaveAsync(admin, (name, value));
            var page = await refused.DocumentAsync();
            Assert.Contains(says, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(value, page.QuerySelector($"input[name={name}]")!.GetAttribute("value"));
        }
        Assert.Equal(TestTenant.Issuing, await tenant.InScopeAsync(async s => await s.GetRequiredService<SettingsStore>().GetAsync<CertificationSettings>(default)));
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        Assert.NotEqual(HttpStatusCode.OK, (await line.GetAsync("console/certificates/settings")).StatusCode);
    }

    /// <summary>The form of the settings as it is shown, with some fields typed anew.</summary>
    private static async Task<HttpResponseMessage> SaveAsync(HttpClient admin, params (string Name, string Value)[] typed)
    {
        var page = await admin.PageAsync("console/certificates/settings");
        var shown = page.QuerySelectorAll<IHtmlInputElement>("[data-form=issuing] input").Where(i => i.Type == "text" || (i.Type == "radio" && i.IsChecked))
            .Where(i => typed.All(t => t.Name != i.Name)).Select(i => (i.Name!, i.Value));
        return await admin.SubmitAsync(page, "[data-form=issuing]", [.. shown, .. typed]);
    }

    /// <summary>A teacher who waits, and the line officer who may approve.</summary>
    private static async Task<(TestPerson, HttpClient)> WaitingAsync(TestTenant tenant)
    {
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher);
        return (teacher, await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education)));
    }
}
