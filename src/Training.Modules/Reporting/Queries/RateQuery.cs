using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Queries;

/// <summary>Required and certified on one day of a trend.</summary>
public sealed record TrendPoint(DateOnly Day, Rate Rate);

/// <summary>
/// Reads rates as of any day. A result is kept in memory under the state of the aggregate, so it is right on every node as
/// soon as somebody's change is committed; asking for that state is one small query.
/// </summary>
public sealed class RateQuery(TenantDb db, RateCache cache, CurrentTenant tenant)
{
    /// <summary>Rows that may still be uncommitted while later ones are visible lie within so many ids of the newest.</summary>
    private const int OpenIds = 2000;

    /// <summary>So many counts of <see cref="BeforeAsync"/> take the room of a cell of a table.</summary>
    private const int CountsACell = 8;

    public async ValueTask<RateTable> TableAsync(DateOnly day, CancellationToken cancel) => await TableAsync(day, await StampAsync(cancel), cancel);

    /// <summary>Another day of the state that a table was read from: no query while it is in memory.</summary>
    public async ValueTask<RateTable> TableAsync(DateOnly day, RateStamp stamp, CancellationToken cancel)
    {
        var key = (tenant.Required.TenantId, "rates", stamp, day);
        if (cache.TryGet(key, out RateTable? table)) return table!;
        table = await ReadAsync(day, stamp, cancel);
        return cache.Set(key, table, table.Cells);
    }

    /// <summary>The twelve month ends up to the day of a table, the last of them the day itself; assignment basis; null = all.</summary>
    public async ValueTask<IReadOnlyList<TrendPoint>> TrendAsync(RateTable table, int unit, TrainingRole? role, Line? line, CancellationToken cancel)
    {
        var month = new DateOnly(table.Day.Year, table.Day.Month, 1);
        var key = (tenant.Required.TenantId, "trend", table.Stamp, month, unit, role, line);
        if (!cache.TryGet(key, out IReadOnlyList<TrendPoint>? ends)) ends = cache.Set(key, await ReadTrendAsync(month, unit, role, line, cancel), 1);
        return [.. ends!, new(table.Day, table.Of(unit, role, line).CertificationRate)];
    }

    /// <summary>
    /// State of the aggregate: the newest id, and how many of the last ids there are. The number tells apart a row that was
    /// written earlier but committed later.
    /// </summary>
    public async Task<RateStamp> StampAsync(CancellationToken cancel)
    {
        var rows = db.Set<RateDelta>();
        var found = await rows.Where(d => d.Id > rows.Max(n => n.Id) - OpenIds).GroupBy(_ => 1)
            .Select(g => new { Newest = g.Max(d => d.Id), Recent = g.Count() }).SingleOrDefaultAsync(cancel);
        return new(found?.Newest ?? 0, found?.Recent ?? 0);
    }

    /// <summary>What was counted before the month, kept for all its days, and the changes of the month up to the day.</summary>
    private async Task<RateTable> ReadAsync(DateOnly day, RateStamp stamp, CancellationToken cancel)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        var key = (tenant.Required.TenantId, "before", stamp, month);
        if (!cache.TryGet(key, out IReadOnlyList<KeyValuePair<RateKey, int>>? before))
        {
            before = await BeforeAsync(month, cancel);
            cache.Set(key, before, before.Count / CountsACell);
        }
        var since = await SumsAsync(db.Set<RateDelta>().Where(d => d.Level == BucketLevel.Day && d.BucketStart >= month && d.BucketStart <= day), cancel);
        return new(day, before!.Concat(since), stamp);
    }

    private Task<IReadOnlyList<KeyValuePair<RateKey, int>>> BeforeAsync(DateOnly month, CancellationToken cancel)
    {
        var year = new DateOnly(month.Year, 1, 1);
        var rows = db.Set<RateDelta>();
        return SumsAsync(rows.Where(d => d.Level == BucketLevel.Year && d.BucketStart < year)
            .Concat(rows.Where(d => d.Level == BucketLevel.Month && d.BucketStart >= year && d.BucketStart < month)), cancel);
    }

    private static async Task<IReadOnlyList<KeyValuePair<RateKey, int>>> SumsAsync(IQueryable<RateDelta> rows, CancellationToken cancel)
    {
        var sums = await rows.GroupBy(d => new { d.Basis, d.UnitId, d.Role, d.Line, d.Measure })
            .Select(g => new { g.Key, Count = g.Sum(d => d.Change) }).ToListAsync(cancel);
        return [.. sums.Where(s => s.Count != 0)
            .Select(s => KeyValuePair.Create(new RateKey(s.Key.Basis, s.Key.UnitId, s.Key.Role, s.Key.Line, s.Key.Measure), s.Count))];
    }

    /// <summary>The eleven month ends before the month; a month end is the sum of whole years and months.</summary>
    private async Task<IReadOnlyList<TrendPoint>> ReadTrendAsync(DateOnly month, int unit, TrainingRole? role, Line? line, CancellationToken cancel)
    {
        var ends = MonthEnds(month);
        var year = new DateOnly(ends[0].Year, 1, 1);
        var rows = db.Set<RateDelta>().Where(d => d.UnitId == unit && d.Basis == CountBasis.Assignment && (d.Measure == Measure.Required || d.Measure == Measure.Certified));
        if (role is not null) rows = rows.Where(d => d.Role == role);
        if (line is not null) rows = rows.Where(d => d.Line == line);
        var buckets = await rows.Where(d => (d.Level == BucketLevel.Year && d.BucketStart < month)
                || (d.Level == BucketLevel.Month && d.BucketStart >= year && d.BucketStart < month))
            .GroupBy(d => new { d.Level, d.BucketStart, d.Measure })
            .Select(g => new { g.Key.Level, g.Key.BucketStart, g.Key.Measure, Count = g.Sum(d => d.Change) }).ToListAsync(cancel);
        return [.. ends.Select(d => new TrendPoint(d, new(At(d, Measure.Certified), At(d, Measure.Required))))];

        int At(DateOnly end, Measure measure) =>
            buckets.Where(b => b.Measure == measure && Buckets.CountsByMonthEnd(b.Level, b.BucketStart, end)).Sum(b => b.Count);
    }

    /// <summary>The eleven month ends before a month.</summary>
    internal static IReadOnlyList<DateOnly> MonthEnds(DateOnly month) => [.. Enumerable.Range(0, 11).Select(i => month.AddMonths(i - 10).AddDays(-1))];
}
