using MimeKit;
using Training.Platform.Notifications;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Notifications;

/// <summary>Real SMTP to a server on the loopback address.</summary>
public sealed class SmtpTests
{
    private static Task<TestTenant> NewAsync(TestDatabase database) =>
        TestTenant.CreateAsync(database, content: false, own: TestApp.For(database, nameof(SmtpTests)));

    [Theory, OnBothDatabases]
    public async Task A_notice_goes_out_by_mail_once(TestDatabase database)
    {
        using var server = new LoopbackSmtp();
        await using var tenant = await NewAsync(database);
        await tenant.SendByAsync(server.Port);
        var reader = await tenant.AddReaderAsync("wang@example.cn");
        await tenant.TellAsync(Mailing.To(reader));
        await tenant.RunJobsAsync();
        await tenant.RunJobsAsync();

        var mail = Assert.Single(server.Mails);
        var delivery = Assert.Single(await tenant.DeliveriesAsync());
        Assert.Equal((DeliveryStatus.Sent, 1, tenant.App.Clock.GetUtcNow().UtcDateTime), (delivery.Status, delivery.Attempts, delivery.SentUtc));
        Assert.Equal($"{delivery.Ref}@example.cn", mail.MessageId);
        Assert.Equal("证书还有 30 天到期", mail.Subject);
        Assert.Equal(("wang@example.cn", reader.Name), (mail.To.Mailboxes.Single().Address, mail.To.Mailboxes.Single().Name));
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        var text = ((TextPart)mail.Body!).Text;
        Assert.Contains("请在 12 月 9 日前完成复训。", text, StringComparison.Ordinal);
        Assert.Contains("https://lms.example.cn/changning/home", text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_mailbox_that_does_not_exist_fails_at_once_and_the_others_go_out(TestDatabase database)
    {
        using var server = new LoopbackSmtp { Recipient = line => line.Contains("gone", StringComparison.Ordinal) ? "550 5.1.1 unknown" : "250 fine" };
        await using var tenant = await NewAsync(database);
        await tenant.SendByAsync(server.Port);
        var (gone, there) = (await tenant.AddReaderAsync("gone@example.cn"), await tenant.AddReaderAsync("there@example.cn"));
        await tenant.TellAsync(Mailing.To(gone), Mailing.To(there));
        await tenant.RunJobsAsync();
        var byUser = (await tenant.DeliveriesAsync()).ToDictionary(d => d.UserId);
        Assert.Equal(DeliveryStatus.Failed, byUser[gone.UserId].Status);
        Assert.Equal("邮件服务器不接受这个收件地址（550）", byUser[gone.UserId].LastError);
        Assert.Equal(DeliveryStatus.Sent, byUser[there.UserId].Status);
        Assert.Single(server.Mails);
    }

    [Theory, OnBothDatabases]
    public async Task A_busy_mailbox_is_tried_again_later(TestDatabase database)
    {
        var busy = true;
        using var server = new LoopbackSmtp { Recipient = _ => busy ? "451 4.2.1 busy" : "250 fine" };
        await using var tenant = await NewAsync(database);
        await tenant.SendByAsync(server.Port);
        await tenant.TellAsync(Mailing.To(await tenant.AddReaderAsync("wang@example.cn")));
        await tenant.RunJobsAsync();
        Assert.Equal((DeliveryStatus.Queued, 1), Assert.Single((await tenant.DeliveriesAsync()).Select(d => (d.Status, d.Attempts))));
        busy = false;
        await tenant.RunJobsAsync();
        Assert.Empty(server.Mails);
        tenant.App.Clock.Advance(DeliveryRules.WaitAfter(1));
        await tenant.RunJobsAsync();
        Assert.Single(server.Mails);
        Assert.Equal(DeliveryStatus.Sent, (await tenant.DeliveriesAsync())[0].Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_line_that_breaks_after_the_mail_was_taken_leaves_it_in_doubt_and_a_person_may_send_it_again(TestDatabase database)
    {
        using var server = new LoopbackSmtp { HangsUpAfterData = true };
        await using var tenant = await NewAsync(database);
        await tenant.SendByAsync(server.Port);
        await tenant.TellAsync(Mailing.To(await tenant.AddReaderAsync("wang@example.cn")));
        await tenant.RunJobsAsync();
        var doubtful = Assert.Single(await tenant.DeliveriesAsync());
        Assert.Equal(DeliveryStatus.Unconfirmed, doubtful.Status);
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        await tenant.RunJobsAsync();
        Assert.Single(server.Mails);

        server.HangsUpAfterData = false;
        Assert.True(await tenant.InScopeAsync(s => Board(s).ResendAsync(doubtful.Ref, default)));
        await tenant.RunJobsAsync();
        Assert.Equal(DeliveryStatus.Sent, (await tenant.DeliveriesAsync())[0].Status);
        Assert.Single(server.Mails.Select(m => m.MessageId).Distinct());
        Assert.False(await tenant.InScopeAsync(s => Board(s).ResendAsync(doubtful.Ref, default)));
    }

    [Theory, OnBothDatabases]
    public async Task A_server_that_is_away_for_a_day_loses_nothing_and_then_the_board_says_so(TestDatabase database)
    {
        int port;
        using (var gone = new LoopbackSmtp()) port = gone.Port;
        await using var tenant = await NewAsync(database);
        await tenant.SendByAsync(port);
        await tenant.TellAsync(Mailing.To(await tenant.AddReaderAsync("wang@example.cn")));
        for (var i = 1; i <= DeliveryRules.MaxAttempts; i++)
        {
            Assert.Equal(DeliveryStatus.Queued, (await tenant.DeliveriesAsync())[0].Status);
            await tenant.RunJobsAsync();
            tenant.App.Clock.Advance(DeliveryRules.WaitAfter(i));
        }
        var failed = (await tenant.DeliveriesAsync())[0];
        Assert.Equal((DeliveryStatus.Failed, "连不上邮件服务器，请检查地址和端口。"), (failed.Status, failed.LastError));
        var counts = await tenant.InScopeAsync(s => Board(s).CountsAsync(default));
        Assert.Equal(1, counts.Of(DeliveryStatus.Failed));
    }

    private static DeliveryBoard Board(IServiceProvider services) => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<DeliveryBoard>(services);
}
