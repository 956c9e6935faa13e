using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Queries;

/// <summary>Brings together what is known of people in the words of counting: a handful of queries for one person or for up to 500.</summary>
public sealed class RateFactsQuery(TenantDb db, CertificationFacts certification)
{
    /// <summary>People whose facts are read together.</summary>
    public const int PeopleAtOnce = CertificationLimits.PeopleAtOnce;

    private static readonly CompiledQuery<long, Placed> AssignmentsOf = new((db, personId) =>
        db.Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == personId).OrderBy(a => a.Id)
            .Select(a => new Placed { Assignment = a, SchoolKind = db.Set<OrgUnit>().Where(u => u.Id == a.WorkUnitId).Select(u => u.SchoolKind).FirstOrDefault() }));

    private static readonly CompiledQuery<long, Pause> PausesOf = new((db, personId) =>
        (from l in db.Set<Leave>()
         join a in db.Set<RoleAssignment>() on l.AssignmentId equals a.Id
         where a.PersonId == personId
         select new Pause { AssignmentId = l.AssignmentId, Start = l.Start, End = l.End, IsLeave = true })
        .Concat(from e in db.Set<Exemption>()
                join a in db.Set<RoleAssignment>() on e.AssignmentId equals a.Id
                where a.PersonId == personId
                select new Pause { AssignmentId = e.AssignmentId, Start = e.Start, End = e.End, IsLeave = false }));

    /// <summary>Of one person, as it changes.</summary>
    public async Task<RateFacts> ForPersonAsync(long personId, CancellationToken cancel)
    {
        var assignments = await AssignmentsOf.ToListAsync(db, personId, cancel);
        var posts = new Posts(assignments.Select(a => a.Assignment), await PausesOf.ToListAsync(db, personId, cancel),
            assignments.Where(a => a.Assignment.WorkUnitId is not null).Select(a => (a.Assignment.WorkUnitId!.Value, a.SchoolKind)));
        var page = await certification.ForPersonAsync(personId, cancel);
        return posts.Facts(personId, page.People[personId], ScopeOf(page), page.Openings);
    }

    public async Task<IReadOnlyDictionary<long, RateFacts>> ForPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var assignments = await db.Set<RoleAssignment>().AsNoTracking().Where(a => personIds.Contains(a.PersonId)).OrderBy(a => a.Id).ToListAsync(cancel);
        var leaves = await (from l in db.Set<Leave>()
                            join a in db.Set<RoleAssignment>() on l.AssignmentId equals a.Id
                            where personIds.Contains(a.PersonId)
                            select new Pause { AssignmentId = l.AssignmentId, Start = l.Start, End = l.End, IsLeave = true }).ToListAsync(cancel);
        var exemptions = await (from e in db.Set<Exemption>()
                                join a in db.Set<RoleAssignment>() on e.AssignmentId equals a.Id
                                where personIds.Contains(a.PersonId)
                                select new Pause { AssignmentId = e.AssignmentId, Start = e.Start, End = e.End, IsLeave = false }).ToListAsync(cancel);
        var works = assignments.Where(a => a.WorkUnitId is not null).Select(a => a.WorkUnitId!.Value).Distinct().ToList();
        var posts = new Posts(assignments, leaves.Concat(exemptions),
            (await db.Set<OrgUnit>().AsNoTracking().Where(u => works.Contains(u.Id)).Select(u => new { u.Id, u.SchoolKind }).ToListAsync(cancel)).Select(u => (u.Id, u.SchoolKind)));
        var page = await certification.ForPeopleAsync(personIds, cancel);
        var scope = ScopeOf(page);
        return personIds.Distinct().ToDictionary(id => id, id => posts.Facts(id, page.People[id], scope, page.Openings));
    }

    private static Dictionary<TrainingRole, DaySet> ScopeOf(CertificationFactsPage page) =>
        page.Availability.ToDictionary(a => a.Key, a => DaySet.Of(a.Value.Select(d => new Days(d.From, d.Through ?? DateOnly.MaxValue))));

    /// <summary>A post, and of its place what counts.</summary>
    private sealed class Placed
    {
        public required RoleAssignment Assignment { get; init; }
        public required SchoolKind? SchoolKind { get; init; }
    }

    /// <summary>Of a leave or an exemption what counts.</summary>
    private sealed class Pause
    {
        public required long AssignmentId { get; init; }
        public required DateOnly Start { get; init; }
        public required DateOnly? End { get; init; }
        public required bool IsLeave { get; init; }
        public Days Days => new(Start, End ?? DateOnly.MaxValue);
    }

    private sealed class Posts(IEnumerable<RoleAssignment> assignments, IEnumerable<Pause> pauses, IEnumerable<(int Unit, SchoolKind? Kind)> works)
    {
        private readonly ILookup<long, RoleAssignment> _assignments = assignments.ToLookup(a => a.PersonId);
        private readonly ILookup<(long, bool IsLeave), Days> _pauses = pauses.ToLookup(p => (p.AssignmentId, p.IsLeave), p => p.Days);
        private readonly Dictionary<int, SchoolKind?> _kinds = works.DistinctBy(w => w.Unit).ToDictionary(w => w.Unit, w => w.Kind);

        public RateFacts Facts(
            long personId, PersonCertification certification, IReadOnlyDictionary<TrainingRole, DaySet> scope, StreetOpenings openings) => new(
            [.. _assignments[personId].Select(a => new CountedAssignment(a.Id, a.Role, a.Line, a.SubDistrictId, a.Start, a.End, [.. _pauses[(a.Id, true)]], [.. _pauses[(a.Id, false)]],
                a.WorkUnitId, a.WorkUnitId is { } work ? _kinds.GetValueOrDefault(work) : null))],
            [.. certification.Completions.Select(c => new CountedCompletion(c.Role, c.On, c.Through))],
            [.. certification.Certificates.Select(CountedCertificate.Of)],
            scope) { Openings = openings };
    }
}
