using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;

namespace Training.Bench;

/// <summary>
/// The aggregate of a big roster: built from the facts where it is empty, then dashboards of random days of three years by 16 readers,
/// while nothing changes and while one writer changes people without a pause; and what one person's change takes.
/// </summary>
internal static class RatesBench
{
    private const int Readers = 16;

    public static async Task<string> TakeAsync(BigRoster roster, int seconds)
    {
        var lines = new List<string> { "| what | people | median ms | p95 ms | per second |", "| --- | --- | --- | --- | --- |" };
        var people = await roster.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().MaxAsync(p => p.Id));
        if (!await roster.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<RateDelta>().AnyAsync()))
        {
            var start = Stopwatch.GetTimestamp();
            var built = await roster.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Rebuild of {built.People} people: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {built.Spans} spans, {built.Deltas} rows of the aggregate."));
            await roster.AnalyzeAsync();
        }
        lines.Add(Line("dashboard, quiet", people, await ReadAsync(roster, seconds), seconds));
        using var end = new CancellationTokenSource();
        var writing = WriteAsync(roster, people, end.Token);
        lines.Add(Line("dashboard, one writer", people, await ReadAsync(roster, seconds), seconds));
        await end.CancelAsync();
        lines.Add(Line("change of a person, 16 readers", people, await writing, seconds));
        using var alone = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        lines.Add(Line("change of a person, no reader", people, await WriteAsync(roster, people, alone.Token), seconds));
        return string.Join('\n', lines);
    }

    private static async Task<IReadOnlyCollection<double>> ReadAsync(BigRoster roster, int seconds)
    {
        var times = new ConcurrentBag<double>();
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            var random = new Random(reader);
            while (Stopwatch.GetTimestamp() < end)
            {
                var start = Stopwatch.GetTimestamp();
                await roster.InScopeAsync(s => DashboardAsync(s, TimeProvider.System.Today().AddDays(-random.Next(0, 3 * 365))));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        return times;
    }

    /// <summary>What the page asks for, without its HTML.</summary>
    private static async Task<RateBoard> DashboardAsync(IServiceProvider services, DateOnly day)
    {
        var units = await services.GetRequiredService<PeopleDirectory>().ReportingUnitsAsync(default);
        var district = units.Single(u => u.Kind == OrgUnitKind.District);
        var rates = services.GetRequiredService<RateQuery>();
        var table = await rates.TableAsync(day, default);
        var board = new RateBoard(table, district, [.. units.Where(u => u.Kind != OrgUnitKind.District)], null, AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff }]));
        await rates.TrendAsync(table, district.Id, null, null, default);
        return board.Total.AddsUp ? board : throw new InvalidOperationException($"The figures of {day} do not add up.");
    }

    /// <summary>Ends and reopens posts, so that each change moves counts.</summary>
    private static async Task<IReadOnlyCollection<double>> WriteAsync(BigRoster roster, long people, CancellationToken end)
    {
        var times = new List<double>();
        var random = new Random(1);
        while (!end.IsCancellationRequested)
        {
            var person = 1 + random.NextInt64(people);
            await roster.InScopeAsync(async s =>
            {
                var db = s.GetRequiredService<TenantDb>();
                return await s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
                {
                    var post = await db.Set<RoleAssignment>().Where(a => a.PersonId == person).OrderBy(a => a.Id).FirstAsync();
                    post.End = post.End is null ? TimeProvider.System.Today().AddDays(-1) : null;
                    await db.SaveChangesAsync();
                    var start = Stopwatch.GetTimestamp();
                    await s.GetRequiredService<RateProjection>().ReplaceAsync(person, default);
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    return true;
                }, default);
            });
        }
        return times;
    }

    private static string Line(string what, long people, IReadOnlyCollection<double> times, int seconds)
    {
        var sorted = times.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {people} | {sorted[sorted.Length / 2]:0.0} | {sorted[(int)(sorted.Length * 0.95)]:0.0} | {sorted.Length / (double)seconds:0} |");
    }
}
