using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>
/// Keeps the stored counts equal to the facts: per person as they change, or all of it anew. A person's old rows tell what
/// the aggregate holds of that person, so only the difference is added and no two writers meet on one row of it.
/// </summary>
public sealed class RateProjection(TenantDb db, UnitOfWork unit, RateFactsQuery facts, RateStore store, RateRebuild rebuild)
{
    /// <summary>Recomputes one person in the caller's transaction, or in one of its own; writes only what is not as before.</summary>
    public Task ReplaceAsync(long personId, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await store.LockAsync(personId, cancel);
        var found = (await facts.ForPeopleAsync([personId], cancel))[personId];
        var spans = Contributions.SpansOf(found);
        var stored = await store.SpanRowsAsync(personId, cancel);
        var storedStates = await store.StateRowsAsync(personId, cancel);
        var (gone, added) = Difference(stored, spans);
        var (goneStates, addedStates) = Difference(storedStates, PostStates.Of(spans, found));
        await store.RemoveSpansAsync(gone, cancel);
        await store.AddSpansAsync(added.Select(s => (personId, s)), cancel);
        await store.RemoveStatesAsync(goneStates, cancel);
        await store.AddStatesAsync(addedStates.Select(s => (personId, s)), cancel);
        if (gone.Count + added.Count == 0) return;
        var changes = new Dictionary<BucketKey, int>();
        Buckets.Add(changes, Contributions.Of([.. stored.Select(s => s.Row)], found.Ancestors), -1);
        Buckets.Add(changes, Contributions.Of(spans, found.Ancestors));
        await store.AddDeltasAsync(changes, cancel);
    }, cancel);

    /// <summary>Recomputes everybody and puts right what differs, in one transaction.</summary>
    public Task<RebuildResult> RebuildAsync(CancellationToken cancel) => rebuild.RunAsync(write: true, cancel);

    /// <summary>Recomputes everybody and only counts what differs from what is stored. Expected: 0.</summary>
    public Task<RebuildResult> CompareAsync(CancellationToken cancel) => rebuild.RunAsync(write: false, cancel);

    /// <summary>Recomputes the next 500 people and replaces those whose stored rows are not what the facts say.</summary>
    /// <param name="after">Last person of the page before; 0 at first.</param>
    /// <returns>The last person of this page, null when there was none left.</returns>
    public async Task<(long? Last, int People, int Differences)> CheckPageAsync(long after, CancellationToken cancel)
    {
        var page = await db.Set<Person>().Where(p => p.Id > after).OrderBy(p => p.Id).Select(p => p.Id).Take(RateFactsQuery.PeopleAtOnce).ToListAsync(cancel);
        if (page.Count == 0) return (null, 0, 0);
        var found = await facts.ForPeopleAsync(page, cancel);
        var stored = await store.SpansAsync(page, cancel);
        var states = await store.StatesAsync(page, cancel);
        var wrong = page.Where(id => Contributions.SpansOf(found[id]) is var spans
            && (!Same(stored[id], spans) || !Same(states[id], PostStates.Of(spans, found[id])))).ToList();
        foreach (var id in wrong) await ReplaceAsync(id, cancel);
        return (page[^1], page.Count, wrong.Count);
    }

    internal static bool Same<T>(IEnumerable<T> stored, IReadOnlyList<T> right) => stored.Count() == right.Count && stored.ToHashSet().SetEquals(right);

    /// <summary>Rows to be removed, and values that no row holds.</summary>
    private static (List<long> Gone, IReadOnlyCollection<T> Added) Difference<T>(IReadOnlyList<(long Id, T Row)> stored, IEnumerable<T> right)
    {
        var missing = right.ToHashSet();
        return ([.. stored.Where(s => !missing.Remove(s.Row)).Select(s => s.Id)], missing);
    }
}
