using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Insights.Queries;

/// <summary>What changed between two days; <see cref="Complete"/> false where there was more than is looked at.</summary>
public sealed record Changes(IReadOnlyList<Change> All, bool Complete);

/// <summary>
/// Assignments that count otherwise on one day than on another, from the stored states. Read are only rows that end between
/// the days (index last day) and posts that begin between them (index street, role, start): the work
/// grows with what changed, not with the people, and ends at <see cref="Most"/>.
/// </summary>
public sealed class ChangeQuery(TenantDb db, IMemoryCache cache, CurrentTenant tenant)
{
    /// <summary>Changes that are explained; a district of 20,000 people has so many in about a year.</summary>
    public const int Most = 20_000;

    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    /// <param name="log">State of the aggregate, under which the answer is kept in memory.</param>
    public async ValueTask<Changes> BetweenAsync(DateOnly from, DateOnly to, IReadOnlyList<int> units, RateLog log, CancellationToken cancel)
    {
        var key = (tenant.Required.TenantId, "changes", from, to, log);
        if (cache.TryGetValue(key, out Changes? known)) return known!;
        return cache.Set(key, await ReadAsync(from, to, units, cancel), Keep);
    }

    private async Task<Changes> ReadAsync(DateOnly from, DateOnly to, IReadOnlyList<int> units, CancellationToken cancel)
    {
        if (from >= to) return new([], true);
        var states = db.Set<PostState>().AsNoTracking();
        var bits = Causes.States.Aggregate(0, (sum, m) => sum | PostStates.Bit(m));
        var roles = RoleFacts.All;
        var ended = await (from was in states
                           where (was.Measures & bits) != 0 && units.Contains(was.UnitId)
                               && was.ThroughDay >= @from && was.ThroughDay < to && was.FromDay <= @from
                           from now in states.Where(n => n.PersonId == was.PersonId && n.AssignmentId == was.AssignmentId
                               && (n.Measures & bits) != 0 && n.FromDay <= to && n.ThroughDay >= to).DefaultIfEmpty()
                           where now == null || (now.Measures & bits) != (was.Measures & bits)
                           orderby was.Id
                           select new { was.PersonId, was.AssignmentId, was.UnitId, was.Role, was.Line, Was = was.Measures, Now = (int?)now!.Measures })
            .Take(Most + 1).ToListAsync(cancel);
        var begun = await (from a in db.Set<RoleAssignment>().AsNoTracking()
                           where units.Contains(a.SubDistrictId) && roles.Contains(a.Role) && a.Start > @from && a.Start <= to
                           join n in states on new { a.PersonId, AssignmentId = a.Id } equals new { n.PersonId, n.AssignmentId }
                           where (n.Measures & bits) != 0 && n.FromDay <= to && n.ThroughDay >= to
                           orderby a.Id
                           select new { a.PersonId, AssignmentId = a.Id, UnitId = a.SubDistrictId, a.Role, a.Line, Now = n.Measures })
            .Take(Most + 1).ToListAsync(cancel);
        if (ended.Count + begun.Count > Most) return new([], false);
        return new(
        [
            .. ended.Select(e => new Change(e.PersonId, e.AssignmentId, e.UnitId, e.Role, e.Line, StateOf(e.Was), StateOf(e.Now))),
            .. begun.Select(b => new Change(b.PersonId, b.AssignmentId, b.UnitId, b.Role, b.Line, CountedAs.Out, StateOf(b.Now))),
        ], true);
    }

    /// <summary>The measures of a state exclude each other, so a row has one of them.</summary>
    private static CountedAs StateOf(int? measures) => Causes.StateOf(Causes.States.Where(m => measures is { } bits && (bits & PostStates.Bit(m)) != 0).Select(m => (Measure?)m).FirstOrDefault());

    /// <summary>Names of some people by id.</summary>
    public async Task<IReadOnlyDictionary<long, (string Name, string StaffNo, string Ref)>> NamesAsync(IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        (await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.StaffNo, p.Ref }).ToListAsync(cancel))
            .ToDictionary(p => p.Id, p => (p.Name, p.StaffNo, p.Ref));
}
