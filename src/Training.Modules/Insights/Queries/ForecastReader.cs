using Microsoft.Extensions.Caching.Memory;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Tenants;

namespace Training.Modules.Insights.Queries;

/// <summary>A forecast as one reader sees it.</summary>
/// <param name="Certified">持证 today by role, as the dashboard tells it.</param>
/// <param name="Streets">Those that are open on the day or in which something lapses, by horizon.</param>
public sealed record Forecast(
    IReadOnlyList<LapseForecast> Horizons, ForecastCells Cells, IReadOnlyDictionary<TrainingRole, (int Count, Hiding Hiding)> Certified, IReadOnlyList<IReadOnlyList<OrgUnit>> Streets);

/// <summary>
/// Counts the lapses once for each state of the aggregate, and once for each reader's scope what is hidden of them; both are kept for ten
/// minutes, one of each, until something changes.
/// </summary>
public sealed class ForecastReader(RateQuery rates, OwnRates own, LapseQuery lapses, IMemoryCache cache, CurrentTenant tenant)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    private sealed record Kept<T>(RateLog Log, DateOnly Today, T Value);

    private sealed record Counted(IReadOnlyList<LapseForecast> Horizons, IReadOnlyList<IReadOnlyList<OrgUnit>> Streets);

    public async Task<Forecast> ReadAsync(RatesStart start, CancellationToken cancel)
    {
        var today = start.Selection.Today;
        var log = await rates.LogAsync(cancel);
        var counted = await OnceAsync("forecast", log, today, () => CountAsync(start, log, cancel));
        var scope = start.Scope.CoversAll ? "*" : string.Join(',', start.Scope.SubDistricts.Order()) + ":" + string.Join(',', start.Scope.Lines.Order());
        return await OnceAsync("forecast:" + scope, log, today, async () =>
        {
            var table = await rates.TableAsync(today, log, cancel);
            var cells = await own.CellsAsync(start.Figures, today, log, cancel);
            return new Forecast(counted.Horizons, new(counted.Horizons, [.. start.Streets.Select(s => s.Id)], start.Scope),
                RoleFacts.All.ToDictionary(r => r, r => (table.Of(start.District.Id, r).Certified, cells.Of(null, r, null))), counted.Streets);
        });
    }

    private async Task<Counted> CountAsync(RatesStart start, RateLog log, CancellationToken cancel)
    {
        var today = start.Selection.Today;
        var all = await lapses.CountsAsync(today, cancel);
        var horizons = new List<LapseForecast>();
        var streets = new List<IReadOnlyList<OrgUnit>>();
        for (var i = 0; i < LapseForecast.Horizons.Count; i++)
        {
            var then = await rates.TableAsync(today.AddDays(LapseForecast.Horizons[i]), log, cancel);
            var horizon = new LapseForecast(then.Day, all.Where(l => l.Within[i] > 0).ToDictionary(l => (l.Street, l.Role, l.Line), l => l.Within[i]),
                then.RolesAt(start.District.Id).SelectMany(r => then.LinesOf(start.District.Id, r), (r, l) => (r, l)).ToDictionary(k => k, k => then.Of(start.District.Id, k.r, k.l).Missing));
            var lapsing = horizon.Streets.ToHashSet();
            horizons.Add(horizon);
            streets.Add([.. start.Streets.Where(s => s.IsOpenOn(then.Day) || lapsing.Contains(s.Id) || then.Of(s.Id)[Measure.InPost] > 0)]);
        }
        return new(horizons, streets);
    }

    private async Task<T> OnceAsync<T>(string what, RateLog log, DateOnly today, Func<Task<T>> read)
    {
        var key = (tenant.Required.TenantId, what);
        if (cache.TryGetValue(key, out Kept<T>? kept) && kept!.Log == log && kept.Today == today) return kept.Value;
        var value = await read();
        cache.Set(key, new Kept<T>(log, today, value), Keep);
        return value;
    }
}
