using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.SavedReports.Delivery;
using Training.Modules.SavedReports.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Platform.Security;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.SavedReports;

public sealed class DeliveryTests
{
    [Theory]
    [InlineData(DeliveryRhythm.Weekly, 1, 8, "2026-11-09 12:00", "2026-11-16 08:00")]
    [InlineData(DeliveryRhythm.Weekly, 1, 13, "2026-11-09 12:00", "2026-11-09 13:00")]
    [InlineData(DeliveryRhythm.Weekly, 7, 0, "2026-11-09 12:00", "2026-11-15 00:00")]
    [InlineData(DeliveryRhythm.Monthly, 28, 8, "2026-12-28 08:00", "2027-01-28 08:00")]
    [InlineData(DeliveryRhythm.Monthly, 1, 8, "2026-02-01 07:59", "2026-02-01 08:00")]
    public void The_next_time_follows_the_clock_in_China(DeliveryRhythm rhythm, int day, int hour, string now, string next) =>
        Assert.Equal(DateTime.Parse(next, null), new DeliveryPlan(rhythm, day, hour).After(DateTime.Parse(now, null)));

    [Theory, OnBothDatabases]
    public async Task A_report_is_delivered_once_a_week_as_a_notice_with_a_file_that_expires(TestDatabase database)
    {
        var app = TestApp.For(database, nameof(DeliveryTests));
        await using var tenant = await ReportSite.CreateAsync(database, app);
        var officer = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId);
        using var client = await tenant.SignedInAsync(officer);
        var address = await ReportPagesTests.SaveAsync(client, "console/saved-reports/edit", ReportPagesTests.Fields());
        // Delivered the day after tomorrow at eight.
        var day = app.Clock.Today().AddDays(2);
        using var planned = await client.SubmitAsync(await client.PageAsync(address), "form[data-form=deliver]", ("rhythm", "Weekly"),
            ("weekday", (day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek).ToString()), ("monthday", "1"), ("hour", "8"), ("format", "Csv"));
        Assert.Equal(HttpStatusCode.Redirect, planned.StatusCode);
        await tenant.RunJobsAsync();
        Assert.Empty(await DeliveriesAsync(tenant));

