using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Queries;

/// <summary>Required and certified on one day of a trend.</summary>
/// <param name="Hiding">Where it is not <see cref="Hiding.None"/>, the rate is empty.</param>
public sealed record TrendPoint(DateOnly Day, Rate Rate, Hiding Hiding = Hiding.None);

/// <summary>
/// Reads rates as of any day. Months are kept in memory until they are written anew, and what has changed since is asked for each time,
/// one small query: so a figure is right on every node as soon as somebody's change is committed, and nothing is read twice.
/// </summary>
public sealed class RateQuery(RateReader reader, RateCache cache, CurrentTenant tenant, TimeProvider time)
{
    /// <summary>A table in memory takes about so many times the bytes of its months.</summary>
    private const int TableToBytes = 2;

    public async ValueTask<RateTable> TableAsync(DateOnly day, CancellationToken cancel) => await TableAsync(day, await LogAsync(cancel), cancel);

    /// <summary>Another day of the state that a table was read from: no query while its month is in memory.</summary>
    public async ValueTask<RateTable> TableAsync(DateOnly day, RateLog log, CancellationToken cancel)
    {
        var isKept = IsKept(day);
        if (isKept && cache.TryGet((tenant.Required.TenantId, "table", log, day), out RateTable? kept)) return kept!;
        (var months, log) = await MonthsAsync(RateMonth.MonthOf(day), log, cancel);
        var table = new RateTable(day, log, (unit, basis) => CountsOn(day, unit, basis, months.GetValueOrDefault(unit), log));
        return isKept ? cache.Set((tenant.Required.TenantId, "table", log, day), table, months.Values.Sum(m => (long)m.Data.Length) * TableToBytes) : table;
    }

    /// <summary>The twelve month ends up to the day of a table, the last of them the day itself; assignment basis; null = all.</summary>
    public async ValueTask<IReadOnlyList<TrendPoint>> TrendAsync(RateTable table, int unit, TrainingRole? role, Line? line, CancellationToken cancel)
    {
        var key = (tenant.Required.TenantId, "trend", table.Log, RateMonth.MonthOf(table.Day), unit, role, line);
        if (!cache.TryGet(key, out IReadOnlyList<TrendPoint>? ends))
            ends = cache.Set<IReadOnlyList<TrendPoint>>(key, [.. (await MonthEndsAsync(table, unit, cancel)).Select(t => new TrendPoint(t.Day, t.Of(unit, role, line).CertificationRate))], 1_000);
        return [.. ends!, new(table.Day, table.Of(unit, role, line).CertificationRate)];
    }

    /// <summary>One unit at the eleven month ends before the day of a table, oldest first: one query for all of them. The tables know no other unit.</summary>
    public async ValueTask<IReadOnlyList<RateTable>> MonthEndsAsync(RateTable table, int unit, CancellationToken cancel)
    {
        var days = MonthEnds(RateMonth.MonthOf(table.Day));
        var (months, log) = await UnitMonthsAsync(unit, days, table.Log, cancel);
        return [.. days.Select(end => new RateTable(end, log, (of, basis) => CountsOn(end, of, basis, months.LastOrDefault(m => m.Month <= end), log)))];
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

    /// <summary>The last month of every unit up to one, by unit.</summary>
    private Task<(IReadOnlyDictionary<int, RateMonth> Months, RateLog Log)> MonthsAsync(DateOnly month, RateLog log, CancellationToken cancel) =>
        KnownAsync(epoch => (tenant.Required.TenantId, "month", epoch, month), log, () => reader.MonthsAsync(month, cancel), months => months.Values, cancel);

    private Task<(IReadOnlyList<RateMonth> Months, RateLog Log)> UnitMonthsAsync(int unit, IReadOnlyList<DateOnly> ends, RateLog log, CancellationToken cancel) =>
        KnownAsync(epoch => (tenant.Required.TenantId, "unit", epoch, unit, ends[0]), log,
            () => reader.MonthsOfAsync(unit, RateMonth.MonthOf(ends[0]), RateMonth.MonthOf(ends[^1]), cancel), months => months, cancel);

    /// <summary>From memory or read now, by one reader at a time; with a newer state where the months of this one have been replaced.</summary>
    private async Task<(T Months, RateLog Log)> KnownAsync<T>(
        Func<long, object> keyOf, RateLog log, Func<Task<T>> read, Func<T, IEnumerable<RateMonth>> all, CancellationToken cancel) where T : class
    {
        // Months that a transaction has written itself may yet be taken back; and one that waits here would keep its connection from others.
        var isAlone = reader.IsInTransaction;
        while (true)
        {
            var key = keyOf(log.Epoch);
            if (cache.TryGet(key, out T? known)) return (known!, log);
            using var turn = isAlone ? null : await cache.TurnAsync(key, cancel);
            if (cache.TryGet(key, out known)) return (known!, log);
            var months = await read();
            var now = await LogAsync(cancel);
            if (now.Epoch == log.Epoch) return (isAlone ? months : cache.Set(key, months, all(months).Sum(m => (long)m.Data.Length), first: true), log);
            log = now;
        }
    }

    /// <summary>
    /// What everybody looks at: today, and the end of last month beside it. A table of another day is made of months in memory within a
    /// millisecond; keeping them all costs the collector of garbage more than making them.
    /// </summary>
    private bool IsKept(DateOnly day)
    {
        var today = time.Today();
        return day == today || day == RateMonth.MonthOf(today).AddDays(-1);
    }

    /// <param name="month">The last of the unit that has begun; null = none.</param>
    private static UnitCounts CountsOn(DateOnly day, int unit, CountBasis basis, RateMonth? month, RateLog log)
    {
        var counts = new UnitCounts();
        if (month is not null)
            for (var cells = UnitMonth.CellsAt(month.Data, month.Month, day); cells.Read();)
                if (RateKey.BasisOf(cells.Code) == basis) counts.Add(cells.Code, cells.Count);
        foreach (var change in log.Until(unit, day))
            if (change.Key.Basis == basis) counts.Add(change.Key.Code, change.Change);
        return counts;
    }

    /// <summary>The eleven month ends before a month.</summary>
    internal static IReadOnlyList<DateOnly> MonthEnds(DateOnly month) => [.. Enumerable.Range(0, 11).Select(i => month.AddMonths(i - 10).AddDays(-1))];
}
