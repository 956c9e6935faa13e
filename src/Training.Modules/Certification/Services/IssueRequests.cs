using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>One line of the list 待发证.</summary>
public sealed record WaitingPerson(string PersonRef, string Name, string StaffNo, TrainingRole Role, DateOnly CompletedOn, int? SubDistrictId);

/// <summary>One line of the list 没有通过的.</summary>
public sealed record RefusedPerson(WaitingPerson Person, string Reason, string By, DateTime RecordedUtc);

/// <summary>What the list 待发证 is narrowed to; null = everything.</summary>
public sealed record WaitingFilter(TrainingRole? Role = null, int? SubDistrictId = null);

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
            var waiting = heldRoles.Contains(role) ? known.Issuable(table, role, today) : null;
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

    /// <summary>Lines after one and up to another, in the order in which they were recorded: the portions of a batch.</summary>
    public Task<List<IssueRequest>> PortionAsync(AssignmentScope scope, WaitingFilter filter, long after, long upTo, int size, CancellationToken cancel) =>
        Matching(Held(scope, filter), filter).Where(r => r.Id > after && r.Id <= upTo).OrderBy(r => r.Id).Take(size).ToListAsync(cancel);

    /// <summary>How many lines match, and the newest of them.</summary>
    public async Task<(int Count, long UpTo)> ExtentAsync(AssignmentScope scope, WaitingFilter filter, CancellationToken cancel)
    {
        var matching = Matching(Held(scope, filter), filter);
        return (await matching.CountAsync(cancel), await matching.MaxAsync(r => (long?)r.Id, cancel) ?? 0);
    }

    private IQueryable<RoleAssignment> Held(AssignmentScope scope, WaitingFilter filter)
    {
        var today = clock.Today();
        var held = db.Set<RoleAssignment>().Where(scope.Filter).Where(a => a.Start <= today && (a.End == null || a.End >= today));
        return filter.SubDistrictId is { } street ? held.Where(a => a.SubDistrictId == street) : held;
    }

    private IQueryable<IssueRequest> Matching(IQueryable<RoleAssignment> held, WaitingFilter filter)
    {
        // What was refused waits no more: an officer takes it up by name.
        var requests = db.Set<IssueRequest>().AsNoTracking().Where(r => held.Any(a => a.PersonId == r.PersonId && a.Role == r.Role)
            && !db.Set<IssueRefusal>().Any(f => f.PersonId == r.PersonId && f.Role == r.Role && f.CompletedOn == r.CompletedOn));
        return filter.Role is { } role ? requests.Where(r => r.Role == role) : requests;
    }

    /// <summary>Completions that were refused and could still be approved, the newest decision first, and how many there are.</summary>
    public async Task<(IReadOnlyList<RefusedPerson> First, int Total)> RefusedAsync(AssignmentScope scope, CancellationToken cancel)
    {
        var held = Held(scope, new());
        var rows = from refusal in db.Set<IssueRefusal>().AsNoTracking()
                   join request in db.Set<IssueRequest>().AsNoTracking() on new { refusal.PersonId, refusal.Role, refusal.CompletedOn } equals new { request.PersonId, request.Role, request.CompletedOn }
                   join person in db.Set<Person>().AsNoTracking() on refusal.PersonId equals person.Id
                   where held.Any(a => a.PersonId == refusal.PersonId && a.Role == refusal.Role)
                   select new { refusal, person };
        var total = await rows.CountAsync(cancel);
        if (total == 0) return ([], 0);
        var first = await rows.OrderByDescending(r => r.refusal.RecordedUtc).ThenByDescending(r => r.refusal.Id).Take(PageSize).ToListAsync(cancel);
        return ([.. first.Select(r => new RefusedPerson(
            new(r.person.Ref, r.person.Name, r.person.StaffNo, r.refusal.Role, r.refusal.CompletedOn, null), r.refusal.Reason, r.refusal.By, r.refusal.RecordedUtc))], total);
    }

    /// <summary>The oldest lines within a scope, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<WaitingPerson> First, int Total)> ListAsync(AssignmentScope scope, WaitingFilter filter, CancellationToken cancel)
    {
        var held = Held(scope, filter);
        var rows = from request in Matching(held, filter)
                   join person in db.Set<Person>().AsNoTracking() on request.PersonId equals person.Id
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
