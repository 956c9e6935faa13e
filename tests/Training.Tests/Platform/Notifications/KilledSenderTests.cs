using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Notifications;

/// <summary>A worker that dies between claim, sending and note: no mail twice, none lost without a word.</summary>
public sealed class KilledSenderTests
{
    private static async Task<(TestTenant, MemoryMail)> NewAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false, own: TestApp.For(database, nameof(KilledSenderTests)));
        await tenant.SendByAsync(1);
        var server = new MemoryMail();
        TrialTransport.Instead[tenant.Tenant.Name] = server;
        return (tenant, server);
    }

    /// <summary>Tells three people and lets a worker die at the place that <paramref name="place"/> sets up.</summary>
    private static async Task DieAsync(TestTenant tenant, Action<Func<Task>> place, int at = 1)
    {
        foreach (var i in Enumerable.Range(1, 3)) await tenant.TellAsync(Mailing.To(await tenant.AddReaderAsync($"p{i}@example.cn")));
        var dead = new TaskCompletionSource();
        var count = 0;
        place(() =>
        {
            if (++count != at) return Task.CompletedTask;
            dead.SetResult();
            return new TaskCompletionSource().Task;
        });
        _ = tenant.RunJobsAsync();
        await dead.Task;
    }

    private static async Task<List<DeliveryStatus>> StatusesAsync(TestTenant tenant) => (await tenant.DeliveriesAsync()).ConvertAll(d => d.Status);

    [Theory, OnBothDatabases]
    public async Task Killed_before_the_first_mail_all_go_out_later_once(TestDatabase database)
    {
        var (tenant, server) = await NewAsync(database);
        await DieAsync(tenant, die => server.OnConnect = die);
        Assert.All(await StatusesAsync(tenant), s => Assert.Equal(DeliveryStatus.Claimed, s));
        await tenant.RunJobsAsync();
        Assert.Empty(server.Mails);
        tenant.App.Clock.Advance(DeliveryRules.ClaimLasts);
        await tenant.RunJobsAsync();
        Assert.All(await StatusesAsync(tenant), s => Assert.Equal(DeliveryStatus.Sent, s));
        Assert.Equal(3, server.Mails.Select(m => m.MessageId).Distinct().Count());
        Assert.Equal(3, server.Mails.Count);
    }

    [Theory, OnBothDatabases]
    public async Task Killed_after_the_server_took_a_mail_it_is_in_doubt_and_never_sent_again_by_itself(TestDatabase database)
    {
        var (tenant, server) = await NewAsync(database);
        await DieAsync(tenant, die => server.OnTaken = die, at: 2);
        Assert.Equal([DeliveryStatus.Sent, DeliveryStatus.Sending, DeliveryStatus.Claimed], await StatusesAsync(tenant));
        for (var day = 0; day < 3; day++)
        {
            tenant.App.Clock.Advance(TimeSpan.FromDays(1));
            await tenant.RunJobsAsync();
        }
        Assert.Equal([DeliveryStatus.Sent, DeliveryStatus.Unconfirmed, DeliveryStatus.Sent], await StatusesAsync(tenant));
        // Three mails, each at most once, the doubtful one among them.
        Assert.Equal(3, server.Mails.Count);
        Assert.Equal(3, server.Mails.Select(m => m.MessageId).Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task A_killed_process_whose_commit_was_its_last_act_is_made_good_by_the_next_one(TestDatabase database)
    {
        var (tenant, server) = await NewAsync(database);
        // The notice is committed, the job that sends was not queued any more.
        await tenant.RunJobsAsync();
        await tenant.TellAsync(Mailing.To(await tenant.AddReaderAsync("wang@example.cn")));
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Job>().Where(j => j.OpenKey == "mail.send").ExecuteDeleteAsync());
        await tenant.RunJobsAsync();
        Assert.Empty(server.Mails);
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        await tenant.RunJobsAsync();
        Assert.Single(server.Mails);
    }

    [Theory, OnBothDatabases]
    public async Task Four_workers_send_two_hundred_mails_each_once(TestDatabase database)
    {
        var (tenant, server) = await NewAsync(database);
        var reader = await tenant.AddReaderAsync("wang@example.cn");
        await tenant.TellAsync([.. Enumerable.Range(0, 200).Select(i => Mailing.To(reader, $"k{i}"))]);
        // Two jobs at once: the one of today and the one of the notice; and two workers more to take over.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(tenant.RunJobsAsync)));
        Assert.Equal(200, server.Mails.Count);
        Assert.Equal(200, server.Mails.Select(m => m.MessageId).Distinct().Count());
        Assert.All(await StatusesAsync(tenant), s => Assert.Equal(DeliveryStatus.Sent, s));
    }

    [Theory, OnBothDatabases]
    public async Task A_site_that_is_stopped_finishes_the_mail_it_is_at_and_gives_the_rest_back(TestDatabase database)
    {
        var (tenant, server) = await NewAsync(database);
        foreach (var i in Enumerable.Range(1, 3)) await tenant.TellAsync(Mailing.To(await tenant.AddReaderAsync($"p{i}@example.cn")));
        using var stopping = new CancellationTokenSource();
        server.OnTaken = () => stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            tenant.App.Services.GetRequiredService<JobRunner>().RunDueAsync(tenant.Tenant, stopping.Token));
        Assert.Equal([DeliveryStatus.Sent, DeliveryStatus.Queued, DeliveryStatus.Queued], await StatusesAsync(tenant));
        await tenant.RunJobsAsync();
        Assert.Equal(3, server.Mails.Count);
    }
}
