using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Security;
using Training.Platform.Settings;

namespace Training.Platform.Notifications;

/// <summary>
/// Puts notices and their deliveries into the database in the caller's transaction: what is rolled back was never told. The unique
/// (account, key) decides what is new, whoever else is writing.
/// </summary>
internal sealed class Notifier(TenantDb db, UnitOfWork unit, JobQueue queue, SettingsStore settings, TimeProvider clock) : INotifier
{
    private const int RowsAtOnce = 200;

    public Task NotifyAsync(IReadOnlyCollection<Notice> notices, CancellationToken cancel) => notices.Count == 0 ? Task.CompletedTask : unit.RunAsync(async () =>
    {
        var mail = (await settings.GetAsync<MailSettings>(cancel)).CanSend;
        var mailed = false;
        foreach (var portion in notices.Chunk(RowsAtOnce)) mailed |= await AddAsync(portion, mail, cancel);
        // After the commit: a sender that is just finishing would not see what is not committed yet.
        if (mailed) await unit.AfterCommitAsync(() => SendMail.QueueAsync(queue, cancel));
    }, cancel);

    /// <returns>True when something is to be mailed.</returns>
    private async Task<bool> AddAsync(Notice[] notices, bool mail, CancellationToken cancel)
    {
        var byRef = notices.ToDictionary(_ => Ids.New());
        var now = clock.UtcNow();
        var sql = new StringBuilder("INSERT INTO notices (ref, user_id, key, title, body, url, created_utc) VALUES ");
        var values = new List<object?>(notices.Length * 7);
        foreach (var (reference, n) in byRef)
        {
            if (n.Key.Length > Notice.MaxKey) throw new ArgumentException($"The key '{n.Key}' is longer than {Notice.MaxKey}.", nameof(notices));
            if (n.Url is { } url && (url.Length > Notice.MaxUrl || !url.StartsWith('/') || url.StartsWith("//", StringComparison.Ordinal)))
                throw new ArgumentException($"'{url}' is no address within the tenant.", nameof(notices));
            sql.Append(values.Count == 0 ? "(" : ", (");
            foreach (var value in (object?[])[reference, n.UserId, n.Key, Cut(n.Title, Notice.MaxTitle), Cut(n.Body, Notice.MaxBody), n.Url, now])
            {
                if (value is null) { sql.Append("NULL, "); continue; }
                sql.Append(CultureInfo.InvariantCulture, $"{{{values.Count}}}, ");
                values.Add(value);
            }
            sql.Length -= 2;
            sql.Append(')');
        }
        // One of the same key may just be written by another transaction: both databases wait for it and then drop this one.
        sql.Append(" ON CONFLICT (user_id, key) DO NOTHING");
        var added = await db.Database.ExecuteSqlRawAsync(sql.ToString(), values!, cancel);
        if (added == 0 || !mail || !notices.Any(n => n.ByEmail)) return false;
        return await AddDeliveriesAsync(byRef.Where(n => n.Value.ByEmail).ToDictionary(), now, cancel);
    }

    private async Task<bool> AddDeliveriesAsync(Dictionary<string, Notice> byRef, DateTime now, CancellationToken cancel)
    {
        var references = byRef.Keys.ToList();
        // Whoever has no confirmed address is told within the site only: no row.
        var users = db.Set<User>().Where(u => u.Email != null && u.EmailConfirmed);
        var reachable = await db.Set<StoredNotice>().Where(n => references.Contains(n.Ref) && users.Any(u => u.Id == n.UserId))
            .Select(n => new { n.Id, n.UserId, n.Ref }).ToListAsync(cancel);
        db.AddRange(reachable.Select(n => new Delivery
        {
            NoticeId = n.Id, UserId = n.UserId, Channel = DeliveryChannel.Email, Status = DeliveryStatus.Queued, DueUtc = now, CreatedUtc = now,
            QuietFrom = byRef[n.Ref].Quiet?.From, QuietTo = byRef[n.Ref].Quiet?.To,
        }));
        await db.SaveChangesAsync(cancel);
        return reachable.Count > 0;
    }

    private static string Cut(string text, int max) => text.Length <= max ? text : string.Concat(text.AsSpan(0, max - 1), "…");
}
