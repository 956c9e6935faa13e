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
using Training.Modules.SavedReports.Figures;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Bench;

/// <summary>
/// The aggregate of a big roster: built from the facts where it is empty, then dashboards of random days of three years by 16 readers,
/// while nothing changes and while one writer changes people without a pause; and what one person's change takes.
/// </summary>
internal static class RatesBench
{
    private const int Readers = 16;
    private const int Writers = 8;
    private const int WarmSeconds = 15;

    private static readonly StaffRole[] ByTurns = [StaffRole.SubDistrictStaff, StaffRole.LineStaff, StaffRole.DistrictStaff];

    private static readonly (string, CountBasis, IReadOnlyList<FigureDimension>)[] Reports =
    [
        ("saved report, posts by tenure", CountBasis.Assignment, [FigureDimension.Tenure]),
        ("saved report, posts by street, role and tenure", CountBasis.Assignment, [FigureDimension.Street, FigureDimension.Role, FigureDimension.Tenure]),
        ("saved report, people by street, line and role", CountBasis.Person, [FigureDimension.Street, FigureDimension.Line, FigureDimension.Role]),
        ("saved report, people by line and tenure", CountBasis.Person, [FigureDimension.Line, FigureDimension.Tenure]),
    ];

    public static async Task<string> TakeAsync(BigRoster roster, int seconds)
    {
        var lines = new List<string>();
        var people = await roster.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().MaxAsync(p => p.Id));
        if (!await roster.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<RateMonth>().AnyAsync())) lines.Add(await RebuildAsync(roster));
        else lines.Add("The aggregate was there already; for the time of a rebuild give another --folder and an empty schema.\n");
        lines.AddRange(["| what | people | median ms | p95 ms | per second |", "| --- | --- | --- | --- | --- |"]);
        // Until what is asked for a thousand times a second is compiled at its best.
        await ReadAsync(roster, Math.Max(seconds, WarmSeconds));
        lines.Add(Line("dashboard, 16 readers, random days", people, await ReadAsync(roster, seconds), seconds));
        // Each day is searched for what they are not told; further down they look at one day again and again, while everything changes.
        lines.Add(Line("dashboard by turns of a street's, a line's and the district's staff, 16 readers, random days", people, await ReadAsync(roster, seconds, ByTurns), seconds));
        foreach (var (what, basis, by) in Reports)
            lines.Add(Line(what, people, await ReportAsync(roster, basis, by), 1));
        using var end = new CancellationTokenSource();
        var writing = Task.Run(() => WriteAsync(roster, people, end.Token));
        lines.Add(Line("dashboard, 16 readers, one writer without a pause", people, await ReadAsync(roster, seconds), seconds));
        await end.CancelAsync();
        lines.Add(Line("what a change of a fact takes more, 16 readers", people, await writing, seconds));
        using var turning = new CancellationTokenSource();
        writing = Task.Run(() => WriteAsync(roster, people, turning.Token));
        lines.Add(Line("dashboard of today by turns as above, 16 readers, one writer without a pause", people, await ReadAsync(roster, seconds, ByTurns, days: 1), seconds));
        await turning.CancelAsync();
        await writing;
        using var alone = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        lines.Add(Line("what a change of a fact takes more, no reader", people, await WriteAsync(roster, people, alone.Token), seconds));
        using var many = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var times = await Task.WhenAll(Enumerable.Range(1, Writers).Select(_ => Task.Run(() => WriteAsync(roster, people, many.Token))));
        lines.Add(Line($"what a change of a fact takes more, {Writers} writers", people, [.. times.SelectMany(t => t)], seconds));
        var start = Stopwatch.GetTimestamp();
        var folded = await roster.InScopeAsync(s => s.GetRequiredService<RateFolding>().RunAsync(default));
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"\nFolding the {folded} changes into the months, as a job does every ten minutes: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s."));
        return string.Join('\n', lines);
    }

    /// <summary>Changes by all writers for a while, in four parts that show whether it lasts, with the jobs that they bring about; then what a dashboard takes.</summary>
    public static async Task<string> SustainAsync(BigRoster roster, int seconds)
    {
        var people = await roster.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().MaxAsync(p => p.Id));
        var lines = new List<string> { "| what | people | median ms | p95 ms | per second |", "| --- | --- | --- | --- | --- |" };
        await roster.QuietNightsAsync();
        using var done = new CancellationTokenSource();
        var jobs = Task.Run(() => JobsAsync(roster, done.Token));
        for (var part = 0; part < 4; part++)
        {
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
            var times = await Task.WhenAll(Enumerable.Range(1, Writers).Select(_ => Task.Run(() => WriteAsync(roster, people, end.Token))));
            lines.Add(Line($"what a change of a fact takes more, {Writers} writers, part {part + 1}", people, [.. times.SelectMany(t => t)], seconds));
        }
        await done.CancelAsync();
        await jobs;
        lines.Add(Line("dashboard after them, 16 readers, random days", people, await ReadAsync(roster, seconds), seconds));
        return string.Join('\n', lines);
    }

    private static async Task JobsAsync(BigRoster roster, CancellationToken end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!end.IsCancellationRequested)
        {
            await roster.Services.GetRequiredService<JobRunner>().RunDueAsync(roster.Tenant, CancellationToken.None);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Of an empty aggregate; the most memory of this process while it runs.</summary>
    private static async Task<string> RebuildAsync(BigRoster roster)
    {
        GC.Collect();
        using var done = new CancellationTokenSource();
        var watching = PeakAsync(done.Token);
        var start = Stopwatch.GetTimestamp();
        var built = await roster.InScopeAsync(s =>
        {
            s.GetRequiredService<TenantDb>().Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            return s.GetRequiredService<RateProjection>().RebuildAsync(default);
        });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await done.CancelAsync();
        await roster.AnalyzeAsync();
        var most = await watching;
        return string.Create(CultureInfo.InvariantCulture, $"Rebuild of {built.People} people: {seconds:0.0} s, {built.Posts} runs of days, {built.Months} months of units, at most {most} MB of memory.\n");
    }

    private static async Task<long> PeakAsync(CancellationToken end)
    {
        using var process = Process.GetCurrentProcess();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var most = 0L;
        while (!end.IsCancellationRequested)
        {
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
            await timer.WaitForNextTickAsync();
        }
        return most / 1_000_000;
    }

    /// <param name="turns">Whose dashboards; null = those of the district's staff.</param>
    /// <param name="days">Up to today, of which each is one at random.</param>
    private static async Task<IReadOnlyCollection<double>> ReadAsync(BigRoster roster, int seconds, StaffRole[]? turns = null, int days = 3 * 365)
    {
        turns ??= [StaffRole.DistrictStaff];
        var times = new ConcurrentBag<double>();
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            var random = new Random(reader);
            for (var turn = reader; Stopwatch.GetTimestamp() < end; turn++)
            {
                // As a server does: what is answered from memory lets others have the thread before the next.
                await Task.Yield();
                var start = Stopwatch.GetTimestamp();
                await roster.InScopeAsync(s => DashboardAsync(s, turns[turn % turns.Length], TimeProvider.System.Today().AddDays(-random.Next(0, days))));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        return times;
    }

    /// <summary>What the page asks for, without its HTML.</summary>
    private static async Task<RateBoard> DashboardAsync(IServiceProvider services, StaffRole role, DateOnly day)
    {
        var street = (await services.GetRequiredService<PeopleDirectory>().ReportingUnitsAsync(default)).First(u => u.Kind == OrgUnitKind.SubDistrict);
        var grant = new StaffGrant
        {
            PersonId = 0, Role = role, SubDistrictId = role == StaffRole.SubDistrictStaff ? street.Id : null, Line = role == StaffRole.LineStaff ? Modules.People.Models.Line.Education : null,
        };
        var rates = services.GetRequiredService<OwnRates>();
        var own = await rates.OpenAsync(AssignmentScope.Of([grant]), default) ?? throw new InvalidOperationException("There is no district.");
        var selection = new RateSelection(day, TimeProvider.System.Today(), null, null, null, false);
        var table = await rates.TableAsync(own, day, default);
        var board = await rates.BoardAsync(own, table, own.Streets, selection, default);
        await rates.BoardAsync(own, await rates.TableAsync(own, selection.MonthEndBefore, table.Log, default), [], selection, default);
        await rates.TrendAsync(own, table, null, null, default);
        return board.Total.AddsUp ? board : throw new InvalidOperationException($"The figures of {day} do not add up.");
    }

    /// <summary>Ends and reopens posts, so that each change moves counts.</summary>
    private static async Task<IReadOnlyCollection<double>> WriteAsync(BigRoster roster, long people, CancellationToken end)
    {
        var times = new List<double>();
        // Others in each run: whoever has been changed again and again leaves dead rows behind, until they are vacuumed.
        var random = new Random();
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

    /// <summary>What no aggregate holds, so that all posts of a day are counted: a saved report that nobody has opened since the last change.</summary>
    private static async Task<IReadOnlyCollection<double>> ReportAsync(BigRoster roster, CountBasis basis, IReadOnlyList<FigureDimension> by)
    {
        var times = new List<double>();
        var random = new Random(by.Count);
        for (var i = 0; i < 7; i++)
        {
            var query = new FigureQuery(basis, TimeProvider.System.Today().AddDays(-random.Next(0, 3 * 365)), by, new FigureFilter());
            var start = Stopwatch.GetTimestamp();
            await roster.InScopeAsync(s => s.GetRequiredService<FigureEngine>().CountAsync(query, default));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
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
