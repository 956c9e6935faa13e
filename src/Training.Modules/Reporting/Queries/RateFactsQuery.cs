using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Queries;

/// <summary>Brings together what is known of people in the words of counting: a handful of queries for up to 500 people.</summary>
public sealed class RateFactsQuery(TenantDb db, CertificationFacts certification, UnitTree units)
{
    /// <summary>People whose facts are read together.</summary>
    public const int PeopleAtOnce = CertificationLimits.PeopleAtOnce;

    public async Task<IReadOnlyDictionary<long, RateFacts>> ForPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var ancestors = await units.AncestorsAsync(cancel);
        var assignments = (await db.Set<RoleAssignment>().AsNoTracking().Where(a => personIds.Contains(a.PersonId)).OrderBy(a => a.Id).ToListAsync(cancel))
            .ToLookup(a => a.PersonId);
        var leaves = (await (from l in db.Set<Leave>().AsNoTracking()
                             join a in db.Set<RoleAssignment>() on l.AssignmentId equals a.Id
                             where personIds.Contains(a.PersonId)
                             select l).ToListAsync(cancel)).ToLookup(l => l.AssignmentId, l => new Days(l.Start, l.End ?? DateOnly.MaxValue));
        var exemptions = (await (from e in db.Set<Exemption>().AsNoTracking()
                                 join a in db.Set<RoleAssignment>() on e.AssignmentId equals a.Id
                                 where personIds.Contains(a.PersonId)
                                 select e).ToListAsync(cancel)).ToLookup(e => e.AssignmentId, e => new Days(e.Start, e.End));
        var works = assignments.SelectMany(a => a).Where(a => a.WorkUnitId is not null).Select(a => a.WorkUnitId!.Value).Distinct().ToList();
        var kinds = await db.Set<OrgUnit>().AsNoTracking().Where(u => works.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.SchoolKind, cancel);
        var page = await certification.ForPeopleAsync(personIds, cancel);
        var scope = page.Availability.ToDictionary(a => a.Key, a => DaySet.Of(a.Value.Select(d => new Days(d.From, d.Through ?? DateOnly.MaxValue))));
        return personIds.Distinct().ToDictionary(id => id, id => new RateFacts(
            [.. assignments[id].Select(a => new CountedAssignment(a.Id, a.Role, a.Line, a.SubDistrictId, a.Start, a.End, [.. leaves[a.Id]], [.. exemptions[a.Id]],
                a.WorkUnitId, a.WorkUnitId is { } work ? kinds.GetValueOrDefault(work) : null))],
            [.. page.People[id].Completions.Select(c => new CountedCompletion(c.Role, c.On, c.Through))],
            [.. page.People[id].Certificates.Select(CountedCertificate.Of)],
            scope, ancestors));
    }
}
