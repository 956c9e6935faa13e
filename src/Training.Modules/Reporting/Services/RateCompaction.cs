using Microsoft.EntityFrameworkCore;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>Merges rows of the aggregate that speak of the same cell and bucket. The sums stay as they are.</summary>
public sealed class RateCompaction(TenantDb db, UnitOfWork unit, RateStore store)
{
    /// <summary>Not worth the work below so many rows to be saved, or below a tenth of what remains.</summary>
    public const int WorthwhileRows = 500;

    /// <returns>How many rows fewer there are.</returns>
    public Task<int> RunAsync(CancellationToken cancel, int worthwhile = WorthwhileRows) => unit.RunAsync(async () =>
    {
        await store.LockAllAsync(cancel);
        var before = await db.Set<RateDelta>().CountAsync(cancel);
        if (before < worthwhile) return 0;
        var merged = await store.DeltasAsync(cancel);
        var saved = before - merged.Count;
        if (saved < worthwhile || saved < merged.Count / 10) return 0;
        await db.Set<RateDelta>().ExecuteDeleteAsync(cancel);
        await store.AddDeltasAsync(merged, cancel);
        return saved;
    }, cancel);
}
