using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Modules.Records.Services;
using Training.Platform.Data;

namespace Training.Modules.Insights.Queries;

/// <summary>A finished run: how many percent of its decisions were the model answer.</summary>
public sealed record RunSeen(DateOnly On, double Agreement);

/// <summary>What became of a module beyond its check: scenario runs that exercise it, and sign-offs at work.</summary>
public sealed class PracticeQuery(TenantDb db, Scenarios scenarios, Tasks tasks)
{
    /// <summary>By person the first run of all and those after it, by time.</summary>
    /// <param name="people">At most 500.</param>
    public async Task<ILookup<long, RunSeen>> RunsAsync(string moduleCode, IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        var ids = (await scenarios.AllAsync(cancel)).Where(s => s.Part.Modules.Contains(moduleCode, StringComparer.OrdinalIgnoreCase)).Select(s => s.Id).ToList();
        if (ids.Count == 0) return Array.Empty<(long, RunSeen)>().ToLookup(r => r.Item1, r => r.Item2);
        var runs = await db.Set<ScenarioRun>().AsNoTracking().Where(r => people.Contains(r.PersonId) && ids.Contains(r.ScenarioId) && r.FinishedUtc != null)
            .OrderBy(r => r.FinishedUtc).ThenBy(r => r.Id).ToListAsync(cancel);
        var seen = new List<(long PersonId, RunSeen Run)>(runs.Count);
        foreach (var run in runs)
        {
            var way = Playthrough.Of((await scenarios.VersionAsync(run.VersionId, cancel)).Part, run.Taken());
            if (way.Steps.Count > 0) seen.Add((run.PersonId, new(ChinaTime.DayOf(run.FinishedUtc!.Value), 100.0 * way.ModelChoices / way.Steps.Count)));
        }
        return seen.ToLookup(r => r.PersonId, r => r.Run);
    }

    /// <summary>By person the days on which they were signed off for the module, or passed a task that exercises it; what was taken back is left out.</summary>
    public async Task<ILookup<long, DateOnly>> SignOffsAsync(string moduleCode, IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        var codes = (await tasks.AllAsync(cancel)).Where(t => t.Part.Modules.Contains(moduleCode, StringComparer.OrdinalIgnoreCase)).Select(t => t.Code).ToList();
        var rows = db.Set<Evidence>().AsNoTracking();
        return (await rows.Where(e => people.Contains(e.PersonId)
                && ((e.Kind == EvidenceKind.SignedOff && e.Subject == moduleCode) || (e.Kind == EvidenceKind.TaskAssessed && codes.Contains(e.Subject)))
                && !rows.Any(later => later.SupersedesId == e.Id))
            .Select(e => new { e.PersonId, e.EffectiveOn }).ToListAsync(cancel)).ToLookup(e => e.PersonId, e => e.EffectiveOn);
    }
}
