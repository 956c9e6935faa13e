using System.Net;
using System.Text.RegularExpressions;
using MimeKit;
using Training.Tests.Hosting;
using Training.Tests.Platform.Notifications;

namespace Training.Tests.Modules.People;

public sealed partial class EmailPageTests
{
    [Theory, OnBothDatabases]
    public async Task An_address_is_used_once_its_owner_has_confirmed_it_and_can_be_removed(TestDatabase database)
    {
        using var server = new LoopbackSmtp();
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.SendByAsync(server.Port);
        var person = await tenant.AddPersonAsync();
        using var client = await tenant.SignedInAsync(person);
        using var sent = await client.SubmitAsync(await client.PageAsync("me/email"), "form[data-form=save]", ("email", "wang@example.cn"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var code = Six().Match(((TextPart)Assert.Single(server.Mails).Body!).Text).Value;

        await tenant.TellAsync(Mailing.To(person));
        Assert.Empty(await tenant.DeliveriesAsync());
        using var wrong = await client.SubmitAsync(await client.PageAsync("me/email"), "form[data-form=confirm]", ("code", code == "000000" ? "000001" : "000000"));
        Assert.Contains("数字不对", (await wrong.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using var right = await client.SubmitAsync(await client.PageAsync("me/email"), "form[data-form=confirm]", ("code", $"{code[..3]} {code[3..]}"));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Contains("w***@example.cn", (await client.PageAsync("me")).Body!.TextContent, StringComparison.Ordinal);
        await tenant.TellAsync(Mailing.To(person, "k2"));
        Assert.Single(await tenant.DeliveriesAsync());

        using var removed = await client.SubmitAsync(await client.PageAsync("me/email"), "form[data-form=remove]");
        Assert.Contains("没有填", (await client.PageAsync("me")).Body!.TextContent, StringComparison.Ordinal);
        // What was queued for it is not sent any more.
        await tenant.RunJobsAsync();
        Assert.Single(server.Mails);
        Assert.Equal(Training.Platform.Notifications.DeliveryStatus.Skipped, (await tenant.DeliveriesAsync())[0].Status);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_no_address_is_refused_and_shown_again(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.SendByAsync(1);
        using var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var refused = await client.SubmitAsync(await client.PageAsync("me/email"), "form[data-form=save]", ("email", "wang 在 example"));
        var page = await refused.DocumentAsync();
        Assert.Contains("完整的邮箱", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("wang 在 example", page.QuerySelector("#email")!.GetAttribute("value"));
    }

    [Theory, OnBothDatabases]
    public async Task Only_one_code_a_minute_is_sent(TestDatabase database)
    {
        using var server = new LoopbackSmtp();
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.SendByAsync(server.Port);
        using var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var first = await client.SubmitAsync(await client.PageAsync("me/email"), "form[data-form=save]", ("email", "a@example.cn"));
        using var second = await client.SubmitAsync(await client.PageAsync("me/email"), "form[data-form=save]", ("email", "b@example.cn"));
        Assert.Contains("等一分钟", (await second.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Single(server.Mails);
    }

    [Theory, OnBothDatabases]
    public async Task Where_no_mail_is_sent_none_is_asked_for(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var page = await client.PageAsync("me/email");
        Assert.Null(page.QuerySelector("#email"));
        Assert.Contains("还没有开通邮件", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex Six();
}
