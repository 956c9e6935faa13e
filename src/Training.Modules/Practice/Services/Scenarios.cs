using Microsoft.EntityFrameworkCore;
using Training.Modules.Practice.Models;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Practice.Services;

/// <summary>A version of a scenario.</summary>
public sealed record Scenario(ContentItem Item)
{
    public ScenarioPart Part { get; } = Item.As<ScenarioPart>();
    public string Id => Part.Id;
    public string Title => Item.DisplayText;
    public string VersionId => Item.ContentItemVersionId;
}

/// <summary>The scenarios, and where people stand with them.</summary>
public sealed class Scenarios(ContentStore store, TenantDb db, TimeProvider clock)
{
    public const string ContentType = "Scenario";

    /// <summary>Runs looked at for one person, newest first: many times what anybody makes in a career.</summary>
    private const int MostRuns = 1000;

    private static readonly CompiledQuery<long, RunRow> RunsOf = new((db, personId) =>
        db.Set<ScenarioRun>().AsNoTracking().Where(r => r.PersonId == personId).OrderByDescending(r => r.Id).Take(MostRuns)
            .Select(r => new RunRow(r.ScenarioId, r.Ref, r.FinishedUtc, r.Passed, r.Percent)));

    /// <summary>All published scenarios in the order of their ids.</summary>
    public async ValueTask<IReadOnlyList<Scenario>> AllAsync(CancellationToken cancel) =>
        [.. (await store.PublishedAsync(ContentType, cancel)).Select(i => new Scenario(i))];

    /// <summary>The published scenario, or null. The id is compared without case.</summary>
    public async ValueTask<Scenario?> ByIdAsync(string id, CancellationToken cancel) =>
        (await AllAsync(cancel)).FirstOrDefault(s => string.Equals(s.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The scenario as it was when a run began.</summary>
    public async ValueTask<Scenario> VersionAsync(string versionId, CancellationToken cancel) =>
        new(await store.VersionAsync(versionId, cancel) ?? throw new InvalidOperationException($"The version {versionId} of a scenario is gone."));

    /// <summary>By scenario id; a scenario without runs is not in it. One query.</summary>
    public async Task<IReadOnlyDictionary<string, ScenarioStatus>> StatusAsync(long personId, CancellationToken cancel)
    {
        var rows = await RunsOf.ToListAsync(db, personId, cancel);
        var now = clock.UtcNow();
        return rows.GroupBy(r => r.ScenarioId).ToDictionary(g => g.Key, g => Status(
            [.. g.Select(r => new RunFacts(r.Ref, r.FinishedUtc, r.Passed == true, r.Percent))], now));
    }

    private sealed record RunRow(string ScenarioId, string Ref, DateTime? FinishedUtc, bool? Passed, int? Percent);

    private static ScenarioStatus Status(List<RunFacts> runs, DateTime now)
    {
        var permit = RunRules.Permit(runs, now);
        return new ScenarioStatus
        {
            Passed = runs.Exists(r => r.Passed),
            Attempts = runs.Count(r => r.FinishedUtc is not null),
            BestPercent = runs.Max(r => r.Percent),
            NextAllowedUtc = permit.NextAllowedUtc,
            OpenRunRef = permit.OpenRef,
        };
    }
}
