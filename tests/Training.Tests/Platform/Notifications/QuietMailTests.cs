using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Notifications;

/// <summary>Mail that names quiet hours is not sent in them, whichever way it became due.</summary>
public sealed class QuietMailTests
{
    private static Task<TestTenant> NewAsync(TestDatabase database) => TestTenant.CreateAsync(database, content: false, own: TestApp.For(database, nameof(QuietMailTests)));

    /// <summary>Forward to the next moment of this hour and minute in China.</summary>
    private static async Task AtAsync(TestTenant tenant, int hour, int minute)
    {
        var now = ChinaTime.Local(tenant.App.Clock.UtcNow());
        var wanted = now.Date.AddHours(hour).AddMinutes(minute);
        tenant.App.Clock.Advance((wanted > now ? wanted : wanted.AddDays(1)) - now);
        await tenant.RunJobsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Another_try_waits_for_the_morning_and_other_mail_does_not(TestDatabase database)
    {
        using var server = new LoopbackSmtp { Recipient = _ => "451 4.3.0 later" };
        await using var tenant = await NewAsync(database);
        await tenant.SendByAsync(server.Port);
        var reader = await tenant.AddReaderAsync("wang@example.cn");
        await AtAsync(tenant, 19, 30);
        await tenant.TellAsync(Mailing.To(reader, "reminder") with { Quiet = new() }, Mailing.To(reader, "other"));
        await tenant.RunJobsAsync();
        Assert.Equal([1, 1], (await tenant.DeliveriesAsync()).Select(d => d.Attempts));
        await AtAsync(tenant, 19, 58);
        Assert.Equal([2, 2], (await tenant.DeliveriesAsync()).Select(d => d.Attempts));

        server.Recipient = _ => "250 2.1.5 fine";
        await AtAsync(tenant, 20, 4);
        var (quiet, other) = ((await tenant.DeliveriesAsync()).Single(d => d.QuietFrom is not null), (await tenant.DeliveriesAsync()).Single(d => d.QuietFrom is null));
        Assert.Equal((DeliveryStatus.Sent, 3), (other.Status, other.Attempts));
        Assert.Equal((DeliveryStatus.Queued, 2, 8), (quiet.Status, quiet.Attempts, ChinaTime.Local(quiet.DueUtc!.Value).Hour));
        await AtAsync(tenant, 7, 59);
        Assert.Single(server.Mails);
        await AtAsync(tenant, 8, 0);
        Assert.All(await tenant.DeliveriesAsync(), d => Assert.Equal(DeliveryStatus.Sent, d.Status));
        Assert.Equal(2, server.Mails.Count);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_dead_worker_left_waits_too(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await tenant.SendByAsync(1);
        var server = new MemoryMail();
        TrialTransport.Instead[tenant.Tenant.Name] = server;
        await AtAsync(tenant, 19, 50);
        await tenant.TellAsync(Mailing.To(await tenant.AddReaderAsync("wang@example.cn")) with { Quiet = new() });
        var dead = new TaskCompletionSource();
        server.OnConnect = () => { dead.TrySetResult(); return new TaskCompletionSource().Task; };
        _ = tenant.RunJobsAsync();
        await dead.Task;
        server.OnConnect = () => Task.CompletedTask;
        await AtAsync(tenant, 20, 30);
        Assert.Empty(server.Mails);
        await AtAsync(tenant, 8, 0);
        Assert.Single(server.Mails);
    }
}
