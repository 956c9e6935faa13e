using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Insights.Queries;

/// <summary>Changes of the posts within a scope; <see cref="Complete"/> false where there were more than are listed.</summary>
public sealed record NamedChanges(IReadOnlyList<(Change Change, Cause Cause)> All, bool Complete);

/// <summary>
/// Assignments that count otherwise on one day than on another, from the stored runs of days. Read are only runs that end between
/// the days (index last day) and posts that begin between them (index street, role, start). Posts that go on are counted by the database;
/// those that ended or began come one after the other in the order of their people, so that moves are told from arrivals whatever the
/// number, and nothing is kept but the counts.
/// </summary>
public sealed class ChangeQuery(TenantDb db, IMemoryCache cache, CurrentTenant tenant)
{
    /// <summary>Changes that are listed by name.</summary>
    public const int Most = 20_000;

    /// <summary>Merged units that are looked at.</summary>
    private const int MostMerged = 5_000;

    private const int PeopleAtOnce = 500;

    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);
    private static readonly int Bits = Causes.States.Aggregate(0, (sum, m) => sum | PostStates.Bit(m));

    private sealed record Kept<T>(RateLog Log, T Value);

    private sealed class Row
    {
        public required long PersonId { get; init; }
        public required long AssignmentId { get; init; }
        public required int UnitId { get; init; }
        public required int? WorkUnitId { get; init; }
        public required TrainingRole Role { get; init; }
        public required Line Line { get; init; }
        public required int Was { get; init; }
        public required int Now { get; init; }

        public Change Change => new(PersonId, AssignmentId, UnitId, Role, Line, StateOf(Was), StateOf(Now), WorkUnitId);
    }

    /// <summary>All of them, by place, cause and effect.</summary>
    /// <param name="log">State of the aggregate, under which the answer is kept in memory.</param>
    public Task<IReadOnlyList<ChangeCount>> CountsAsync(DateOnly from, DateOnly to, RateLog log, CancellationToken cancel) =>
        OnceAsync((tenant.Required.TenantId, "change-counts", from, to), log, () => CountAsync(from, to, cancel));

    /// <summary>Those of the posts that the reader may see by name.</summary>
    public Task<NamedChanges> NamedAsync(DateOnly from, DateOnly to, AssignmentScope scope, RateLog log, CancellationToken cancel)
    {
        var who = scope.CoversAll ? "*" : string.Join(',', scope.SubDistricts.Order()) + ":" + string.Join(',', scope.Lines.Order());
        return OnceAsync((tenant.Required.TenantId, "changes", from, to, who), log, () => NameAsync(from, to, scope, cancel));
    }

    /// <summary>Names of some people by id.</summary>
    public async Task<IReadOnlyDictionary<long, (string Name, string StaffNo, string Ref)>> NamesAsync(IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        (await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.StaffNo, p.Ref }).ToListAsync(cancel))
            .ToDictionary(p => p.Id, p => (p.Name, p.StaffNo, p.Ref));

    /// <summary>Whose posts they are, by post, and the last day of each.</summary>
    public async Task<IReadOnlyDictionary<long, (string Name, string StaffNo, string Ref, DateOnly? End)>> HoldersAsync(IReadOnlyCollection<long> posts, CancellationToken cancel) =>
        (await (from a in db.Set<RoleAssignment>().AsNoTracking()
                where posts.Contains(a.Id)
                join p in db.Set<Person>() on a.PersonId equals p.Id
                select new { a.Id, a.End, p.Name, p.StaffNo, p.Ref }).ToListAsync(cancel)).ToDictionary(p => p.Id, p => (p.Name, p.StaffNo, p.Ref, p.End));

    private async Task<IReadOnlyList<ChangeCount>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        if (from >= to) return [];
        var counts = new Dictionary<(int UnitId, TrainingRole Role, Line Line, Cause Cause, int Required, int Certified), int>();
        var kept = await Going(from, to).GroupBy(r => new { r.UnitId, r.Role, r.Line, r.Was, r.Now }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        foreach (var k in kept)
            Add(Causes.Of([new Change(0, 0, k.Key.UnitId, k.Key.Role, k.Key.Line, StateOf(k.Key.Was), StateOf(k.Key.Now))]), k.Count);
        var merged = await MergedAsync(from, to, cancel);
        var own = new List<Change>();
        await foreach (var row in Moving(from, to, _ => true).OrderBy(r => r.PersonId).ThenBy(r => r.Role).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (own.Count > 0 && (own[0].PersonId, own[0].Role) != (row.PersonId, row.Role)) Close();
            own.Add(row.Change);
        }
        Close();
        return [.. counts.Select(c => new ChangeCount(c.Key.UnitId, c.Key.Role, c.Key.Line, c.Key.Cause, c.Key.Required, c.Key.Certified, c.Value)).OrderBy(c => c.UnitId).ThenBy(c => c.Role).ThenBy(c => c.Cause)];

        void Close()
        {
            Add(Causes.Of(own, merged), 1);
            own.Clear();
        }

        void Add(IEnumerable<(Change Change, Cause Cause)> found, int count)
        {
            foreach (var (change, cause) in found)
            {
                var (required, certified) = change.Effect();
                var key = (change.UnitId, change.Role, change.Line, cause, required, certified);
                counts[key] = counts.GetValueOrDefault(key) + count;
            }
        }
    }

    private async Task<NamedChanges> NameAsync(DateOnly from, DateOnly to, AssignmentScope scope, CancellationToken cancel)
    {
        if (from >= to) return new([], true);
        var inScope = InScope(scope);
        var going = await Going(from, to, inScope).OrderBy(r => r.AssignmentId).Take(Most + 1).ToListAsync(cancel);
        var moving = await Moving(from, to, inScope).OrderBy(r => r.PersonId).ThenBy(r => r.AssignmentId).Take(Most + 1).ToListAsync(cancel);
        var complete = going.Count + moving.Count <= Most;
        var listed = moving.Take(Most).ToDictionary(r => r.AssignmentId);
        // Where somebody came from, or went to, may lie outside the scope.
        if (!scope.CoversAll)
            foreach (var portion in listed.Values.Select(r => r.PersonId).Distinct().ToList().Chunk(PeopleAtOnce))
                foreach (var row in await Moving(from, to, s => portion.Contains(s.PersonId)).ToListAsync(cancel)) listed.TryAdd(row.AssignmentId, row);
        var found = Causes.Of(going.Concat(listed.Values).Select(r => r.Change), await MergedAsync(from, to, cancel));
        return new([.. found.Where(c => scope.CoversAll || scope.SubDistricts.Contains(c.Change.UnitId) || scope.Lines.Contains(c.Change.Line))
            .OrderBy(c => c.Change.UnitId).ThenBy(c => c.Change.Role).ThenBy(c => c.Cause).ThenBy(c => c.Change.AssignmentId).Take(Most)], complete);
    }

    /// <summary>Posts of both days that count otherwise.</summary>
    private IQueryable<Row> Going(DateOnly from, DateOnly to, Expression<Func<PostState, bool>>? which = null)
    {
        var bits = Bits;
        return from was in Ending(@from, to, which ?? (_ => true))
               join now in db.Set<PostState>().AsNoTracking().Where(n => (n.Measures & bits) != 0 && n.FromDay <= to && n.ThroughDay >= to)
                   on new { was.PersonId, was.AssignmentId } equals new { now.PersonId, now.AssignmentId }
               where (now.Measures & bits) != (was.Measures & bits)
               select new Row
               {
                   PersonId = was.PersonId, AssignmentId = was.AssignmentId, UnitId = was.UnitId, WorkUnitId = was.WorkUnitId, Role = was.Role, Line = was.Line,
                   Was = was.Measures & bits, Now = now.Measures & bits,
               };
    }

    /// <summary>Posts of one of the days only.</summary>
    private IQueryable<Row> Moving(DateOnly from, DateOnly to, Expression<Func<PostState, bool>> which)
    {
        var (bits, roles) = (Bits, RoleFacts.All);
        var states = db.Set<PostState>().AsNoTracking();
        var left = from was in Ending(@from, to, which)
                   where !states.Any(n => n.PersonId == was.PersonId && n.AssignmentId == was.AssignmentId && (n.Measures & bits) != 0 && n.FromDay <= to && n.ThroughDay >= to)
                   select new Row
                   {
                       PersonId = was.PersonId, AssignmentId = was.AssignmentId, UnitId = was.UnitId, WorkUnitId = was.WorkUnitId, Role = was.Role, Line = was.Line,
                       Was = was.Measures & bits, Now = 0,
                   };
        // With 区本级: whoever goes there from a street has moved.
        var streets = db.Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District || u.Kind == OrgUnitKind.SubDistrict || u.Kind == OrgUnitKind.Zone).Select(u => u.Id);
        var begun = from a in db.Set<RoleAssignment>().AsNoTracking()
                    where streets.Contains(a.SubDistrictId) && roles.Contains(a.Role) && a.Start > @from && a.Start <= to
                    join now in states.Where(which) on new { a.PersonId, AssignmentId = a.Id } equals new { now.PersonId, now.AssignmentId }
                    where (now.Measures & bits) != 0 && now.FromDay <= to && now.ThroughDay >= to
                    select new Row
                    {
                        PersonId = now.PersonId, AssignmentId = now.AssignmentId, UnitId = now.UnitId, WorkUnitId = now.WorkUnitId, Role = now.Role, Line = now.Line,
                        Was = 0, Now = now.Measures & bits,
                    };
        return left.Concat(begun);
    }

    /// <summary>Runs that cover the first day and not the second.</summary>
    private IQueryable<PostState> Ending(DateOnly from, DateOnly to, Expression<Func<PostState, bool>> which)
    {
        var bits = Bits;
        return db.Set<PostState>().AsNoTracking().Where(s => (s.Measures & bits) != 0 && s.ThroughDay >= from && s.ThroughDay < to && s.FromDay <= from).Where(which);
    }

    private async Task<IReadOnlyDictionary<int, int>> MergedAsync(DateOnly from, DateOnly to, CancellationToken cancel) =>
        await db.Set<OrgUnit>().AsNoTracking().Where(u => u.EndedOn >= from && u.EndedOn < to && u.MergedIntoId != null).OrderBy(u => u.Id).Take(MostMerged)
            .ToDictionaryAsync(u => u.Id, u => u.MergedIntoId!.Value, cancel);

    private async Task<T> OnceAsync<T>(object key, RateLog log, Func<Task<T>> read)
    {
        if (cache.TryGetValue(key, out Kept<T>? kept) && kept!.Log == log) return kept.Value;
        var value = await read();
        cache.Set(key, new Kept<T>(log, value), Keep);
        return value;
    }

    private static Expression<Func<PostState, bool>> InScope(AssignmentScope scope)
    {
        if (scope.CoversAll) return _ => true;
        var (streets, lines) = (scope.SubDistricts, scope.Lines);
        return s => streets.Contains(s.UnitId) || lines.Contains(s.Line);
    }

    /// <summary>The measures of a state exclude each other, so a row has one of them; 0 = not in post.</summary>
    private static CountedAs StateOf(int bits) => Causes.StateOf(Causes.States.Where(m => (bits & PostStates.Bit(m)) != 0).Select(m => (Measure?)m).FirstOrDefault());
}
