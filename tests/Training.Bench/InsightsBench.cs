using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;

namespace Training.Bench;

/// <summary>
/// What the pages of 统计分析 ask for, without their HTML, of a big roster: for the district's staff and for those of one street; the first
/// time after something changed, and again while it is kept.
/// </summary>
internal static class InsightsBench
{
    private const int Times = 5;

    public static async Task<string> TakeAsync(BigRoster roster)
    {
        var lines = new List<string>();
        var people = await roster.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().MaxAsync(p => p.Id));
        if (!await roster.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<RateMonth>().AnyAsync()))
        {
            await roster.InScopeAsync(s =>
            {
                s.GetRequiredService<TenantDb>().Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
                return s.GetRequiredService<RateProjection>().RebuildAsync(default);
            });
            await roster.AnalyzeAsync();
        }
        lines.AddRange(["| what | whose | people | first ms, median | first ms, most | again ms, median |", "| --- | --- | --- | --- | --- | --- |"]);
        foreach (var (whose, role) in new[] { ("district", StaffRole.DistrictStaff), ("one street", StaffRole.SubDistrictStaff) })
        {
            lines.Add(await LineAsync("forecast", whose, role, people, roster, (s, start, _) => ForecastAsync(s, start)));
            lines.Add(await LineAsync("ranking, random days", whose, role, people, roster, RankingAsync));
            lines.Add(await LineAsync("compare, a month", whose, role, people, roster, (s, start, day) => CompareAsync(s, start, day, day.AddMonths(1))));
            lines.Add(await LineAsync("compare, a year", whose, role, people, roster, (s, start, day) => CompareAsync(s, start, day, day.AddYears(1))));
            lines.Add(await LineAsync("data quality", whose, role, people, roster, (s, start, _) => QualityAsync(s, start)));
        }
        return string.Join('\n', lines);
    }

    private static async Task<string> LineAsync(string what, string whose, StaffRole role, long people, BigRoster roster, Func<IServiceProvider, RatesStart, DateOnly, Task> page)
    {
        var (first, again) = (new List<double>(), new List<double>());
        var random = new Random(what.Length);
        for (var i = 0; i < Times; i++)
        {
            var day = TimeProvider.System.Today().AddDays(-365 - random.Next(0, 365));
            (roster.Services.GetRequiredService<IMemoryCache>() as MemoryCache)?.Clear();
            foreach (var times in new[] { first, again })
            {
                times.Add(await roster.InScopeAsync(async s =>
                {
                    s.GetRequiredService<TenantDb>().Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
                    var open = await OpenAsync(s, role, day);
                    var start = Stopwatch.GetTimestamp();
                    await page(s, open, day);
                    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                }));
            }
        }
        return string.Create(CultureInfo.InvariantCulture, $"| {what} | {whose} | {people} | {Median(first):0} | {first.Max():0} | {Median(again):0} |");
    }

    private static async Task<RatesStart> OpenAsync(IServiceProvider services, StaffRole role, DateOnly day)
    {
        var units = await services.GetRequiredService<PeopleDirectory>().ReportingUnitsAsync(default);
        var streets = units.Where(u => u.Kind != OrgUnitKind.District).ToList();
        var scope = AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = role, SubDistrictId = role == StaffRole.SubDistrictStaff ? streets[0].Id : null }]);
        return new(units.Single(u => u.Kind == OrgUnitKind.District), streets, new RateSelection(day, TimeProvider.System.Today(), null, null, null, false), scope);
    }

    private static async Task ForecastAsync(IServiceProvider services, RatesStart start) => await services.GetRequiredService<ForecastReader>().ReadAsync(start, default);

    private static async Task RankingAsync(IServiceProvider services, RatesStart start, DateOnly day)
    {
        var table = await services.GetRequiredService<RateQuery>().TableAsync(day, default);
        var board = await services.GetRequiredService<OwnRates>().BoardAsync(start.Figures, table, start.Streets, start.Selection, default);
        Ranking.Of(board.Rows.Select(r => (r.Unit, r.Total.CertificationRate)));
    }

    private static async Task CompareAsync(IServiceProvider services, RatesStart start, DateOnly from, DateOnly to)
    {
        var (rates, own, changes) = (services.GetRequiredService<RateQuery>(), services.GetRequiredService<OwnRates>(), services.GetRequiredService<ChangeQuery>());
        var then = await rates.TableAsync(from, default);
        var now = await rates.TableAsync(to, then.Log, default);
        _ = new ComparedBoard(then, now, start, (await own.CellsAsync(start.Figures, from, then.Log, default), await own.CellsAsync(start.Figures, to, then.Log, default)),
            (await own.DoublesAsync(start.Figures, then, start.Selection.Line, default), await own.DoublesAsync(start.Figures, now, start.Selection.Line, default)));
        var all = await changes.CountsAsync(from, to, then.Log, default);
        _ = new CauseBoard([.. all.Select(c => new SeenCount(c, start.InScope(c.UnitId, c.Line)))]);
        await changes.NamedAsync(from, to, start.Scope, then.Log, default);
    }

    private static async Task QualityAsync(IServiceProvider services, RatesStart start)
    {
        var quality = services.GetRequiredService<QualityQuery>();
        await quality.StreetsAsync(start.Scope, default);
        if (!start.Scope.CoversAll) await quality.ScoresAsync(default);
        await quality.WithoutDirectorAsync([.. start.Streets.Select(s => s.Id)], default);
        if (!start.Scope.CoversAll) return;
        await quality.CountAsync(QualityCheck.NoPost, null, start.Scope, default);
        await quality.CountAsync(QualityCheck.AlikeStaffNo, null, start.Scope, default);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
