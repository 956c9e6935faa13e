using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;

namespace Training.Platform.Notifications;

/// <summary>
/// Claims deliveries and notes what became of them. That a mail is about to be sent is stored before it is sent, so what a killed
/// worker leaves tells the two cases apart: claimed = surely not sent, sending = nobody knows.
/// </summary>
internal sealed class Outbox(TenantDb db, TimeProvider clock)
{
    private DbSet<Delivery> Rows => db.Set<Delivery>();

    /// <summary>A claim of some deliveries.</summary>
    public sealed record Claimed(string Token, int Count);

    /// <returns>Null when nothing is due.</returns>
    public async Task<Claimed?> ClaimAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await PutOffAsync(now, cancel);
        var due = await Rows.Where(d => d.Status == DeliveryStatus.Queued && d.DueUtc <= now).OrderBy(d => d.DueUtc).ThenBy(d => d.Id)
            .Take(DeliveryRules.AtOnce).Select(d => d.Id).ToListAsync(cancel);
        if (due.Count == 0) return null;
        var token = Ids.New();
        // Another worker may have been quicker with some of them: their status no longer fits.
        var mine = await Rows.Where(d => due.Contains(d.Id) && d.Status == DeliveryStatus.Queued).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.Status, DeliveryStatus.Claimed).SetProperty(d => d.Claim, token).SetProperty(d => d.ClaimedUtc, now)
            .SetProperty(d => d.DueUtc, (DateTime?)null), cancel);
        return new(token, mine);
    }

    /// <summary>Moves what is not to be sent at this hour to the end of its quiet hours, whichever way it became due: at first, after a failure, after a dead claim.</summary>
    private async Task PutOffAsync(DateTime now, CancellationToken cancel)
    {
        var due = Rows.Where(d => d.Status == DeliveryStatus.Queued && d.DueUtc <= now && d.QuietFrom != null && d.QuietTo != null);
        foreach (var hours in await due.Select(d => new { d.QuietFrom, d.QuietTo }).Distinct().ToListAsync(cancel))
            if (new QuietHours { From = hours.QuietFrom!.Value, To = hours.QuietTo!.Value }.EndUtc(now) is { } end)
                await due.Where(d => d.QuietFrom == hours.QuietFrom && d.QuietTo == hours.QuietTo).ExecuteUpdateAsync(s => s.SetProperty(d => d.DueUtc, end), cancel);
    }

    /// <summary>What a worker claimed and never reported: not begun is queued again; what may have been sent is left to a person.</summary>
    public async Task GiveUpDeadClaimsAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var old = now - DeliveryRules.ClaimLasts;
        await Rows.Where(d => d.Status == DeliveryStatus.Claimed && d.ClaimedUtc <= old).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.Status, DeliveryStatus.Queued).SetProperty(d => d.DueUtc, now).SetProperty(d => d.Claim, (string?)null), cancel);
        await Rows.Where(d => d.Status == DeliveryStatus.Sending && d.ClaimedUtc <= old).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.Status, DeliveryStatus.Unconfirmed).SetProperty(d => d.LastError, "发送时程序中断，不知道对方收到没有")
            .SetProperty(d => d.Claim, (string?)null), cancel);
    }

    /// <summary>Gives back what was not begun, when the site is stopped.</summary>
    public Task ReturnAsync(string token)
    {
        var now = clock.UtcNow();
        return Rows.Where(d => d.Claim == token && d.Status == DeliveryStatus.Claimed).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.Status, DeliveryStatus.Queued).SetProperty(d => d.DueUtc, now).SetProperty(d => d.Claim, (string?)null), CancellationToken.None);
    }

    /// <summary>When there is something to do again; null = nothing is open.</summary>
    public async Task<DateTime?> NextUtcAsync(CancellationToken cancel)
    {
        var due = await Rows.Where(d => d.Status == DeliveryStatus.Queued).MinAsync(d => d.DueUtc, cancel);
        var claimed = await Rows.Where(d => d.Status == DeliveryStatus.Claimed || d.Status == DeliveryStatus.Sending).MinAsync(d => d.ClaimedUtc, cancel) + DeliveryRules.ClaimLasts;
        return due is null || claimed < due ? claimed : due;
    }

    /// <summary>To be called right before sending.</summary>
    /// <returns>False when the claim was given up meanwhile: do not send.</returns>
    public async Task<bool> BeginAsync(long id, string token, CancellationToken cancel) =>
        await Rows.Where(d => d.Id == id && d.Claim == token && d.Status == DeliveryStatus.Claimed).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.Status, DeliveryStatus.Sending).SetProperty(d => d.Attempts, d => d.Attempts + 1), cancel) == 1;

    public Task SentAsync(long id, string token)
    {
        var now = clock.UtcNow();
        return Mine(id, token).ExecuteUpdateAsync(s => s.SetProperty(d => d.Status, DeliveryStatus.Sent).SetProperty(d => d.SentUtc, now)
            .SetProperty(d => d.Claim, (string?)null).SetProperty(d => d.LastError, (string?)null), CancellationToken.None);
    }

    /// <param name="attempts">Tries so far, this one included.</param>
    public Task LaterAsync(long id, string token, int attempts, string? reason)
    {
        if (attempts >= DeliveryRules.MaxAttempts) return EndAsync(id, token, DeliveryStatus.Failed, reason);
        var next = clock.UtcNow() + DeliveryRules.WaitAfter(attempts);
        return Mine(id, token).ExecuteUpdateAsync(s => s.SetProperty(d => d.Status, DeliveryStatus.Queued).SetProperty(d => d.DueUtc, next)
            .SetProperty(d => d.Attempts, attempts).SetProperty(d => d.Claim, (string?)null).SetProperty(d => d.LastError, reason), CancellationToken.None);
    }

    public Task EndAsync(long id, string token, DeliveryStatus status, string? reason) =>
        Mine(id, token).ExecuteUpdateAsync(s => s.SetProperty(d => d.Status, status).SetProperty(d => d.Claim, (string?)null)
            .SetProperty(d => d.LastError, reason), CancellationToken.None);

    private IQueryable<Delivery> Mine(long id, string token) => Rows.Where(d => d.Id == id && d.Claim == token);
}
