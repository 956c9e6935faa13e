using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Platform.Notifications;
using Training.Platform.Settings;
using Training.Tests.Hosting;
using Training.Tests.Platform.Notifications;

namespace Training.Tests.Modules.Operations;

public sealed class MailPageTests
{
    private static (string, string)[] Form(int port, string sender = "lms@example.cn") =>
        [("enabled", "true"), ("host", "127.0.0.1"), ("port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("security", "None"), ("senderAddress", sender)];

    [Theory, OnBothDatabases]
    public async Task The_administrator_sets_up_mail_and_tries_it(TestDatabase database)
    {
        using var server = new LoopbackSmtp();
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        using var saved = await admin.SubmitAsync(await admin.PageAsync("console/mail"), "form[data-form=mail]", Form(server.Port));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var tried = await admin.SubmitAsync(await admin.PageAsync("console/mail"), "form[data-form=test]", ("to", "admin@example.cn"));
        Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
        Assert.Equal("试验邮件", Assert.Single(server.Mails).Subject);
    }

    [Theory, OnBothDatabases]
    public async Task A_refused_form_keeps_what_was_typed(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        using var refused = await admin.SubmitAsync(await admin.PageAsync("console/mail"), "form[data-form=mail]", Form(25, "not an address"));
        var page = await refused.DocumentAsync();
        Assert.Contains("发件地址不完整", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("not an address", page.QuerySelector("#from")!.GetAttribute("value"));
        Assert.False((await tenant.InScopeAsync(s => s.GetRequiredService<SettingsStore>().GetAsync<MailSettings>(default).AsTask())).Enabled);
    }

    [Theory, OnBothDatabases]
    public async Task A_server_that_does_not_answer_is_named_in_words(TestDatabase database)
    {
        int port;
        using (var gone = new LoopbackSmtp()) port = gone.Port;
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.SendByAsync(port);
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        using var answer = await admin.SubmitAsync(await admin.PageAsync("console/mail"), "form[data-form=test]", ("to", "admin@example.cn"));
        Assert.Contains("连不上邮件服务器", (await answer.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_password_is_never_shown(TestDatabase database)
    {
        var app = TestApp.For(database, "mail secret", ("Mail:Secret", "hush-hush-1"));
        await using var tenant = await TestTenant.CreateAsync(database, content: false, own: app);
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        var page = await admin.PageAsync("console/mail");
        Assert.Contains("服务器配置里已经有了", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush-1", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("input[type=password]"));
    }
}
