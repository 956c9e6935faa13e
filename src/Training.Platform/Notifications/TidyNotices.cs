using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Platform.Notifications;

/// <summary>Each month: forgets notices older than 400 days, with their deliveries.</summary>
internal sealed class TidyNotices(TenantDb db, TimeProvider clock) : IRecurringJob
{
    private const int AtOnce = 2000;

    public string Name => "notices.tidy";
    public string Title => "清理旧消息";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < 3 ? null : chinaNow.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var old = clock.UtcNow() - DeliveryRules.Kept;
        var ids = await db.Set<StoredNotice>().Where(n => n.CreatedUtc < old).OrderBy(n => n.CreatedUtc).Take(AtOnce).Select(n => n.Id).ToListAsync(cancel);
        await db.Set<StoredNotice>().Where(n => ids.Contains(n.Id)).ExecuteDeleteAsync(cancel);
        var done = (int.TryParse(state, CultureInfo.InvariantCulture, out var before) ? before : 0) + ids.Count;
        return new(done.ToString(CultureInfo.InvariantCulture), done, null, ids.Count < AtOnce);
    }
}
