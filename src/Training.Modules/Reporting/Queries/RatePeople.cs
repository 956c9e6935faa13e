using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Queries;

/// <summary>One line of a list of names (domain/organisation.md §6): no scores, no phone numbers.</summary>
/// <param name="PersonRef">For links to the person; null for somebody who has left the post since.</param>
public sealed record CountedPerson(
    string Name, string StaffNo, TrainingRole Role, Line Line, int UnitId, CountedState State, bool Exempt, DateOnly? LastCompletion, DateOnly? ValidThrough,
    string? PersonRef = null);

/// <summary>Names behind a figure, of assignments within the reader's scope.</summary>
public sealed class RatePeople(TenantDb db, CertificationFacts certification, PersonFactsQuery certificates, TimeProvider clock)
{
    /// <summary>Names of one page.</summary>
    public const int PageSize = 50;

    /// <summary>Names of one export.</summary>
    public const int ExportMax = 20_000;

    public Task<int> CountAsync(RateSelection selection, PeopleFilter filter, AssignmentScope scope, CancellationToken cancel)
    {
        var (day, wanted) = (selection.Day, Wanted(selection, filter, scope));
        // No order helps a count. Without a unit the tree of days leads to the posts of the day, however long the history; who sees all of them needs no look at the posts themselves.
        var isWide = selection.Unit is null && !IsOfStreets(scope);
        if (isWide && scope.CoversAll) return wanted.OnDay(day, s => s.PersonId).CountAsync(cancel);
        var posts = isWide ? wanted.OnDay(day, s => new { s.AssignmentId }) : On(wanted, day).Select(s => new { s.AssignmentId });
        return (from s in posts
                join a in db.Set<RoleAssignment>().Where(scope.Filter) on s.AssignmentId equals a.Id
                select a.Id).CountAsync(cancel);
    }

    /// <summary>Who they are, the first of them in the order of the list.</summary>
    public async Task<IReadOnlyList<(long PersonId, TrainingRole Role)>> WhoAsync(RateSelection selection, PeopleFilter filter, AssignmentScope scope, int take, CancellationToken cancel) =>
        [.. (await (from s in States(selection, filter, scope)
                    join a in db.Set<RoleAssignment>().Where(scope.Filter) on s.AssignmentId equals a.Id
                    orderby s.UnitId, s.Line, s.Role, a.Id
                    select new { a.PersonId, a.Role }).Take(take).ToListAsync(cancel)).Select(a => (a.PersonId, a.Role))];

    /// <param name="completions">Also say when somebody last completed; that costs reading the whole ledger of each.</param>
    public async Task<IReadOnlyList<CountedPerson>> PageAsync(
        RateSelection selection, PeopleFilter filter, AssignmentScope scope, int skip, int take, CancellationToken cancel, bool completions = true)
    {
        var found = await (from s in States(selection, filter, scope)
                           join a in db.Set<RoleAssignment>().Where(scope.Filter) on s.AssignmentId equals a.Id
                           join p in db.Set<Person>() on a.PersonId equals p.Id
                           orderby s.UnitId, s.Line, s.Role, p.StaffNo, a.Id
                           select new { a.Id, s.Measures, a.PersonId, a.Role, a.Line, a.SubDistrictId, a.Start, a.End, p.Name, p.StaffNo, p.Ref }).Skip(skip).Take(take).ToListAsync(cancel);
        var rows = new List<CountedPerson>(found.Count);
        var today = clock.Today();
        foreach (var portion in found.Chunk(RateFactsQuery.PeopleAtOnce))
        {
            var ids = portion.Select(f => f.PersonId).Distinct().ToList();
            var facts = completions ? (await certification.ForPeopleAsync(ids, cancel)).People : await CertificatesOnlyAsync(ids, cancel);
            foreach (var f in portion)
            {
                var own = PostStates.Measures(f.Measures).ToHashSet();
                var state = CountedStates.Of(own);
                rows.Add(new(f.Name, f.StaffNo, f.Role, f.Line, f.SubDistrictId, state, own.Contains(Measure.Exempt),
                    LastCompletion(facts[f.PersonId], f.Role, selection.Day),
                    state == CountedState.RevokedOrSuspended ? null : ValidThrough(facts[f.PersonId], f.Role, selection.Day),
                    f.Start <= today && (f.End is null || f.End >= today) ? f.Ref : null));
            }
        }
        return rows;
    }

    /// <summary>One for each assignment. A page is read from the index that holds them in the order of the list, and no further than the page.</summary>
    private IQueryable<PostState> States(RateSelection selection, PeopleFilter filter, AssignmentScope scope) => On(Wanted(selection, filter, scope), selection.Day);

    private static IQueryable<PostState> On(IQueryable<PostState> states, DateOnly day) => states.Where(s => s.FromDay <= day && s.ThroughDay >= day);

    /// <summary>Of whatever day.</summary>
    private IQueryable<PostState> Wanted(RateSelection selection, PeopleFilter filter, AssignmentScope scope)
    {
        var measures = filter.Measures().Aggregate(0, (bits, m) => bits | PostStates.Bit(m));
        var states = db.Set<PostState>().AsNoTracking().Where(s => (s.Measures & measures) != 0);
        if (selection.Unit is { } unit) states = states.Where(s => s.UnitId == unit.Id);
        else if (IsOfStreets(scope))
        {
            // What the filter of the scope says again, where the index by unit hears it.
            var own = scope.SubDistricts;
            states = states.Where(s => own.Contains(s.UnitId));
        }
        if ((selection.Role ?? selection.Scheme) is { } role) states = states.Where(s => s.Role == role);
        return selection.Line is { } line ? states.Where(s => s.Line == line) : states;
    }

    /// <summary>Nobody but the people of some streets.</summary>
    private static bool IsOfStreets(AssignmentScope scope) => scope.SubDistricts.Count > 0 && scope.Lines.Count + scope.WorkUnits.Count == 0;

    private async Task<IReadOnlyDictionary<long, PersonCertification>> CertificatesOnlyAsync(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var held = (await certificates.CertificatesAsync(ids, cancel)).ToLookup(c => c.Certificate.PersonId);
        return ids.ToDictionary(id => id, id => new PersonCertification([], [.. held[id]]));
    }

    private static DateOnly? LastCompletion(PersonCertification facts, TrainingRole role, DateOnly day) =>
        facts.Completions.Where(c => c.Role == role && c.On <= day).Select(c => (DateOnly?)c.On).Max();

    /// <summary>Last valid day of the newest certificate that had been issued, over one that goes on without a gap.</summary>
    private static DateOnly? ValidThrough(PersonCertification facts, TrainingRole role, DateOnly day) => facts.Certificates.Select(c => c.Certificate)
        .Where(c => c.Role == role && (c.ValidFrom <= day || c.IssuedOn <= day)).Select(c => (DateOnly?)c.ValidThrough).Max();
}
