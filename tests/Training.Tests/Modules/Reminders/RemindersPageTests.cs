using System.Net;
using Training.Modules.People.Models;
using Training.Modules.Reminders.Services;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reminders;

public sealed class RemindersPageTests
{
    private static readonly (string, string)[] Good =
        [("enabled", "true"), ("days", "45，15"), ("newcomerDay", "60"), ("listDays", "60"), ("tellOnExpiry", "true"), ("quietFrom", "20"), ("quietTo", "8")];

    private static Task<TestTenant> NewAsync(TestDatabase database) => TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(RemindersPageTests)));

    [Theory, OnBothDatabases]
    public async Task The_district_sees_todays_messages_beforehand_and_sends_them(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(30));
        using var staff = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await staff.PageAsync("console/reminders");
        var row = Assert.Single(page.QuerySelectorAll("#today tbody tr"));
        Assert.Contains(person.Name, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("还有 30 天到期", row.TextContent, StringComparison.Ordinal);
        Assert.Empty(await tenant.TitlesAsync(person));

        using var sent = await staff.SubmitAsync(page, "form[data-form=run]");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await tenant.RunJobsAsync();
        Assert.Single(await tenant.TitlesAsync(person));
        Assert.Empty((await staff.PageAsync("console/reminders")).QuerySelectorAll("#today tbody tr"));
    }

    [Theory, OnBothDatabases]
    public async Task Settings_are_kept_and_a_refused_form_shows_what_was_typed(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        using var refused = await admin.SubmitAsync(await admin.PageAsync("console/reminders"), "form[data-form=rules]", [.. Good.Where(f => f.Item1 != "days"), ("days", "90 和 60")]);
        var page = await refused.DocumentAsync();
        Assert.Contains("只写数字", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("90 和 60", page.QuerySelector("#days")!.GetAttribute("value"));
        using var saved = await admin.SubmitAsync(await admin.PageAsync("console/reminders"), "form[data-form=rules]", Good);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("45、15", (await admin.PageAsync("console/reminders")).QuerySelector("#days")!.GetAttribute("value"));
    }

    [Theory, OnBothDatabases]
    public async Task A_street_does_not_set_reminders(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        using var staff = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId));
        using var answer = await staff.GetAsync("console/reminders");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("90、60，30 7", new[] { 90, 60, 30, 7 })]
    [InlineData("7,7,90", new[] { 90, 7 })]
    [InlineData("", new int[0])]
    [InlineData("九十", null)]
    [InlineData("-5", null)]
    public void Days_are_read_whatever_stands_between_them(string typed, int[]? days) => Assert.Equal(days, ReminderRules.ParseDays(typed));
}
