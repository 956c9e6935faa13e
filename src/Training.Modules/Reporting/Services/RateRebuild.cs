using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>What a rebuild found.</summary>
/// <param name="Months">Rows of the aggregate.</param>
/// <param name="Differences">People whose stored rows were not what the facts say, and cells of the aggregate that were not their sum.</param>
public sealed record RebuildResult(int People, int Posts, int Months, int Differences);

/// <summary>
/// Recomputes everybody, 500 people at a time, in the order of their 街镇: what a 街镇 counts is complete once its last person is done, so
/// memory holds one of them beside the district, however many people there are. One page is worked out while the next is read. In one
/// transaction: interrupted, nothing has happened and it is begun anew.
/// </summary>
public sealed class RateRebuild(TenantDb db, UnitOfWork unit, RateFactsQuery facts, UnitTree units, PostStateStore states, RateStore store)
{
    /// <summary>From so many people on the indexes are put on at the end; for fewer that costs more than it saves.</summary>
    private const int Many = 20_000;

    private readonly TenantDb _db = db;
    private readonly RateFactsQuery _facts = facts;
    private readonly UnitTree _units = units;
    private readonly PostStateStore _states = states;
    private readonly RateStore _store = store;

    /// <param name="write">Puts right what differs; else it is only counted.</param>
    public Task<RebuildResult> RunAsync(bool write, CancellationToken cancel) => write
        ? unit.RunAsync(async () =>
        {
            await _states.LockAllAsync(cancel);
            await _store.BeginEpochAsync(cancel);
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
        private readonly Dictionary<int, Dictionary<(int Code, DateOnly On), int>> _sums = [];
        private readonly HashSet<int> _settled = [];
        private IReadOnlyList<RateChange> _changes = [];
        private ILookup<int, Contribution> _log = Array.Empty<Contribution>().ToLookup(c => 0);
        private bool _anyStates;
        private int _posts, _months, _differences;

        public async Task<RebuildResult> AllAsync()
        {
            _anyStates = await rates._db.Set<PostState>().AnyAsync(cancel);
            _changes = await rates._store.ChangesAsync(cancel);
            _log = _changes.SelectMany(c => RateChange.Unpack(c.Data)).ToLookup(c => c.Key.UnitId);
            var ancestors = await rates._units.AncestorsAsync(cancel);
            var order = await rates.OrderAsync(cancel);
            var count = () => CountAsync(order, ancestors, [.. ancestors.Values.SelectMany(a => a)]);
            if (write && !_anyStates && order.Count >= Many) await rates._states.WithoutIndexesAsync(count, cancel);
            else await count();
            foreach (var left in _sums.Keys.ToList()) await SettleAsync(left);
            if (_anyStates) _differences += await rates._states.StraysAsync(write, cancel);
            var stored = await rates._db.Set<RateMonth>().Select(m => m.UnitId).Distinct().ToListAsync(cancel);
            foreach (var stray in stored.Concat(_log.Select(u => u.Key)).Distinct().Where(u => !_settled.Contains(u)).ToList()) await SettleAsync(stray);
            if (write) await rates._store.RemoveChangesAsync(_changes, cancel);
            return new(order.Count, _posts, _months, _differences);
        }

        /// <param name="above">Units that others belong to, which are complete at the end only.</param>
        private async Task CountAsync(IReadOnlyList<(int Street, long Id)> order, IReadOnlyDictionary<int, IReadOnlyList<int>> ancestors, HashSet<int> above)
        {
            var pages = order.Chunk(RateFactsQuery.PeopleAtOnce).ToList();
            var read = pages.Count == 0 ? null : await ReadAsync(pages[0]);
            for (var i = 0; i < pages.Count; i++)
            {
                foreach (var done in _sums.Keys.Where(u => u < pages[i][0].Street && !above.Contains(u)).ToList()) await SettleAsync(done);
                var page = read!;
                var counting = Task.Run(() => Count(page, ancestors), cancel);
                try
                {
                    read = i + 1 < pages.Count ? await ReadAsync(pages[i + 1]) : null;
                }
                finally
                {
                    await counting;
                }
                await WriteAsync(await counting);
            }
        }

        private async Task<Page> ReadAsync((int Street, long Id)[] people)
        {
            var ids = Array.ConvertAll(people, p => p.Id);
            return new(ids, await rates._facts.ForPeopleAsync(ids, cancel), _anyStates ? await rates._states.OfAsync(ids, cancel) : null);
        }

        /// <summary>Adds the page to the sums.</summary>
        /// <returns>Whose rows are not what the facts say, and what they should be.</returns>
        private (List<long> Wrong, List<(long, CountedPost)> Right) Count(Page page, IReadOnlyDictionary<int, IReadOnlyList<int>> ancestors)
        {
            var (wrong, right) = (new List<long>(), new List<(long, CountedPost)>());
            foreach (var id in page.Ids)
            {
                var own = PostStates.Of(page.Facts[id]);
                foreach (var c in Contributions.Of(own, ancestors)) Add(c);
                _posts += own.Count;
                if (page.Stored is { } stored ? RateProjection.Same(stored[id], own) : own.Count == 0) continue;
                wrong.Add(id);
                right.AddRange(own.Select(s => (id, s)));
            }
            return (wrong, right);
        }

        private async Task WriteAsync((List<long> Wrong, List<(long, CountedPost)> Right) page)
        {
            _differences += page.Wrong.Count;
            if (!write || page.Wrong.Count == 0) return;
            if (_anyStates) await rates._states.RemoveOfAsync(page.Wrong, cancel);
            await rates._states.AddAsync(page.Right, cancel);
        }

        private void Add(Contribution c)
        {
            if (!_sums.TryGetValue(c.Key.UnitId, out var sums)) _sums[c.Key.UnitId] = sums = [];
            CollectionsMarshal.GetValueRefOrAddDefault(sums, (c.Key.Code, c.On), out _) += c.Change;
        }

        /// <summary>All that a unit counts is known: held against what is stored, and put in its place where it is not the same.</summary>
        private async Task SettleAsync(int unitId)
        {
            _settled.Add(unitId);
            var right = _sums.Remove(unitId, out var sums) ? sums.Where(s => s.Value != 0).ToDictionary() : [];
            var months = await rates._store.MonthsAsync(unitId, cancel);
            var folded = MonthRow.Fold(unitId, [], right);
            _months += folded.Count;
            var stored = MonthRow.Changes(months);
            foreach (var c in _log[unitId]) stored[(c.Key.Code, c.On)] = stored.GetValueOrDefault((c.Key.Code, c.On)) + c.Change;
            var differences = right.Count(d => stored.GetValueOrDefault(d.Key) != d.Value) + stored.Count(s => s.Value != 0 && !right.ContainsKey(s.Key))
                + (MonthRow.Continues(months) ? 0 : 1);
            _differences += differences;
            if (write && (differences > 0 || _log.Contains(unitId))) await rates._store.ReplaceMonthsAsync(unitId, null, folded, cancel);
        }

        /// <param name="Stored">Null where nothing is.</param>
        private sealed record Page(long[] Ids, IReadOnlyDictionary<long, RateFacts> Facts, ILookup<long, CountedPost>? Stored);
    }
}
