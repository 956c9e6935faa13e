using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;

namespace Training.Platform.Notifications;

/// <summary>One account's notices.</summary>
public sealed class NoticeBox(TenantDb db, TimeProvider clock)
{
    private DbSet<StoredNotice> Rows => db.Set<StoredNotice>();

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<StoredNotice>> ListAsync(long userId, int skip, int take, CancellationToken cancel) =>
        await Rows.AsNoTracking().Where(n => n.UserId == userId).OrderByDescending(n => n.Id).Skip(skip).Take(take).ToListAsync(cancel);

    public Task<int> UnreadAsync(long userId, CancellationToken cancel) => Rows.CountAsync(n => n.UserId == userId && n.ReadUtc == null, cancel);

    /// <summary>Marks one as read.</summary>
    /// <returns>Null when the account has no such notice.</returns>
    public async Task<StoredNotice?> OpenAsync(long userId, string reference, CancellationToken cancel)
    {
        if (await Rows.AsNoTracking().FirstOrDefaultAsync(n => n.Ref == reference && n.UserId == userId, cancel) is not { } notice) return null;
        var now = clock.UtcNow();
        if (notice.ReadUtc is null)
            await Rows.Where(n => n.Id == notice.Id && n.ReadUtc == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadUtc, now), cancel);
        return notice;
    }

    public Task<int> ReadAllAsync(long userId, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        return Rows.Where(n => n.UserId == userId && n.ReadUtc == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadUtc, now), cancel);
    }
}
