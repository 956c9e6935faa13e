using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>What a rebuild found.</summary>
/// <param name="Differences">People whose stored rows were not what the facts say, and cells of the aggregate that were not their sum.</param>
public sealed record RebuildResult(int People, int Spans, int Deltas, int Differences);

/// <summary>
/// Keeps the stored counts equal to the facts: per person as they change, or all of it anew. A person's old rows tell what
/// the aggregate holds of that person, so only the difference is added and no two writers meet on one row of it.
/// </summary>
public sealed class RateProjection(TenantDb db, UnitOfWork unit, RateFactsQuery facts, UnitTree units, RateStore store)
{
    /// <summary>Recomputes one person in the caller's transaction, or in one of its own.</summary>
    public Task ReplaceAsync(long personId, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await store.LockAsync(personId, cancel);
        var found = (await facts.ForPeopleAsync([personId], cancel))[personId];
        var stored = (await store.SpansAsync([personId], cancel))[personId].ToHashSet();
        var spans = Contributions.SpansOf(found);
        var states = PostStates.Of(spans, found);
        if (stored.SetEquals(spans) && (await store.StatesAsync([personId], cancel))[personId].ToHashSet().SetEquals(states)) return;
        var changes = new Dictionary<BucketKey, int>();
        Buckets.Add(changes, Contributions.Of([.. stored], found.Ancestors), -1);
        Buckets.Add(changes, Contributions.Of(spans, found.Ancestors));
        await store.RemoveSpansAsync(personId, cancel);
        await store.AddSpansAsync(spans.Select(s => (personId, s)), cancel);
        await store.RemoveStatesAsync(personId, cancel);
        await store.AddStatesAsync(states.Select(s => (personId, s)), cancel);
        await store.AddDeltasAsync(changes, cancel);
    }, cancel);

    /// <summary>Recomputes everybody and where anything differs puts the result in place of what is stored, in one transaction.</summary>
    public Task<RebuildResult> RebuildAsync(CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await store.LockAllAsync(cancel);
        var found = await RecomputeAsync(cancel);
        if (found.Result.Differences == 0) return found.Result;
        await db.Set<CountedSpanRow>().ExecuteDeleteAsync(cancel);
        await db.Set<RateDelta>().ExecuteDeleteAsync(cancel);
        await store.AddSpansAsync(found.Spans, cancel);
        await db.Set<PostState>().ExecuteDeleteAsync(cancel);
        await store.AddStatesAsync(found.States, cancel);
        await store.AddDeltasAsync(found.Deltas, cancel);
        return found.Result;
    }, cancel);

    /// <summary>Recomputes everybody and only counts what differs from what is stored. Expected: 0.</summary>
    public async Task<RebuildResult> CompareAsync(CancellationToken cancel) => (await RecomputeAsync(cancel)).Result;

    /// <summary>Recomputes the next 500 people and replaces those whose stored rows are not what the facts say.</summary>
    /// <param name="after">Last person of the page before; 0 at first.</param>
    /// <returns>The last person of this page, null when there was none left.</returns>
    public async Task<(long? Last, int People, int Differences)> CheckPageAsync(long after, CancellationToken cancel)
    {
        var page = await PageAsync(after, cancel);
        if (page.Count == 0) return (null, 0, 0);
        var found = await facts.ForPeopleAsync(page, cancel);
        var stored = await store.SpansAsync(page, cancel);
        var states = await store.StatesAsync(page, cancel);
        var wrong = page.Where(id => Contributions.SpansOf(found[id]) is var spans
            && (!Same(stored[id], spans) || !Same(states[id], PostStates.Of(spans, found[id])))).ToList();
        foreach (var id in wrong) await ReplaceAsync(id, cancel);
        return (page[^1], page.Count, wrong.Count);
    }

    private static bool Same<T>(IEnumerable<T> stored, IReadOnlyList<T> right) => stored.Count() == right.Count && stored.ToHashSet().SetEquals(right);

    private async Task<(RebuildResult Result, List<(long, CountedSpan)> Spans, List<(long, CountedPost)> States, Dictionary<BucketKey, int> Deltas)> RecomputeAsync(CancellationToken cancel)
    {
        var ancestors = await units.AncestorsAsync(cancel);
        var all = new List<(long, CountedSpan)>();
        var states = new List<(long, CountedPost)>();
        var deltas = new Dictionary<BucketKey, int>();
        int people = 0, differences = 0;
        for (var page = await PageAsync(0, cancel); page.Count > 0; page = await PageAsync(page[^1], cancel))
        {
            var found = await facts.ForPeopleAsync(page, cancel);
            var stored = await store.SpansAsync(page, cancel);
            var storedStates = await store.StatesAsync(page, cancel);
            foreach (var id in page)
            {
                var spans = Contributions.SpansOf(found[id]);
                all.AddRange(spans.Select(s => (id, s)));
                Buckets.Add(deltas, Contributions.Of(spans, ancestors));
                var own = PostStates.Of(spans, found[id]);
                states.AddRange(own.Select(s => (id, s)));
                if (!Same(stored[id], spans) || !Same(storedStates[id], own)) differences++;
            }
            people += page.Count;
        }
        foreach (var (key, _) in deltas.Where(d => d.Value == 0).ToList()) deltas.Remove(key);
        var before = await store.DeltasAsync(cancel);
        differences += deltas.Count(d => before.GetValueOrDefault(d.Key) != d.Value) + before.Keys.Count(k => !deltas.ContainsKey(k));
        return (new(people, all.Count, deltas.Count, differences), all, states, deltas);
    }

    private Task<List<long>> PageAsync(long after, CancellationToken cancel) => db.Set<Person>().Where(p => p.Id > after).OrderBy(p => p.Id)
        .Select(p => p.Id).Take(RateFactsQuery.PeopleAtOnce).ToListAsync(cancel);
}
