using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
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
public sealed class RateQuery(TenantDb db, IMemoryCache cache, CurrentTenant tenant)
{
    /// <summary>Rows that may still be uncommitted while later ones are visible lie within so many ids of the newest.</summary>
    private const int OpenIds = 2000;

    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    public async ValueTask<RateTable> TableAsync(DateOnly day, CancellationToken cancel)
    {
        var stamp = await StampAsync(cancel);
        var key = (tenant.Required.TenantId, "rates", stamp, day);
        if (cache.TryGetValue(key, out RateTable? table)) return table!;
        return cache.Set(key, await ReadAsync(day, stamp, cancel), Keep);
    }

    /// <summary>The twelve month ends up to the day of a table, the last of them the day itself; assignment basis; null = all.</summary>
    public async ValueTask<IReadOnlyList<TrendPoint>> TrendAsync(RateTable table, int unit, TrainingRole? role, Line? line, CancellationToken cancel)
    {
        var key = (tenant.Required.TenantId, "trend", table.Stamp, table.Day, unit, role, line);
        if (cache.TryGetValue(key, out IReadOnlyList<TrendPoint>? points)) return points!;
        return cache.Set(key, await ReadTrendAsync(table.Day, unit, role, line, cancel), Keep);
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

    private async Task<RateTable> ReadAsync(DateOnly day, RateStamp stamp, CancellationToken cancel)
    {
        DateOnly year = new(day.Year, 1, 1), month = new(day.Year, day.Month, 1);
        var rows = db.Set<RateDelta>();
        var sums = await rows.Where(d => d.Level == BucketLevel.Year && d.BucketStart < year)
            .Concat(rows.Where(d => d.Level == BucketLevel.Month && d.BucketStart >= year && d.BucketStart < month))
            .Concat(rows.Where(d => d.Level == BucketLevel.Day && d.BucketStart >= month && d.BucketStart <= day))
            .GroupBy(d => new { d.Basis, d.UnitId, d.Role, d.Line, d.Measure })
            .Select(g => new { g.Key, Count = g.Sum(d => d.Change) }).ToListAsync(cancel);
        return new(day, sums.Where(s => s.Count != 0)
            .Select(s => KeyValuePair.Create(new RateKey(s.Key.Basis, s.Key.UnitId, s.Key.Role, s.Key.Line, s.Key.Measure), s.Count)), stamp);
    }

    private async Task<IReadOnlyList<TrendPoint>> ReadTrendAsync(DateOnly day, int unit, TrainingRole? role, Line? line, CancellationToken cancel)
    {
        var days = MonthEnds(day);
        DateOnly year = new(days[0].Year, 1, 1), month = new(day.Year, day.Month, 1);
        var rows = db.Set<RateDelta>().Where(d => d.UnitId == unit && (d.Measure == Measure.Required || d.Measure == Measure.Certified));
        if (role is not null) rows = rows.Where(d => d.Role == role);
        if (line is not null) rows = rows.Where(d => d.Line == line);
        var buckets = await rows.Where(d =>
                (d.Level == BucketLevel.Year && d.BucketStart < month)
                || (d.Level == BucketLevel.Month && d.BucketStart >= year && d.BucketStart < month)
                || (d.Level == BucketLevel.Day && d.BucketStart >= month && d.BucketStart <= day))
            .GroupBy(d => new { d.Level, d.BucketStart, d.Measure })
            .Select(g => new { g.Key.Level, g.Key.BucketStart, g.Key.Measure, Count = g.Sum(d => d.Change) }).ToListAsync(cancel);
        return [.. days.Select(d => new TrendPoint(d, new(At(d, Measure.Certified), At(d, Measure.Required))))];

        // A month end is the sum of its whole month; only the day itself needs days.
        int At(DateOnly end, Measure measure) => buckets.Where(b => b.Measure == measure && (end == day
            ? Buckets.Counts(b.Level, b.BucketStart, end)
            : Buckets.CountsByMonthEnd(b.Level, b.BucketStart, end))).Sum(b => b.Count);
    }

    /// <summary>Eleven month ends before the month of the day, and the day.</summary>
    internal static IReadOnlyList<DateOnly> MonthEnds(DateOnly day)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        return [.. Enumerable.Range(0, 11).Select(i => month.AddMonths(i - 10).AddDays(-1)), day];
    }
}
