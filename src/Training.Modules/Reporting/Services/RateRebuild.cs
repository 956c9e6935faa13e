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
/// Recomputes everybody, 500 people at a time, in the order of their 街镇: what a 街镇 counts is complete once its last person is done, so
/// memory holds one of them beside the district, however many people there are. In one transaction: interrupted, nothing has happened and it
/// is begun anew.
/// </summary>
public sealed class RateRebuild(TenantDb db, UnitOfWork unit, RateFactsQuery facts, UnitTree units, RateStore store)
{
    private readonly TenantDb _db = db;
    private readonly RateFactsQuery _facts = facts;
    private readonly UnitTree _units = units;
    private readonly RateStore _store = store;

    /// <param name="write">Puts right what differs; else it is only counted.</param>
    public Task<RebuildResult> RunAsync(bool write, CancellationToken cancel) => write
        ? unit.RunAsync(async () =>
        {
            await _store.LockAllAsync(cancel);
            return await new Run(this, write, cancel).AllAsync();
        }, cancel)
        : new Run(this, write, cancel).AllAsync();

    /// <summary>Everybody with the first 街镇 of their posts; those without any post first.</summary>
    private async Task<List<(int Street, long Id)>> OrderAsync(CancellationToken cancel)
    {
        var streets = _db.Set<RoleAssignment>().GroupBy(a => a.PersonId).Select(g => new { PersonId = g.Key, Street = g.Min(a => a.SubDistrictId) });
        var people = await (from p in _db.Set<Person>()
                            join s in streets on p.Id equals s.PersonId into found
                            from s in found.DefaultIfEmpty()
                            select new { p.Id, Street = (int?)s.Street }).ToListAsync(cancel);
        return [.. people.Select(p => (Street: p.Street ?? 0, p.Id)).OrderBy(p => p.Street).ThenBy(p => p.Id)];
    }

    private sealed class Run(RateRebuild rates, bool write, CancellationToken cancel)
    {
        private readonly Dictionary<int, Dictionary<(RateKey, DateOnly), int>> _sums = [];
        private readonly HashSet<int> _settled = [];
        private bool _anySpans, _anyDeltas;
        private int _spans, _deltas, _differences;

        public async Task<RebuildResult> AllAsync()
        {
            _anySpans = await rates._db.Set<CountedSpanRow>().AnyAsync(cancel) || await rates._db.Set<PostState>().AnyAsync(cancel);
            _anyDeltas = await rates._db.Set<RateDelta>().AnyAsync(cancel);
            var ancestors = await rates._units.AncestorsAsync(cancel);
            var above = ancestors.Values.SelectMany(a => a).ToHashSet();
            var order = await rates.OrderAsync(cancel);
            foreach (var page in order.Chunk(RateFactsQuery.PeopleAtOnce))
            {
                foreach (var done in _sums.Keys.Where(u => u < page[0].Street && !above.Contains(u)).ToList()) await SettleAsync(done);
                await PageAsync([.. page.Select(p => p.Id)], ancestors);
            }
            foreach (var left in _sums.Keys.ToList()) await SettleAsync(left);
            if (_anySpans) _differences += await rates._store.StraysAsync(write, cancel);
            if (_anyDeltas)
                foreach (var stray in await rates._db.Set<RateDelta>().Select(d => d.UnitId).Distinct().Where(u => !_settled.Contains(u)).ToListAsync(cancel)) await SettleAsync(stray);
            return new(order.Count, _spans, _deltas, _differences);
        }

        private async Task PageAsync(IReadOnlyList<long> ids, IReadOnlyDictionary<int, IReadOnlyList<int>> ancestors)
        {
            var found = await rates._facts.ForPeopleAsync(ids, cancel);
            var stored = _anySpans ? await rates._store.SpansAsync(ids, cancel) : null;
            var states = _anySpans ? await rates._store.StatesAsync(ids, cancel) : null;
            var (newSpans, newStates, wrong) = (new List<(long, CountedSpan)>(), new List<(long, CountedPost)>(), new List<long>());
            foreach (var id in ids)
            {
                var spans = Contributions.SpansOf(found[id]);
                var own = PostStates.Of(spans, found[id]);
                foreach (var c in Contributions.Of(spans, ancestors)) Add(c);
                _spans += spans.Count;
                if (_anySpans && RateProjection.Same(stored![id], spans) && RateProjection.Same(states![id], own)) continue;
                if (_anySpans || spans.Count > 0) wrong.Add(id);
                newSpans.AddRange(spans.Select(s => (id, s)));
                newStates.AddRange(own.Select(s => (id, s)));
            }
            _differences += wrong.Count;
            if (!write || wrong.Count == 0) return;
            if (_anySpans) await rates._store.RemoveAsync(wrong, cancel);
            await rates._store.AddSpansAsync(newSpans, cancel);
            await rates._store.AddStatesAsync(newStates, cancel);
        }

        private void Add(Contribution c)
        {
            if (!_sums.TryGetValue(c.Key.UnitId, out var sums)) _sums[c.Key.UnitId] = sums = [];
            sums[(c.Key, c.On)] = sums.GetValueOrDefault((c.Key, c.On)) + c.Change;
        }

        /// <summary>All that a unit counts is known: held against what is stored, and put in its place where it is not the same.</summary>
        private async Task SettleAsync(int unitId)
        {
            var buckets = new Dictionary<BucketKey, int>();
            if (_sums.Remove(unitId, out var sums)) Buckets.Add(buckets, sums.Select(s => new Contribution(s.Key.Item2, s.Key.Item1, s.Value)));
            foreach (var (key, _) in buckets.Where(d => d.Value == 0).ToList()) buckets.Remove(key);
            _settled.Add(unitId);
            _deltas += buckets.Count;
            var before = _anyDeltas ? await rates._store.DeltasAsync(cancel, unitId) : [];
            var differences = buckets.Count(d => before.GetValueOrDefault(d.Key) != d.Value) + before.Keys.Count(k => !buckets.ContainsKey(k));
            _differences += differences;
            if (!write || differences == 0) return;
            if (_anyDeltas) await rates._db.Set<RateDelta>().Where(d => d.UnitId == unitId).ExecuteDeleteAsync(cancel);
            await rates._store.AddDeltasAsync(buckets, cancel);
        }
    }
}
