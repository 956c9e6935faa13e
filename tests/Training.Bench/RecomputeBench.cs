using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Bench;

/// <summary>
/// The nightly comparison of everybody's certificates and standings with the ledger: the job itself, step after step, each in its
/// transaction, report included. Standings are stored first where they are missing; that is not part of the time. A difference is mended
/// by the job and would cost time; none is expected.
/// </summary>
internal static class RecomputeBench
{
    public static async Task<string> TakeAsync(BigRoster roster)
    {
        await StoreAsync(roster);
        var process = Process.GetCurrentProcess();
        var (start, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        var step = new JobStep("", 0, null, false);
        while (!step.IsFinished)
        {
            var state = step.State;
            step = await roster.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => s.GetRequiredService<NightlyCheck>().StepAsync(state, default), default));
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        var report = (await roster.InScopeAsync(s => s.GetRequiredService<NightlyCheck>().LatestAsync(1, default))).Single();
        if (report.Lines.Length > 0) Console.Error.WriteLine(report.Lines);
        return "| people | seconds | people/s | differences | CPU s of this process |\n| --- | --- | --- | --- | --- |\n" + string.Create(CultureInfo.InvariantCulture,
            $"| {report.People} | {seconds:0} | {report.People / seconds:0} | {report.Differences} | {(process.TotalProcessorTime - cpu).TotalSeconds:0} |");
    }

    /// <summary>Stores the standings that are missing.</summary>
    internal static async Task StoreAsync(BigRoster roster)
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
