using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.Reporting.Simulation;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Tenants;

namespace Training.Bench;

/// <summary>A draft is ordered as an officer does, and the job that simulates it runs: from the order to the stored result.</summary>
internal static class WhatIfBench
{
    public static async Task<string> TakeAsync(BigRoster roster)
    {
        var lines = new List<string> { "| assumption | people | simulation s | order to result s | lapses | gains | CPU s of this process | resident MB |", "| --- | --- | --- | --- | --- | --- | --- | --- |" };
        await roster.QuietNightsAsync();
        // As when the officer opens the page.
        await roster.InScopeAsync(async s =>
        {
            var today = TimeProvider.System.Today();
            return await s.GetRequiredService<WhatIfRehearsal>().RunAsync(new(BigLife.Main, new(await OneMoreAsync(s), today.AddMonths(2), "加一门"), Assumption.RenewAsNow, today, 85), default);
        });
        foreach (var assumption in new[] { Assumption.RenewAsNow, Assumption.NothingMore, Assumption.RenewAsNow, Assumption.NothingMore })
            lines.Add(await RunAsync(roster, assumption));
        return string.Join('\n', lines);
    }

    private static async Task<string> RunAsync(BigRoster roster, Assumption assumption)
    {
        var process = Process.GetCurrentProcess();
        var (start, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        var draft = Ids.New();
        var refused = await roster.InScopeAsync(async s =>
            await s.GetRequiredService<WhatIfDesk>().OrderAsync(draft, BigLife.Main, "加一门", await OneMoreAsync(s), TimeProvider.System.Today().AddMonths(1), assumption, default));
        if (refused is not null) throw new InvalidOperationException(refused);
        await roster.Services.GetRequiredService<JobRunner>().RunDueAsync(roster.Tenant, default);
        var total = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        var order = await roster.InScopeAsync(s => s.GetRequiredService<WhatIfDesk>().LatestAsync(draft, default));
        var result = WhatIfDesk.Read(order!) ?? throw new InvalidOperationException("There is no result.");
        var last = result.Total.Days[^1];
        return string.Create(CultureInfo.InvariantCulture,
            $"| {assumption} | {result.People} | {order!.Milliseconds / 1000.0:0.0} | {total:0.0} | {last.Lapsed} | {last.Gained} | {(process.TotalProcessorTime - cpu).TotalSeconds:0.0} | {process.WorkingSet64 / 1024 / 1024} |");
    }

    /// <summary>The present rules with one module more at the start and in every renewal.</summary>
    private static async Task<SchemeRules> OneMoreAsync(IServiceProvider services)
    {
        var present = (await services.GetRequiredService<SchemeTable>().AllAsync(default)).Of(BigLife.Main)[^1].Rules;
        return present with
        {
            Requirements = AllOf.Of(present.Requirements, Shown.Module("R02")),
            Renewal = present.Renewal with { Paths = [.. present.Renewal.Paths.Select(p => p with { Requirements = AllOf.Of(p.Requirements, Shown.Module("R02")) })] },
        };
    }
}
