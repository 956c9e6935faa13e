using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.Reminders.Models;
using Training.Modules.Reminders.Services;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Platform.Security;
using Training.Platform.Settings;
using Training.Tests.Hosting;
using Training.Tests.Platform.Notifications;

namespace Training.Tests.Web;

/// <summary>
/// A site that is killed by the operating system while it reminds and mails. What is promised (Notifications/README.md): within the
/// database each notice exactly once; at the border to the mail server each mail at most once by machine, and the one in doubt is shown.
/// </summary>
public sealed class KilledSiteTests : IDisposable
{
    private const string District = "shili";

    /// <summary>People with an end in a week and a confirmed address; more than one connection takes.</summary>
    private const int People = 30;

    /// <summary>The mail in the middle of which the process dies.</summary>
    private const int Held = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("training-kill").FullName;
    private readonly string _schemas = "kill" + Guid.NewGuid().ToString("N")[..8];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, OnBothDatabases]
    public async Task A_site_killed_while_it_mails_reminders_tells_everybody_exactly_once(TestDatabase database)
    {
        using var smtp = new LoopbackSmtp();
        try
        {
            await using (var setup = Start(database, jobs: false))
            {
                await setup.SeesAsync("Application started", Cancel);
                await setup.KillAsync();
            }
            await PrepareAsync(database, smtp.Port);

            var (taken, held, never) = (0, new TaskCompletionSource(), new TaskCompletionSource());
            smtp.OnTaken = () =>
            {
                if (Interlocked.Increment(ref taken) < Held) return Task.CompletedTask;
                held.TrySetResult();
                return never.Task;
            };
            await using (var first = Start(database, jobs: true))
            {
                await held.Task.WaitAsync(TimeSpan.FromMinutes(3), Cancel);
                await first.KillAsync();
            }
            await using (var db = Open(database))
            {
                Assert.Equal(1, await db.Set<Delivery>().CountAsync(d => d.Status == DeliveryStatus.Sending, Cancel));
                Assert.True(await db.Set<Delivery>().CountAsync(d => d.Status == DeliveryStatus.Claimed || d.Status == DeliveryStatus.Queued, Cancel) > 0);
            }
            await LeasesEndAsync(database);

            using var quit = new SemaphoreSlim(0);
            (smtp.OnTaken, smtp.OnQuit) = (() => Task.CompletedTask, () => quit.Release());
            await using (var second = Start(database, jobs: true))
            {
                do
                    Assert.True(await quit.WaitAsync(TimeSpan.FromMinutes(3), Cancel), second.Output);
                while (await OpenAsync(database));
                // On a slow machine the mails may be first, for a job has its turn and then the next one.
                foreach (var reference in await OpenRunsAsync(database)) await second.SeesAsync(reference + " done", Cancel);
                await second.KillAsync();
            }
            await CheckAsync(database, smtp);
            never.SetResult();
        }
        finally
        {
            await DropAsync(database);
        }
    }

    private SiteProcess Start(TestDatabase database, bool jobs) =>
        SiteProcess.Start(_folder, SiteProcess.FreePort(), [.. SiteProcess.Database(database, _schemas), ("Jobs__Enabled", jobs ? "true" : "false"), ("Jobs__EverySeconds", "1"),
            ("Serilog__MinimumLevel__Override__Training.Platform.Jobs", "Debug")]);

    private TenantDb Open(TestDatabase database) => SiteData.Open(database, _folder, _schemas, District);

    /// <summary>Thirty people who are due, with addresses; reminders at any hour; and the run of this morning, whatever time it is.</summary>
    private async Task PrepareAsync(TestDatabase database, int port)
    {
        await using var db = Open(database);
        var today = TimeProvider.System.Today();
        var ending = await db.Set<StoredStanding>().Where(s => s.ValidThrough >= today.AddDays(30) && (s.HeldThrough == null || s.HeldThrough >= today))
            .OrderBy(s => s.PersonId).Select(s => s.PersonId).Distinct().Take(People).ToListAsync(Cancel);
        Assert.Equal(People, ending.Count);
        var through = today.AddDays(7);
        await db.Set<StoredStanding>().Where(s => ending.Contains(s.PersonId) && s.ValidThrough != null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ValidThrough, through).SetProperty(x => x.DueOn, through), Cancel);
        foreach (var person in await db.Set<Person>().Where(p => ending.Contains(p.Id) && p.UserId == null).ToListAsync(Cancel))
        {
            var user = new User { UserName = "kill" + person.Id, NormalizedUserName = "KILL" + person.Id, DisplayName = person.Name, SecurityStamp = Ids.New() };
            db.Add(user);
            await db.SaveChangesAsync(Cancel);
            person.UserId = user.Id;
            await db.SaveChangesAsync(Cancel);
        }
        var users = await db.Set<Person>().Where(p => ending.Contains(p.Id)).Select(p => p.UserId!.Value).ToListAsync(Cancel);
        await db.Set<User>().Where(u => users.Contains(u.Id)).ExecuteUpdateAsync(u => u.SetProperty(x => x.Email, x => x.UserName + "@example.cn").SetProperty(x => x.EmailConfirmed, true), Cancel);
        await SetAsync(db, new MailSettings { Enabled = true, Host = "127.0.0.1", Port = port, Security = MailSecurity.None, SenderAddress = "lms@example.cn" });
        await SetAsync(db, new ReminderSettings { Quiet = new() { From = 0, To = 0 } });
        await QueueAsync(db, DateTime.UtcNow);
    }

    private static async Task SetAsync<T>(TenantDb db, T value)
    {
        await db.Set<Setting>().Where(s => s.Name == typeof(T).Name).ExecuteDeleteAsync(Cancel);
        db.Add(new Setting { Name = typeof(T).Name, Json = JsonSerializer.Serialize(value, ContentJson.Options) });
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task QueueAsync(TenantDb db, DateTime due)
    {
        db.Add(new Job { Name = SendReminders.Id, State = "", Status = JobStatus.Queued, DueUtc = due, CreatedUtc = DateTime.UtcNow });
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>As if a quarter of an hour had gone by; and the same morning's reminders are asked for once more.</summary>
    private async Task LeasesEndAsync(TestDatabase database)
    {
        await using var db = Open(database);
        var past = DateTime.UtcNow - (2 * DeliveryRules.ClaimLasts);
        await db.Set<Job>().Where(j => j.Status == JobStatus.Running).ExecuteUpdateAsync(s => s.SetProperty(j => j.DueUtc, past), Cancel);
        await db.Set<Delivery>().Where(d => d.ClaimedUtc != null).ExecuteUpdateAsync(s => s.SetProperty(d => d.ClaimedUtc, past), Cancel);
        await QueueAsync(db, past.AddHours(-1));
    }

    private async Task<bool> OpenAsync(TestDatabase database)
    {
        await using var db = Open(database);
        return await db.Set<Delivery>().AnyAsync(d => d.Status == DeliveryStatus.Queued || d.Status == DeliveryStatus.Claimed || d.Status == DeliveryStatus.Sending, Cancel);
    }

    /// <summary>Runs of the reminders that are not at their end.</summary>
    private async Task<List<string>> OpenRunsAsync(TestDatabase database)
    {
        await using var db = Open(database);
        return await db.Set<Job>().Where(j => j.Name == SendReminders.Id && j.FinishedUtc == null).Select(j => j.Ref).ToListAsync(Cancel);
    }

    private async Task CheckAsync(TestDatabase database, LoopbackSmtp smtp)
    {
        await using var db = Open(database);
        var told = await db.Set<StoredNotice>().Where(n => n.Key.StartsWith("reminders:")).GroupBy(n => n.UserId).Select(g => g.Count()).ToListAsync(Cancel);
        Assert.True(told.Count > DeliveryRules.AtOnce, $"{told.Count} people were due");
        Assert.All(told, count => Assert.Equal(1, count));
        var deliveries = await db.Set<Delivery>().AsNoTracking().ToListAsync(Cancel);
        var doubtful = Assert.Single(deliveries, d => d.Status != DeliveryStatus.Sent);
        Assert.Equal(DeliveryStatus.Unconfirmed, doubtful.Status);
        // The server has each mail once, the doubtful one among them.
        var mails = smtp.Mails.Select(m => m.MessageId).ToList();
        Assert.Equal(deliveries.Count, mails.Count);
        Assert.Equal(mails.Count, mails.Distinct().Count());
        Assert.Contains(doubtful.Ref, mails[Held - 1], StringComparison.OrdinalIgnoreCase);
        Assert.True(await db.Set<Job>().CountAsync(j => j.Name == SendReminders.Id && j.Status == JobStatus.Done, Cancel) >= 2);
    }

    private async Task DropAsync(TestDatabase database)
    {
        if (database == TestDatabase.Sqlite) return;
        await using var server = NpgsqlDataSource.Create(TestApp.PostgresServer);
        await using var drop = server.CreateCommand($"DROP SCHEMA IF EXISTS \"{_schemas}_default\" CASCADE; DROP SCHEMA IF EXISTS \"{_schemas}_shili\" CASCADE");
        await drop.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
