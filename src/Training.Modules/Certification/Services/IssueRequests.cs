using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>One line of the list 待发证.</summary>
public sealed record WaitingPerson(string PersonRef, string Name, string StaffNo, TrainingRole Role, DateOnly CompletedOn, int? SubDistrictId)
{
    /// <summary>A suspension or revocation of a certificate of the role that was decided for a day to come; the new one would not be under it.</summary>
    public CertificateEvent? Ahead { get; init; }
}

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
    /// <param name="assignments">All of the person.</param>
    public async Task RefreshAsync(long personId, IReadOnlyCollection<RoleAssignment> assignments, CancellationToken cancel)
    {
        var known = await facts.ForPersonAsync(personId, cancel);
        var table = await schemes.AllAsync(cancel, known.Certificates.Select(c => c.Certificate.SchemeId));
        var stored = await db.Set<IssueRequest>().Where(r => r.PersonId == personId).ToListAsync(cancel);
        Replace(stored, Wanted(personId, known, table, assignments));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The same for at most 500 people at once.</summary>
    public async Task RefreshAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var found = await facts.ForPeopleAsync(personIds, cancel);
        var table = await schemes.AllAsync(cancel, found.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
        var held = (await db.Set<RoleAssignment>().AsNoTracking().Where(a => personIds.Contains(a.PersonId)).ToListAsync(cancel)).ToLookup(a => a.PersonId);
        var stored = (await db.Set<IssueRequest>().Where(r => personIds.Contains(r.PersonId)).ToListAsync(cancel)).ToLookup(r => r.PersonId);
        foreach (var (id, known) in found) Replace([.. stored[id]], Wanted(id, known, table, [.. held[id]]));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Everybody, in the caller's transaction: after facts were written in bulk. Forgets what the context tracks.</summary>
    public async Task RebuildAsync(CancellationToken cancel)
    {
        for (long? after = 0; after is { } last;)
        {
            var ids = await db.Set<Person>().Where(p => p.Id > last).OrderBy(p => p.Id).Select(p => p.Id).Take(CertificationLimits.PeopleAtOnce).ToListAsync(cancel);
            if (ids.Count > 0) await RefreshAsync(ids, cancel);
            db.ChangeTracker.Clear();
            after = ids.Count == CertificationLimits.PeopleAtOnce ? ids[^1] : null;
        }
    }

    /// <summary>People, at most 500, whose stored lines of today and of days to come are not what the ledger gives, with a role concerned.</summary>
    public async Task<IReadOnlyDictionary<long, TrainingRole>> CompareAsync(
        IReadOnlyDictionary<long, PersonFacts> found, RoleSchemes table, ILookup<long, RoleAssignment> held, CancellationToken cancel)
    {
        var (ids, today) = (found.Keys.ToList(), clock.Today());
        var stored = (await db.Set<IssueRequest>().AsNoTracking().Where(r => ids.Contains(r.PersonId) && r.WaitsThrough >= today).ToListAsync(cancel)).ToLookup(r => r.PersonId);
        var different = new Dictionary<long, TrainingRole>();
        foreach (var (id, known) in found)
        {
            var (kept, wanted) = (stored[id].ToList(), Wanted(id, known, table, [.. held[id]]));
            foreach (var row in wanted.Where(w => !kept.Exists(k => k.IsOf(w) && k.WaitsThrough == w.WaitsThrough)).Concat(kept.Where(k => !wanted.Exists(k.IsOf))))
                different.TryAdd(id, row.Role);
        }
        return different;
    }

    /// <summary>What is over is not kept.</summary>
    private List<IssueRequest> Wanted(long personId, PersonFacts known, RoleSchemes table, IReadOnlyCollection<RoleAssignment> assignments)
    {
        var today = clock.Today();
        return [.. IssueRequest.Of(personId, known, table, assignments, clock.UtcNow()).Where(r => r.WaitsThrough >= today)];
    }

    /// <summary>A line that stays keeps its number: a batch goes by it.</summary>
    private void Replace(IReadOnlyList<IssueRequest> stored, List<IssueRequest> wanted)
    {
        foreach (var row in stored)
            if (wanted.Find(row.IsOf) is not { } same) db.Remove(row);
            else if (row.WaitsThrough != same.WaitsThrough) row.WaitsThrough = same.WaitsThrough;
        db.AddRange(wanted.Where(w => !stored.Any(w.IsOf)));
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

    /// <summary>What waits today, whoever is in post.</summary>
    private IQueryable<IssueRequest> OfToday
    {
        get
        {
            var today = clock.Today();
            return db.Set<IssueRequest>().AsNoTracking().Where(r => r.CompletedOn <= today && r.WaitsThrough >= today);
        }
    }

    /// <summary>Day of the completion that waits today in a role, refused or not; null when none does.</summary>
    public Task<DateOnly?> WaitingOnAsync(long personId, TrainingRole role, CancellationToken cancel) =>
        OfToday.Where(r => r.PersonId == personId && r.Role == role).OrderByDescending(r => r.CompletedOn).Select(r => (DateOnly?)r.CompletedOn).FirstOrDefaultAsync(cancel);

    private IQueryable<IssueRequest> Matching(IQueryable<RoleAssignment> held, WaitingFilter filter)
    {
        // What was refused waits no more: an officer takes it up by name.
        var requests = OfToday.Where(r => held.Any(a => a.PersonId == r.PersonId && a.Role == r.Role)
            && !db.Set<IssueRefusal>().Any(f => f.PersonId == r.PersonId && f.Role == r.Role && f.CompletedOn == r.CompletedOn));
        return filter.Role is { } role ? requests.Where(r => r.Role == role) : requests;
    }

    /// <summary>Completions that were refused and could still be approved, the newest decision first, and how many there are.</summary>
    public async Task<(IReadOnlyList<RefusedPerson> First, int Total)> RefusedAsync(AssignmentScope scope, CancellationToken cancel)
    {
        var held = Held(scope, new());
        var rows = from refusal in db.Set<IssueRefusal>().AsNoTracking()
                   join request in OfToday on new { refusal.PersonId, refusal.Role, refusal.CompletedOn } equals new { request.PersonId, request.Role, request.CompletedOn }
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
            .Select(r => new
            {
                r.request.PersonId,
                Person = new WaitingPerson(r.person.Ref, r.person.Name, r.person.StaffNo, r.request.Role, r.request.CompletedOn,
                    held.Where(a => a.PersonId == r.request.PersonId && a.Role == r.request.Role).OrderByDescending(a => a.Start).Select(a => (int?)a.SubDistrictId).First()),
            })
            .ToListAsync(cancel);
        var ahead = await AheadAsync([.. first.Select(r => r.PersonId).Distinct()], cancel);
        return ([.. first.Select(r => r.Person with { Ahead = ahead.GetValueOrDefault((r.PersonId, r.Person.Role)) })], total);
    }

    /// <summary>Of each person and role the first decision against a certificate that holds from a day to come.</summary>
    private async Task<Dictionary<(long, TrainingRole), CertificateEvent>> AheadAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var today = clock.Today();
        return (from history in await facts.RecordedAsync(personIds, cancel)
                let ahead = JointActions.Ahead(history, today)
                where ahead is not null
                group ahead by (history.Certificate.PersonId, history.Certificate.Role)).ToDictionary(g => g.Key, g => g.MinBy(e => e.EffectiveOn)!);
    }
}
