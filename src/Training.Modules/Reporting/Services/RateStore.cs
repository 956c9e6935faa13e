using Microsoft.EntityFrameworkCore;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>Writes the tables of the aggregate.</summary>
public sealed class RateStore(TenantDb db, BulkInsert bulk)
{
    private static readonly string[] MonthColumns = [nameof(RateMonth.UnitId), nameof(RateMonth.Month), nameof(RateMonth.Data)];

    /// <summary>From here to the end of the transaction nobody else writes months; readers see the new ones all at once.</summary>
    public Task BeginEpochAsync(CancellationToken cancel) => db.Set<RateEpoch>().ExecuteUpdateAsync(s => s.SetProperty(e => e.Epoch, e => e.Epoch + 1), cancel);

    public Task<int> CountChangesAsync(CancellationToken cancel) => db.Set<RateChange>().CountAsync(cancel);

    /// <summary>Changes that are not in the months yet.</summary>
    public async Task<IReadOnlyList<RateChange>> ChangesAsync(CancellationToken cancel) => await db.Set<RateChange>().AsNoTracking().ToListAsync(cancel);

    /// <summary>The months of a unit, the oldest first.</summary>
    public async Task<IReadOnlyList<RateMonth>> MonthsAsync(int unitId, CancellationToken cancel) =>
        await db.Set<RateMonth>().AsNoTracking().Where(m => m.UnitId == unitId).OrderBy(m => m.Month).ToListAsync(cancel);

    public Task RemoveChangesAsync(IReadOnlyList<RateChange> changes, CancellationToken cancel)
    {
        var ids = changes.Select(c => c.Id).ToList();
        return db.Set<RateChange>().Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Puts months in the place of those of the unit from the first of them on.</summary>
    /// <param name="from">Null = all of the unit.</param>
    public async Task ReplaceMonthsAsync(int unitId, DateOnly? from, IReadOnlyList<RateMonth> months, CancellationToken cancel)
    {
        await db.Set<RateMonth>().Where(m => m.UnitId == unitId && (from == null || m.Month >= from)).ExecuteDeleteAsync(cancel);
        await bulk.RunAsync<RateMonth>([.. months.Select(m => new object?[] { m.UnitId, m.Month, m.Data })], MonthColumns, cancel);
    }

    /// <summary>All changes of counts that the aggregate holds; no zeros.</summary>
    public async Task<Dictionary<(RateKey Key, DateOnly On), int>> AllAsync(CancellationToken cancel)
    {
        var all = new Dictionary<(RateKey, DateOnly), int>();
        foreach (var month in await db.Set<RateMonth>().AsNoTracking().ToListAsync(cancel))
            foreach (var ((code, on), change) in UnitMonth.Open(month.Data, month.Month).Changes) all[(new RateKey(month.UnitId, code), on)] = change;
        foreach (var c in (await ChangesAsync(cancel)).SelectMany(c => RateChange.Unpack(c.Data))) all[(c.Key, c.On)] = all.GetValueOrDefault((c.Key, c.On)) + c.Change;
        return all.Where(c => c.Value != 0).ToDictionary();
    }
}
