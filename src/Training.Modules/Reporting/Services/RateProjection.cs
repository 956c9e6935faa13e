using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Services;

/// <summary>
/// Keeps the stored counts equal to the facts: per person as they change, or all of it anew. A person's old rows tell what
/// the aggregate holds of that person, so only the difference is added and no two writers meet on one row of it.
/// </summary>
public sealed class RateProjection(
    UnitOfWork unit, RateFactsQuery facts, UnitTree units, PostStateStore states, RateRebuild rebuild, FoldingSoon soon, JobQueue jobs, CurrentTenant tenant)
{
    /// <summary>Recomputes one person in the caller's transaction, or in one of its own; writes only what is not as before.</summary>
    public Task ReplaceAsync(long personId, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await states.LockAsync(personId, cancel);
        var found = await facts.ForPersonAsync(personId, cancel);
        var right = PostStates.Of(found);
        var stored = await states.OfAsync(personId, cancel);
        var (gone, added) = Difference(stored, right);
        if (gone.Length + added.Length == 0) return;
        // Also of places that the person has left: what was counted there is taken back.
        var ancestors = await units.AncestorsAsync(stored.Select(s => s.Post.Place.UnitId).Concat(right.Select(p => p.Place.UnitId)), cancel);
        var changes = new Dictionary<(RateKey Key, DateOnly On), int>();
        Add([.. stored.Select(s => s.Post)], -1);
        Add(right, 1);
        // Even where no count differs, as when a post goes to another 居民区 of its street: what others counted from the rows and keep in memory is that of another state.
        await states.ChangeAsync(personId, gone, added, changes.Where(c => c.Value != 0).Select(c => new Contribution(c.Key.On, c.Key.Key, c.Value)), cancel);
        // What the caller did is done by then, so nobody's leaving takes this back.
        await unit.AfterCommitAsync(() => soon.Count(tenant.Required) ? jobs.QueueRecurringAsync(MergeRates.JobName, CancellationToken.None) : Task.CompletedTask);

        void Add(IReadOnlyList<CountedPost> posts, int sign)
        {
            foreach (var c in Contributions.Of(posts, ancestors)) CollectionsMarshal.GetValueRefOrAddDefault(changes, (c.Key, c.On), out _) += sign * c.Change;
        }
    }, cancel);

    /// <summary>Recomputes everybody and puts right what differs, in one transaction.</summary>
    public Task<RebuildResult> RebuildAsync(CancellationToken cancel) => rebuild.RunAsync(write: true, cancel);

    /// <summary>Recomputes everybody and only counts what differs from what is stored. Expected: 0.</summary>
    public Task<RebuildResult> CompareAsync(CancellationToken cancel) => rebuild.RunAsync(write: false, cancel);

    /// <summary>Recomputes the next 500 people and replaces those whose stored rows are not what the facts say.</summary>
    /// <param name="after">Last person of the page before; 0 at first.</param>
    /// <param name="among">Whom to look at.</param>
    /// <returns>The last person of this page, null when there was none left.</returns>
    public async Task<(long? Last, int People, int Differences)> CheckPageAsync(long after, IQueryable<Person> among, CancellationToken cancel)
    {
        var page = await among.Where(p => p.Id > after).OrderBy(p => p.Id).Select(p => p.Id).Take(RateFactsQuery.PeopleAtOnce).ToListAsync(cancel);
        if (page.Count == 0) return (null, 0, 0);
        var found = await facts.ForPeopleAsync(page, cancel);
        var stored = await states.OfAsync(page, cancel);
        var wrong = page.Where(id => !Same(stored[id], PostStates.Of(found[id]))).ToList();
        foreach (var id in wrong) await ReplaceAsync(id, cancel);
        return (page[^1], page.Count, wrong.Count);
    }

    internal static bool Same(IEnumerable<CountedPost> stored, IReadOnlyList<CountedPost> right) => stored.Count() == right.Count && stored.ToHashSet().SetEquals(right);

    /// <summary>Rows to be removed, and values that no row holds.</summary>
    private static (long[] Gone, CountedPost[] Added) Difference(IReadOnlyList<(long Id, CountedPost Post)> stored, IEnumerable<CountedPost> right)
    {
        var missing = right.ToHashSet();
        return ([.. stored.Where(s => !missing.Remove(s.Post)).Select(s => s.Id)], [.. missing]);
    }
}
