using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Bench;

/// <summary>
/// The nightly comparison of everybody's certificates and standings with the ledger, page after page, as the job does it. Standings are
/// stored first where they are missing; that is not part of the time.
/// </summary>
internal static class RecomputeBench
{
    public static async Task<string> TakeAsync(BigRoster roster)
    {
        await StoreAsync(roster);
        var process = Process.GetCurrentProcess();
        var (start, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        var (people, differences) = (0, 0);
        for (long? after = 0; after is { } last;)
        {
            var page = await roster.InScopeAsync(s => s.GetRequiredService<Recompute>().CompareAsync(last, default));
            (people, differences, after) = (people + page.People, differences + page.Differences.Count, page.Last);
            foreach (var d in page.Differences.Take(3)) Console.Error.WriteLine(Recompute.Line(d));
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return "| people | seconds | people/s | differences | CPU s of this process |\n| --- | --- | --- | --- | --- |\n" + string.Create(CultureInfo.InvariantCulture,
            $"| {people} | {seconds:0} | {people / seconds:0} | {differences} | {(process.TotalProcessorTime - cpu).TotalSeconds:0} |");
    }

    private static async Task StoreAsync(BigRoster roster)
    {
        var missing = await roster.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            return await db.Set<Person>().Where(p => !db.Set<Training.Modules.Certification.Models.StoredStanding>().Any(r => r.PersonId == p.Id))
                .OrderBy(p => p.Id).Select(p => p.Id).ToListAsync();
        });
        foreach (var portion in missing.Chunk(500))
            await roster.InScopeAsync(s => s.GetRequiredService<StandingStore>().ReplaceAsync(portion, default));
    }
}
