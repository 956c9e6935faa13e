using System.Net;
using Training.Modules.People.Models;
using Training.Platform.Notifications;
using Training.Tests.Hosting;
using Training.Tests.Platform.Notifications;

namespace Training.Tests.Modules.Operations;

public sealed class DeliveriesPageTests
{
    [Theory, OnBothDatabases]
    public async Task The_district_sees_what_did_not_arrive_and_sends_it_again(TestDatabase database)
    {
        var full = true;
        using var server = new LoopbackSmtp { Recipient = _ => full ? "552 5.2.2 full" : "250 fine" };
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.SendByAsync(server.Port);
        var reader = await tenant.AddReaderAsync("wang@example.cn");
        await tenant.TellAsync(Mailing.To(reader));
        await tenant.RunJobsAsync();
        using var staff = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await staff.PageAsync("console/notices");
        var row = Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Contains(reader.Name, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("w***@example.cn", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("wang@", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("（552）", row.TextContent, StringComparison.Ordinal);

        full = false;
        using var answer = await staff.SubmitAsync(page, "form[data-form=resend]");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await tenant.RunJobsAsync();
        Assert.Single(server.Mails);
        Assert.Empty((await staff.PageAsync("console/notices")).QuerySelectorAll("tbody tr"));
        Assert.Single((await staff.PageAsync("console/notices?status=Sent")).QuerySelectorAll("tbody tr"));
    }

    [Theory, OnBothDatabases]
    public async Task One_in_doubt_is_noted_as_arrived_once_somebody_has_asked(TestDatabase database)
    {
        using var server = new LoopbackSmtp { HangsUpAfterData = true };
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.SendByAsync(server.Port);
        await tenant.TellAsync(Mailing.To(await tenant.AddReaderAsync("wang@example.cn")));
        await tenant.RunJobsAsync();
        using var staff = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var answer = await staff.SubmitAsync(await staff.PageAsync("console/notices?status=Unconfirmed"), "form[data-form=confirm]");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(DeliveryStatus.Sent, (await tenant.DeliveriesAsync())[0].Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_street_does_not_see_the_board(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var staff = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId));
        foreach (var address in new[] { "console/notices", "console/mail" })
        {
            using var answer = await staff.GetAsync(address);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }
}
