using Microsoft.EntityFrameworkCore;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Queries;

/// <summary>Reads the tables of the aggregate.</summary>
public sealed class RateReader(TenantDb db)
{
    // One statement, so that epoch, changes and the horizon of transactions are of one moment. Every transaction before the horizon has
    // ended: what it wrote is in the answer, or was in an earlier one.
    private const string OnPostgres = """
        SELECT e.epoch, pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS seen, c.id AS change_id, c.data
        FROM rate_epochs e LEFT JOIN rate_changes c ON c.transaction >= {0}
        """;

    private const string OnSqlite = """
        SELECT e.epoch, c.id AS seen, c.id AS change_id, c.data FROM rate_epochs e LEFT JOIN rate_changes c ON c.id > {0}
        """;

    public bool IsInTransaction => db.Database.CurrentTransaction is not null;

    /// <param name="known">An earlier state, which is gone on from while its months are the same.</param>
    public async Task<RateLog> NewestAsync(RateLog? known, CancellationToken cancel)
    {
        var rows = await RowsAsync(known?.Seen ?? 0, cancel);
        if (known is null || rows[0].Epoch != known.Epoch)
        {
            if (known is { Seen: > 0 }) rows = await RowsAsync(0, cancel);
            known = RateLog.Start(rows[0].Epoch);
        }
        return known.With([.. rows.Where(r => r.ChangeId is not null).Select(r => (r.ChangeId!.Value, r.Data!))], rows.Max(r => r.Seen) ?? 0);
    }

    /// <summary>Of each unit the last month up to this one.</summary>
    public async Task<IReadOnlyDictionary<int, RateMonth>> MonthsAsync(DateOnly month, CancellationToken cancel)
    {
        var months = db.Set<RateMonth>().AsNoTracking();
        var last = months.Where(m => m.Month <= month).GroupBy(m => m.UnitId).Select(g => new { UnitId = g.Key, Month = g.Max(m => m.Month) });
        return await (from m in months
                      join l in last on new { m.UnitId, m.Month } equals new { l.UnitId, l.Month }
                      select m).ToDictionaryAsync(m => m.UnitId, cancel);
    }

    /// <summary>Of a unit what is needed to know its counts from the beginning of one month to the end of another; oldest first.</summary>
    public async Task<IReadOnlyList<RateMonth>> MonthsOfAsync(int unitId, DateOnly from, DateOnly through, CancellationToken cancel)
    {
        var months = db.Set<RateMonth>().AsNoTracking().Where(m => m.UnitId == unitId);
        var first = await months.Where(m => m.Month <= from).MaxAsync(m => (DateOnly?)m.Month, cancel) ?? from;
        return await months.Where(m => m.Month >= first && m.Month <= through).OrderBy(m => m.Month).ToListAsync(cancel);
    }

    private Task<List<Row>> RowsAsync(long from, CancellationToken cancel) =>
        db.Database.SqlQueryRaw<Row>(db.Database.IsNpgsql() ? OnPostgres : OnSqlite, from).ToListAsync(cancel);

    private sealed class Row
    {
        public required long Epoch { get; init; }
        public required long? Seen { get; init; }
        public required long? ChangeId { get; init; }
        public required byte[]? Data { get; init; }
    }
}
