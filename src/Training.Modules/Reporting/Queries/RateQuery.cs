using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Queries;

/// <summary>Required and certified on one day of a trend.</summary>
public sealed record TrendPoint(DateOnly Day, Rate Rate);

/// <summary>
/// Reads rates as of any day. Months are kept in memory until they are written anew, and what has changed since is asked for each time,
/// one small query: so a figure is right on every node as soon as somebody's change is committed, and nothing is read twice.
/// </summary>
public sealed class RateQuery(RateReader reader, RateCache cache, CurrentTenant tenant)
{
    /// <summary>A table in memory takes about so many times the bytes of its months.</summary>
    private const int TableToBytes = 2;

    public async ValueTask<RateTable> TableAsync(DateOnly day, CancellationToken cancel) => await TableAsync(day, await LogAsync(cancel), cancel);

    /// <summary>Another day of the state that a table was read from: no query while its month is in memory.</summary>
    public async ValueTask<RateTable> TableAsync(DateOnly day, RateLog log, CancellationToken cancel)
    {
        var key = (tenant.Required.TenantId, "table", log, day);
        if (cache.TryGet(key, out RateTable? table)) return table!;
        (var months, log) = await MonthsAsync(RateMonth.MonthOf(day), log, cancel);
        table = new(day, log, unit => months.TryGetValue(unit, out var month) ? CountsOn(day, unit, [month], log) : CountsOn(day, unit, [], log));
        return cache.Set((tenant.Required.TenantId, "table", log, day), table, months.Values.Sum(m => (long)m.Data.Length) * TableToBytes);
    }

    /// <summary>The twelve month ends up to the day of a table, the last of them the day itself; assignment basis; null = all.</summary>
    public async ValueTask<IReadOnlyList<TrendPoint>> TrendAsync(RateTable table, int unit, TrainingRole? role, Line? line, CancellationToken cancel)
    {
        var month = RateMonth.MonthOf(table.Day);
        var key = (tenant.Required.TenantId, "trend", table.Log, month, unit, role, line);
        if (!cache.TryGet(key, out IReadOnlyList<TrendPoint>? ends))
        {
            var (months, log) = await UnitMonthsAsync(unit, MonthEnds(month), table.Log, cancel);
            ends = cache.Set<IReadOnlyList<TrendPoint>>(key, [.. MonthEnds(month).Select(end => new TrendPoint(end,
                new RateTable(end, CountsOn(end, unit, months, log)).Of(unit, role, line).CertificationRate))], 1_000);
        }
        return [.. ends!, new(table.Day, table.Of(unit, role, line).CertificationRate)];
    }

    /// <summary>The state of the aggregate at this moment: the same object as before where nothing has changed.</summary>
    public async Task<RateLog> LogAsync(CancellationToken cancel)
    {
        var known = cache.LogOf(tenant.Required.TenantId);
        var log = await reader.NewestAsync(known, cancel);
        // What a transaction has written itself may yet be taken back.
        if (log != known && !reader.IsInTransaction) cache.Set(tenant.Required.TenantId, log);
        return log;
    }

    /// <summary>The last month of every unit up to one, by unit; with a newer state where the months of this one have been replaced.</summary>
    private async Task<(IReadOnlyDictionary<int, RateMonth> Months, RateLog Log)> MonthsAsync(DateOnly month, RateLog log, CancellationToken cancel)
    {
        while (true)
        {
            var key = (tenant.Required.TenantId, "month", log.Epoch, month);
            if (cache.TryGet(key, out IReadOnlyDictionary<int, RateMonth>? months)) return (months!, log);
            months = await reader.MonthsAsync(month, cancel);
            var now = await LogAsync(cancel);
            if (now.Epoch == log.Epoch) return (Keep(key, months, months.Values), log);
            log = now;
        }
    }

    private async Task<(IReadOnlyList<RateMonth> Months, RateLog Log)> UnitMonthsAsync(int unit, IReadOnlyList<DateOnly> ends, RateLog log, CancellationToken cancel)
    {
        while (true)
        {
            var key = (tenant.Required.TenantId, "unit", log.Epoch, unit, ends[0]);
            if (cache.TryGet(key, out IReadOnlyList<RateMonth>? months)) return (months!, log);
            months = await reader.MonthsOfAsync(unit, RateMonth.MonthOf(ends[0]), RateMonth.MonthOf(ends[^1]), cancel);
            var now = await LogAsync(cancel);
            if (now.Epoch == log.Epoch) return (Keep(key, months, months), log);
            log = now;
        }
    }

    /// <summary>Months that a transaction has written itself may yet be taken back.</summary>
    private T Keep<T>(object key, T value, IEnumerable<RateMonth> months) =>
        reader.IsInTransaction ? value : cache.Set(key, value, months.Sum(m => (long)m.Data.Length), first: true);

    /// <param name="months">Oldest first; the last that has begun counts.</param>
    private static IEnumerable<KeyValuePair<RateKey, int>> CountsOn(DateOnly day, int unit, IReadOnlyList<RateMonth> months, RateLog log)
    {
        if (months.LastOrDefault(m => m.Month <= day) is { } month)
            foreach (var (code, count) in UnitMonth.At(month.Data, month.Month, day)) yield return new(RateKey.Of(unit, code), count);
        foreach (var change in log.Until(unit, day)) yield return new(change.Key, change.Change);
    }

    /// <summary>The eleven month ends before a month.</summary>
    internal static IReadOnlyList<DateOnly> MonthEnds(DateOnly month) => [.. Enumerable.Range(0, 11).Select(i => month.AddMonths(i - 10).AddDays(-1))];
}
