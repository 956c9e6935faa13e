using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Practice.Models;
using Training.Platform.Data;

namespace Training.Modules.Practice.Services;

/// <summary>Begins runs and takes decisions. Everything here is about the person's own runs only.</summary>
public sealed class ScenarioRuns(TenantDb db, UnitOfWork unit, Events events, TimeProvider clock)
{
    private DbSet<ScenarioRun> Rows => db.Set<ScenarioRun>();

    /// <summary>The run, or null where there is none or it is somebody else's.</summary>
    public Task<ScenarioRun?> FindAsync(string reference, long? personId, CancellationToken cancel) =>
        Rows.AsNoTracking().FirstOrDefaultAsync(r => r.Ref == reference && r.PersonId == personId, cancel);

    /// <summary>Begins a run or gives the open one; null while the person has to wait.</summary>
    /// <param name="role">Whose texts to show; null = the common text.</param>
    public async Task<string?> StartAsync(long personId, Scenario scenario, TrainingRole? role, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var facts = await Rows.AsNoTracking().Where(r => r.PersonId == personId && r.ScenarioId == scenario.Id)
            .OrderByDescending(r => r.Id).Take(200)
            .Select(r => new RunFacts(r.Ref, r.FinishedUtc, r.Passed == true, r.Percent)).ToListAsync(cancel);
        var permit = RunRules.Permit(facts, now);
        if (permit.OpenRef is not null) return permit.OpenRef;
        if (permit.NextAllowedUtc is not null) return null;
        // A second tap of the button may be as fast: the index allows one open run, whichever row comes first is it.
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO scenario_runs (ref, person_id, scenario_id, version_id, role, steps, started_utc, red_line)
            VALUES ({Ids.New()}, {personId}, {scenario.Id}, {scenario.VersionId}, {role?.ToString()}, {ScenarioRun.NoSteps}, {now}, {false})
            ON CONFLICT DO NOTHING
            """, cancel);
        return await Rows.AsNoTracking()
            .Where(r => r.PersonId == personId && r.ScenarioId == scenario.Id && r.FinishedUtc == null)
            .Select(r => r.Ref).FirstOrDefaultAsync(cancel);
    }

    /// <summary>
    /// Takes the decision at the node where the run stands; anything else (a second tap, an old page, an unknown option)
    /// changes nothing. The last decision closes the run, and a pass is told upward in the same transaction.
    /// </summary>
    /// <returns>Whether the decision was taken.</returns>
    public Task<bool> ChooseAsync(ScenarioRun run, Scenario scenario, string node, string option, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var taken = run.Taken();
        var before = Playthrough.Of(scenario.Part, taken);
        if (before.Current?.Id != node || before.Current.Option(option) is null) return false;
        var steps = taken.Append(new RunStep(node, option)).ToList();
        var after = Playthrough.Of(scenario.Part, steps);
        var (was, now) = (run.Steps, clock.UtcNow());
        var written = ScenarioRun.Write(steps);
        DateTime? finished = after.Finished ? now : null;
        int? percent = after.Finished ? after.Percent : null;
        bool? passed = after.Finished ? after.Passed : null;
        var mine = await Rows.Where(r => r.Id == run.Id && r.Steps == was && r.FinishedUtc == null).ExecuteUpdateAsync(s => s
            .SetProperty(r => r.Steps, written)
            .SetProperty(r => r.FinishedUtc, finished)
            .SetProperty(r => r.Percent, percent)
            .SetProperty(r => r.Passed, passed)
            .SetProperty(r => r.RedLine, after.RedLine), cancel);
        if (mine == 0) return false;
        if (after.Passed)
            await events.RaiseAsync(new ScenarioPassed(run.PersonId, run.ScenarioId, run.VersionId, after.Percent, ChinaTime.DayOf(now)), cancel);
        return true;
    }, cancel);
}