        app.Clock.Advance(TimeSpan.FromDays(2));
        await tenant.RunJobsAsync();
        await tenant.RunJobsAsync();
        var delivery = Assert.Single(await DeliveriesAsync(tenant));
        var notices = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredNotice>().Where(n => n.UserId == officer.UserId).ToListAsync());
        Assert.Single(notices, n => n.Title.StartsWith("报表做好了", StringComparison.Ordinal));
        Assert.Contains(delivery.FileName, (await client.PageAsync(address)).QuerySelector("#delivery")!.TextContent, StringComparison.Ordinal);
        var file = "console/saved-reports/deliveries/" + delivery.Ref;
        Assert.Contains("每月例会", Encoding.UTF8.GetString(await client.GetByteArrayAsync(file)), StringComparison.Ordinal);
        Assert.Equal(2, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().CountAsync(e => e.Category == "Report" && (e.Name == "Delivered" || e.Name == "DeliveryFetched"))));
        // For nobody else, and not when less may be seen than when it was made.
        using var colleague = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync(file)).StatusCode);
        await GrantAsync(tenant, officer, StaffRole.SubDistrictStaff, tenant.XinhualuId);
        using var moved = await tenant.SignedInAsync(officer);
        Assert.Equal(HttpStatusCode.NotFound, (await moved.GetAsync(file)).StatusCode);
        await GrantAsync(tenant, officer, StaffRole.SubDistrictStaff, tenant.HuayangluId);

        // A week later the right is gone: no file, delivery stops and says so.
        await GrantAsync(tenant, officer, StaffRole.Trainer, null);
        app.Clock.Advance(TimeSpan.FromDays(7));
        await tenant.RunJobsAsync();
        Assert.Single(await DeliveriesAsync(tenant));
        var report = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<SavedReport>().SingleAsync());
        Assert.Equal((null, "做报表的账号没有权限了。"), (report.NextDeliveryUtc, report.StoppedReason));
        using var lost = await tenant.SignedInAsync(officer);
        Assert.NotEqual(HttpStatusCode.OK, (await lost.GetAsync(file)).StatusCode);

        // A month later the file is gone too.
        var path = await tenant.InScopeAsync(s => Task.FromResult(s.GetRequiredService<DeliveryFiles>().PathOf(delivery)));
        Assert.True(File.Exists(path));
        app.Clock.Advance(TimeSpan.FromDays(31));
        await tenant.RunJobsAsync();
        Assert.False(File.Exists(path));
        Assert.Empty(await DeliveriesAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task A_delivered_workbook_or_print_form_opens_with_the_figures_of_the_day_and_says_for_whom_it_was_made(TestDatabase database)
    {
        var app = TestApp.For(database, nameof(DeliveryTests) + "Forms");
        await using var tenant = await ReportSite.CreateAsync(database, app);
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        using var client = await tenant.SignedInAsync(officer);
        foreach (var format in new[] { ReportFormat.Xlsx, ReportFormat.Pdf })
        {
            var address = await ReportPagesTests.SaveAsync(client, "console/saved-reports/edit", ReportPagesTests.Fields());
            var day = app.Clock.Today().AddDays(1);
            using var planned = await client.SubmitAsync(await client.PageAsync(address), "form[data-form=deliver]", ("rhythm", "Weekly"),
                ("weekday", (day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek).ToString()), ("monthday", "1"), ("hour", "8"), ("format", format.ToString()));
            Assert.Equal(HttpStatusCode.Redirect, planned.StatusCode);
        }
        app.Clock.Advance(TimeSpan.FromDays(2));
        await tenant.RunJobsAsync();
        var made = (await DeliveriesAsync(tenant)).ToDictionary(d => d.Format);
        Assert.Equal([ReportFormat.Xlsx, ReportFormat.Pdf], made.Keys.Order());
        var mark = $"由 {officer.Name}（{officer.StaffNo}）于 {made[ReportFormat.Xlsx].MadeUtc.AddHours(8):yyyy-MM-dd}";

        var sheets = Spreadsheet.Read(await client.GetByteArrayAsync("console/saved-reports/deliveries/" + made[ReportFormat.Xlsx].Ref));
        Assert.StartsWith("每月例会", sheets["报表"][0], StringComparison.Ordinal);
        Assert.Contains(sheets["报表"], l => l.Contains(mark, StringComparison.Ordinal));
        Assert.Contains("合计,,11,6,54.5%", sheets["报表"]);
        Assert.Contains(sheets["口径说明"], l => l.StartsWith("持证率,", StringComparison.Ordinal));

        var text = await Pdf.TextAsync(await client.GetByteArrayAsync("console/saved-reports/deliveries/" + made[ReportFormat.Pdf].Ref));
        foreach (var words in new[] { "每月例会", "新华路街道", "54.5%", mark }) Assert.Contains(words, text, StringComparison.Ordinal);
        foreach (var name in new[] { "Delivered", "DeliveryFetched" })
            Assert.Equal(2, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().CountAsync(e => e.Category == "Report" && e.Name == name)));
    }

    [Theory, OnBothDatabases]
    public async Task A_plan_that_makes_no_sense_is_refused(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var address = await ReportPagesTests.SaveAsync(client, "console/saved-reports/edit", ReportPagesTests.Fields());
        using var refused = await client.SubmitAsync(await client.PageAsync(address), "form[data-form=deliver]", ("rhythm", "Monthly"), ("weekday", "1"), ("monthday", "31"), ("hour", "8"), ("format", "Csv"));
        Assert.Contains("1 到 28 日", (await refused.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<List<ReportDelivery>> DeliveriesAsync(TestTenant tenant) => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<ReportDelivery>().ToListAsync());

    private static Task GrantAsync(TestTenant tenant, TestPerson person, StaffRole role, int? street) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        await db.Set<StaffGrant>().Where(g => g.PersonId == person.Id).ExecuteDeleteAsync();
        db.Add(new StaffGrant { PersonId = person.Id, Role = role, SubDistrictId = street });
        await db.SaveChangesAsync();
    });
}
