using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Security;

namespace Training.Platform.Notifications;

/// <summary>A delivery as the board shows it; the address is masked.</summary>
public sealed record DeliveryView(string Ref, string Name, string? Address, string Title, DeliveryStatus Status, int Attempts, string? LastError, DateTime CreatedUtc, DateTime? SentUtc);

/// <summary>What the last <see cref="Days"/> days' messages became.</summary>
/// <param name="Notices">Put into boxes within the site.</param>
/// <param name="Read">Of these, opened.</param>
public sealed record DeliveryCounts(int Notices, int Read, IReadOnlyDictionary<DeliveryStatus, int> Mails)
{
    public const int Days = 30;

    public int Of(params ReadOnlySpan<DeliveryStatus> statuses)
    {
        var sum = 0;
        foreach (var status in statuses) sum += Mails.GetValueOrDefault(status);
        return sum;
    }
}

/// <summary>For the district: counts, what failed and why, and sending again.</summary>
public sealed class DeliveryBoard(TenantDb db, UnitOfWork unit, JobQueue queue, TimeProvider clock)
{
    public async Task<DeliveryCounts> CountsAsync(CancellationToken cancel)
    {
        var since = clock.UtcNow().AddDays(-DeliveryCounts.Days);
        var notices = await db.Set<StoredNotice>().Where(n => n.CreatedUtc >= since).GroupBy(n => n.ReadUtc != null)
            .Select(g => new { Read = g.Key, Count = g.Count() }).ToListAsync(cancel);
        var mails = await db.Set<Delivery>().Where(d => d.CreatedUtc >= since).GroupBy(d => d.Status)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return new(notices.Sum(n => n.Count), notices.Where(n => n.Read).Sum(n => n.Count), mails);
    }

    /// <summary>The newest first. Waiting ones include those that a worker has at the moment.</summary>
    public async Task<IReadOnlyList<DeliveryView>> ListAsync(DeliveryStatus status, int skip, int take, CancellationToken cancel)
    {
        DeliveryStatus[] wanted = status == DeliveryStatus.Queued ? [status, DeliveryStatus.Claimed, DeliveryStatus.Sending] : [status];
        var rows = await (
            from d in db.Set<Delivery>().AsNoTracking()
            join n in db.Set<StoredNotice>() on d.NoticeId equals n.Id
            join u in db.Set<User>() on d.UserId equals u.Id
            where wanted.Contains(d.Status)
            orderby d.Id descending
            select new DeliveryView(d.Ref, u.DisplayName, u.Email, n.Title, d.Status, d.Attempts, d.LastError, d.CreatedUtc, d.SentUtc))
            .Skip(skip).Take(take).ToListAsync(cancel);
        return rows.ConvertAll(r => r with { Address = r.Address is null ? null : MailAddress.Mask(r.Address) });
    }

    public Task<bool> ExistsAsync(string reference, CancellationToken cancel) => db.Set<Delivery>().AnyAsync(d => d.Ref == reference, cancel);

    /// <summary>Sends a failed or doubtful one again; it bears the same Message-ID, so a receiver that has it can drop the second.</summary>
    /// <returns>False when it is neither.</returns>
    public Task<bool> ResendAsync(string reference, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var now = clock.UtcNow();
        var again = await Open(reference).ExecuteUpdateAsync(s => s.SetProperty(d => d.Status, DeliveryStatus.Queued)
            .SetProperty(d => d.DueUtc, now).SetProperty(d => d.Attempts, 0).SetProperty(d => d.LastError, (string?)null), cancel) == 1;
        if (again) await unit.AfterCommitAsync(() => SendMail.QueueAsync(queue, cancel));
        return again;
    }, cancel);

    /// <summary>A person has asked, and the doubtful one did arrive.</summary>
    public async Task<bool> ConfirmAsync(string reference, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        return await Open(reference).Where(d => d.Status == DeliveryStatus.Unconfirmed).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.Status, DeliveryStatus.Sent).SetProperty(d => d.SentUtc, now).SetProperty(d => d.LastError, (string?)null), cancel) == 1;
    }

    private IQueryable<Delivery> Open(string reference) => db.Set<Delivery>()
        .Where(d => d.Ref == reference && (d.Status == DeliveryStatus.Failed || d.Status == DeliveryStatus.Unconfirmed || d.Status == DeliveryStatus.Skipped));
}
