using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Courseware.Services;
using Training.Modules.Insights.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Insights.Services;

/// <summary>
/// Every night after three: looks at the three days before, a module a step, then at what was entered by hand. Only notes what it
/// noticed, each thing once.
/// </summary>
internal sealed class FindAnomalies(AnomalyFinder finder, Catalog catalog, TenantDb db, TimeProvider clock) : IRecurringJob
{
    public const string Id = "insights.anomalies";

    /// <summary>Nights that may have been missed.</summary>
    private const int DaysBack = 3;

    /// <summary>Dismissed ones are kept for two years, and there are never more than this.</summary>
    private const int KeepDays = 730, MostRows = 5000;

    public string Name => Id;
    public string Title => "查找异常";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < 3 ? null : chinaNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="state">"{modules done} {found}"; empty at first.</param>
    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var modules = await catalog.ModulesAsync(cancel);
        var (done, found) = state.Split(' ') is [var d, var n] ? (int.Parse(d, CultureInfo.InvariantCulture), int.Parse(n, CultureInfo.InvariantCulture)) : (0, 0);
        var today = clock.Today();
        for (var back = DaysBack; back >= 1; back--)
        {
            var day = today.AddDays(-back);
            found += await NoteAsync(done < modules.Count ? await finder.OfModuleAsync(modules[done].Code, day, cancel) : await finder.OfEntriesAsync(day, cancel), cancel);
        }
        if (done < modules.Count) return new(string.Create(CultureInfo.InvariantCulture, $"{done + 1} {found}"), done + 1, modules.Count + 1, IsFinished: false);
        var old = clock.UtcNow().AddDays(-KeepDays);
        await db.Set<Anomaly>().Where(a => a.DismissedUtc != null && a.DismissedUtc < old).ExecuteDeleteAsync(cancel);
        return new("", modules.Count + 1, modules.Count + 1, IsFinished: true, $"新发现 {found} 条");
    }

    private async Task<int> NoteAsync(IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        if (findings.Count == 0 || await db.Set<Anomaly>().CountAsync(cancel) >= MostRows) return 0;
        var keys = findings.Select(f => f.Key).ToList();
        var known = await db.Set<Anomaly>().Where(a => keys.Contains(a.Key)).Select(a => a.Key).ToListAsync(cancel);
        var fresh = findings.Where(f => !known.Contains(f.Key)).DistinctBy(f => f.Key).ToList();
        db.AddRange(fresh.Select(f => new Anomaly
        {
            Rule = f.Rule, Key = f.Key, Day = f.Day, UnitId = f.UnitId, Subject = f.Subject, People = f.People.Count,
            Measured = f.Measured, Expected = f.Expected, FoundUtc = clock.UtcNow(),
        }));
        await db.SaveChangesAsync(cancel);
        return fresh.Count;
    }
}
