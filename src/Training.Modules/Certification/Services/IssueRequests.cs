using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>One line of the list 待发证.</summary>
public sealed record WaitingPerson(string PersonRef, string Name, string StaffNo, TrainingRole Role, DateOnly CompletedOn, int? SubDistrictId);

/// <summary>Keeps and lists the completions that wait for approval.</summary>
public sealed class IssueRequests(TenantDb db, PersonFactsQuery facts, SchemeTable schemes, TimeProvider clock)
{
    /// <summary>Lines of one page of the list.</summary>
    public const int PageSize = 50;

    /// <summary>Brings a person's lines up to date, within the caller's transaction.</summary>
    public async Task RefreshAsync(long personId, IReadOnlyCollection<TrainingRole> heldRoles, CancellationToken cancel)
    {
        var today = clock.Today();
        var known = await facts.ForPersonAsync(personId, cancel);
        var table = await schemes.AllAsync(cancel, known.Certificates.Select(c => c.Certificate.SchemeId));
        var stored = await db.Set<IssueRequest>().Where(r => r.PersonId == personId).ToListAsync(cancel);
        foreach (var role in heldRoles.Union(stored.Select(s => s.Role)))
        {
            var waiting = heldRoles.Contains(role) ? known.Standing(table, role, today).Awaiting : null;
            var row = stored.Find(s => s.Role == role);
            if (row is not null && row.CompletedOn != waiting?.On)
            {
                db.Remove(row);
                // The unique index would meet the old row, were both in one save.
                await db.SaveChangesAsync(cancel);
                row = null;
            }
            if (row is null && waiting is not null)
                db.Add(new IssueRequest { PersonId = personId, Role = role, CompletedOn = waiting.On, RecordedUtc = clock.UtcNow() });
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The oldest lines within a scope, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<WaitingPerson> First, int Total)> ListAsync(AssignmentScope scope, CancellationToken cancel)
    {
        var today = clock.Today();
        var held = db.Set<RoleAssignment>().Where(scope.Filter).Where(a => a.Start <= today && (a.End == null || a.End >= today));
        var rows = from request in db.Set<IssueRequest>().AsNoTracking()
                   join person in db.Set<Person>().AsNoTracking() on request.PersonId equals person.Id
                   where held.Any(a => a.PersonId == request.PersonId && a.Role == request.Role)
                   select new { request, person };
        var total = await rows.CountAsync(cancel);
        if (total == 0) return ([], 0);
        var first = await rows.OrderBy(r => r.request.CompletedOn).ThenBy(r => r.request.Id).Take(PageSize)
            .Select(r => new WaitingPerson(r.person.Ref, r.person.Name, r.person.StaffNo, r.request.Role, r.request.CompletedOn,
                held.Where(a => a.PersonId == r.request.PersonId && a.Role == r.request.Role).OrderByDescending(a => a.Start).Select(a => (int?)a.SubDistrictId).First()))
            .ToListAsync(cancel);
        return (first, total);
    }
}
