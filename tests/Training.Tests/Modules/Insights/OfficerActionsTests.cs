using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reminders.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Settings;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reminders;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Insights;

/// <summary>What an officer does after looking at a forecast: seats, and a reminder to those on the list.</summary>
public sealed class OfficerActionsTests
{
    [Theory, OnBothDatabases]
    public async Task Seats_of_a_session_are_set_refused_and_written_on_the_trail(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/rates/settings");
        foreach (var (target, seats) in new[] { ("85", "4"), ("85", "501"), ("0", "40"), ("101", "40"), ("85", "四十"), ("", "") })
        {
            using var refused = await officer.SubmitAsync(page, "#settings", ("target", target), ("seats", seats));
            var shown = await refused.DocumentAsync();
            Assert.NotNull(shown.QuerySelector("[role=alert]"));
            Assert.Equal(seats, shown.QuerySelector("#seats")!.GetAttribute("value") ?? "");
        }
        Assert.Equal(40, (await SettingsAsync(tenant)).SeatsPerSession);
        using (var sent = await officer.SubmitAsync(page, "#settings", ("target", "90"), ("seats", "25"))) Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal((90, 25), (await SettingsAsync(tenant)) is var stored ? (stored.TargetPercent, stored.SeatsPerSession) : default);
        Assert.Equal("25", (await officer.PageAsync("console/rates/forecast")).QuerySelector("#seats")!.GetAttribute("value"));
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().SingleAsync(e => e.Name == "RateSettingsChanged"));
        Assert.Contains("40 → 25", trail.Summary, StringComparison.Ordinal);

        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        using var stranger = await street.GetAsync("console/rates/settings");
        Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);
        Assert.Null((await street.PageAsync("console/rates/forecast")).QuerySelector("a[href$='/console/rates/settings']"));
    }

    [Theory, OnBothDatabases]
    public async Task From_the_forecast_to_the_names_to_a_reminder_that_each_gets_once(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector, street: tenant.XinhualuId);
        await tenant.CertifyAsync(person, tenant.Today.AddDays(45));
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var forecast = await officer.PageAsync("console/rates/forecast?days=60");
        var names = await officer.PageAsync(forecast.QuerySelector("a[href*='#remind']")!.GetAttribute("href")!.Split('#')[0]);
        Assert.Contains(person.Name, names.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        await QuietAsync(tenant, 0, 23);
        using (var refused = await officer.SubmitAsync(names, "form[data-form=remind]"))
            Assert.Contains("免打扰", (await refused.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await QuietAsync(tenant, 20, 8);
        using (var sent = await officer.SubmitAsync(names, "form[data-form=remind]")) Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using (var again = await officer.SubmitAsync(names, "form[data-form=remind]")) Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Contains("提醒过 1 人", (await officer.PageAsync("console/rates/forecast/people?days=60")).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var notice = await db.Set<StoredNotice>().SingleAsync(n => n.Key.StartsWith("asked:"));
            Assert.Contains("儿童主任证书", notice.Body, StringComparison.Ordinal);
            Assert.Contains("到期", notice.Body, StringComparison.Ordinal);
            Assert.Equal(2, await db.Set<AuditEvent>().CountAsync(e => e.Name == "ListReminded"));
        });
    }

    [Theory, OnBothDatabases]
    public async Task Street_and_line_remind_the_names_they_see_and_nobody_else(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        var (own, elsewhere) = (await tenant.AddPersonAsync(street: tenant.XinhualuId), await tenant.AddPersonAsync(street: tenant.HuayangluId));
        foreach (var person in new[] { own, elsewhere }) await tenant.CertifyAsync(person, tenant.Today.AddDays(45));
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
        await QuietAsync(tenant, 20, 8);
        using (var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.XinhualuId)))
        {
            Assert.NotNull((await street.PageAsync("console/rates/forecast?days=60")).QuerySelector("a[href*='#remind']"));
            // What is set stays with the district.
            Assert.NotEqual(HttpStatusCode.OK, (await street.GetAsync("console/reminders")).StatusCode);
            await RemindAsync(street);
            await RemindAsync(street);
        }
        Assert.Equal("街镇提醒你：证书要到期或还没有取得", Assert.Single(await AskedAsync(tenant, own)));
        Assert.Empty(await AskedAsync(tenant, elsewhere));
        using (var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs))) await RemindAsync(line);
        // Each once a day, whoever asks.
        Assert.Single(await AskedAsync(tenant, own));
        Assert.Equal("条线提醒你：证书要到期或还没有取得", Assert.Single(await AskedAsync(tenant, elsewhere)));
        Assert.Equal(3, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().CountAsync(e => e.Name == "ListReminded")));

        static async Task RemindAsync(HttpClient officer)
        {
            using var sent = await officer.SubmitAsync(await officer.PageAsync("console/rates/people?status=expiring"), "form[data-form=remind]");
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }
    }

    private static Task<List<string>> AskedAsync(TestTenant tenant, TestPerson person) => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredNotice>()
        .Where(n => n.UserId == person.UserId && n.Key.StartsWith("asked:")).Select(n => n.Title).ToListAsync());

    [Theory, OnBothDatabases]
    public async Task Small_counts_by_cause_are_told_only_within_the_scope(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.XinhualuId));
        var rows = (await street.PageAsync("console/rates/compare?from=2026-06-30&to=2026-07-01")).QuerySelectorAll("[aria-labelledby=why-h] tbody tr");
        Assert.Equal(3, rows.Length);
        // P01 and P04 work in another street; P07, who left, in this one.
        foreach (var row in rows)
            Assert.Equal(row.QuerySelector("th")!.TextContent == "离岗" ? "1" : "＊", row.QuerySelector("td")!.TextContent);
    }

    private static Task<RateSettings> SettingsAsync(TestTenant tenant) => tenant.InScopeAsync(async s => await s.GetRequiredService<SettingsStore>().GetAsync<RateSettings>(default));

    private static Task QuietAsync(TestTenant tenant, int from, int to) => tenant.InScopeAsync(async s =>
    {
        await s.GetRequiredService<SettingsStore>().SetAsync(new ReminderSettings { Quiet = new() { From = from, To = to } }, default);
        await s.GetRequiredService<TenantDb>().SaveChangesAsync();
    });

    private static async Task<TestTenant> GoldenAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
        return tenant;
    }
}
