using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Insights.Queries;

/// <summary>Lapses of a street, role and line within each of <see cref="LapseForecast.Horizons"/>.</summary>
public sealed record LapseCount(int Street, TrainingRole Role, Line Line, IReadOnlyList<int> Within);

/// <summary>Somebody whose certificate lapses; the last day of it.</summary>
public sealed record LapsingPerson(string Name, string StaffNo, string Ref, TrainingRole Role, int Street, DateOnly? ValidThrough);

/// <summary>Which lapses are meant; nulls = all.</summary>
public sealed record LapseSelection(DateOnly Today, DateOnly Day, int? Street, TrainingRole? Role, Line? Line);

/// <summary>
/// Lapses, from the stored runs of days: posts that count as required and not as certified on a day, of people who hold a certificate for
/// the same role today, in whatever post. So somebody who leaves by then is none, somebody who moves is one in the new street, and what is
/// revoked already is none. Read are the runs that begin between the two days; each is looked up by person. A run of today says itself whether
/// its post is certified, except on a long leave and where the training is not open yet: there the certificate is looked up.
/// </summary>
public sealed class LapseQuery(TenantDb db, PersonFactsQuery certificates)
{
    public const int PageSize = 50;

    private static readonly int Held = PostStates.Bit(Measure.Certified) | PostStates.Bit(Measure.EarlyCertified);
    private static readonly int Away = PostStates.Bit(Measure.ExcludedLeave) | PostStates.Bit(Measure.ExcludedNotYetInScope);
    private static readonly int Without = PostStates.Bit(Measure.Expired) | PostStates.Bit(Measure.NeverCertified) | PostStates.Bit(Measure.RevokedOrSuspended);

    /// <summary>All streets, roles and lines, all horizons, in one query.</summary>
    public async Task<IReadOnlyList<LapseCount>> CountsAsync(DateOnly today, CancellationToken cancel)
    {
        var (first, second, third) = (today.AddDays(LapseForecast.Horizons[0]), today.AddDays(LapseForecast.Horizons[1]), today.AddDays(LapseForecast.Horizons[2]));
        var found = await Lapsing(today).Where(s => s.FromDay <= third && s.ThroughDay >= first).GroupBy(s => new { s.UnitId, s.Role, s.Line }).Select(g => new
        {
            g.Key.UnitId,
            g.Key.Role,
            g.Key.Line,
            First = g.Count(s => s.FromDay <= first),
            Second = g.Count(s => s.FromDay <= second && s.ThroughDay >= second),
            Third = g.Count(s => s.FromDay <= third && s.ThroughDay >= third),
        }).ToListAsync(cancel);
        return [.. found.Select(f => new LapseCount(f.UnitId, f.Role, f.Line, [f.First, f.Second, f.Third]))];
    }

    /// <summary>Of a selection within the scope.</summary>
    public Task<int> CountAsync(LapseSelection selection, AssignmentScope scope, CancellationToken cancel) =>
        (from s in Of(selection)
         join a in db.Set<RoleAssignment>().Where(scope.Filter) on s.AssignmentId equals a.Id
         select s).CountAsync(cancel);

    /// <summary>Who they are, the first of them in the order of the list.</summary>
    public async Task<IReadOnlyList<(long PersonId, TrainingRole Role)>> WhoAsync(LapseSelection selection, AssignmentScope scope, int take, CancellationToken cancel) =>
        [.. (await (from s in Of(selection)
                    join a in db.Set<RoleAssignment>().Where(scope.Filter) on s.AssignmentId equals a.Id
                    orderby s.UnitId, s.Line, s.Role, a.Id
                    select new { a.PersonId, a.Role }).Take(take).ToListAsync(cancel)).Select(a => (a.PersonId, a.Role))];

    public async Task<IReadOnlyList<LapsingPerson>> PageAsync(LapseSelection selection, AssignmentScope scope, int skip, CancellationToken cancel)
    {
        var found = await (from s in Of(selection)
                           join a in db.Set<RoleAssignment>().Where(scope.Filter) on s.AssignmentId equals a.Id
                           join p in db.Set<Person>() on a.PersonId equals p.Id
                           orderby s.UnitId, s.Line, s.Role, a.Id
                           select new { a.PersonId, a.Role, a.SubDistrictId, p.Name, p.StaffNo, p.Ref }).Skip(skip).Take(PageSize).ToListAsync(cancel);
        var held = (await certificates.CertificatesAsync([.. found.Select(f => f.PersonId).Distinct()], cancel)).Select(c => c.Certificate)
            .Where(c => c.IssuedOn <= selection.Today || c.ValidFrom <= selection.Today).ToLookup(c => (c.PersonId, c.Role), c => c.ValidThrough);
        return [.. found.Select(f => new LapsingPerson(f.Name, f.StaffNo, f.Ref, f.Role, f.SubDistrictId, held[(f.PersonId, f.Role)].Select(d => (DateOnly?)d).Max()))];
    }

    private IQueryable<PostState> Of(LapseSelection selection)
    {
        var day = selection.Day;
        var states = Lapsing(selection.Today).Where(s => s.FromDay <= day && s.ThroughDay >= day);
        if (selection.Role is { } role) states = states.Where(s => s.Role == role);
        if (selection.Line is { } line) states = states.Where(s => s.Line == line);
        return selection.Street is { } street ? states.Where(s => s.UnitId == street) : states;
    }

    private IQueryable<PostState> Lapsing(DateOnly today)
    {
        var (held, either, without) = (Held, Held | Away, Without);
        var states = db.Set<PostState>().AsNoTracking();
        var good = Good(today);
        return states.Where(then => (then.Measures & without) != 0 && then.FromDay > today
            && states.Any(now => now.PersonId == then.PersonId && now.Role == then.Role && (now.Measures & either) != 0 && now.FromDay <= today && now.ThroughDay >= today
                && ((now.Measures & held) != 0 || good.Any(c => c.PersonId == now.PersonId && c.Role == (int)now.Role))));
    }

    /// <summary>
    /// Certificates that are good on a day, whether or not anybody counts by them: neither suspended nor revoked by the last event before. A forced
    /// update suspends without an event; then the standing ends before the day.
    /// </summary>
    private IQueryable<Holding> Good(DateOnly day)
    {
        var (events, standings) = (db.Set<CertificateEvent>(), db.Set<StoredStanding>());
        return db.Set<Certificate>().AsNoTracking().Where(c => c.ValidFrom <= day && c.ValidThrough >= day
            && !events.Where(e => e.CertificateId == c.Id && e.EffectiveOn <= day && e.Kind != CertificateEventKind.RenewalOpened && e.Kind != CertificateEventKind.Kept)
                .OrderByDescending(e => e.EffectiveOn).ThenByDescending(e => e.RecordedUtc).ThenByDescending(e => e.Id).Select(e => e.Kind != CertificateEventKind.Reinstated).FirstOrDefault()
            && !standings.Any(s => s.PersonId == c.PersonId && s.Role == c.Role && s.DueOn < day)).Select(ToHolding);
    }

    private sealed class Holding
    {
        public long PersonId { get; init; }
        public int Role { get; init; }
    }

    /// <summary>Certificates bear the name of a role, runs of days its number: of each role the number for the name.</summary>
    private static readonly Expression<Func<Certificate, Holding>> ToHolding = HoldingOf();

    private static Expression<Func<Certificate, Holding>> HoldingOf()
    {
        var certificate = Expression.Parameter(typeof(Certificate), "c");
        Expression number = Expression.Constant(-1);
        foreach (var role in RoleFacts.All)
            number = Expression.Condition(Expression.Equal(Expression.Property(certificate, nameof(Certificate.Role)), Expression.Constant(role)), Expression.Constant((int)role), number);
        return Expression.Lambda<Func<Certificate, Holding>>(Expression.MemberInit(Expression.New(typeof(Holding)),
            Expression.Bind(typeof(Holding).GetProperty(nameof(Holding.PersonId))!, Expression.Property(certificate, nameof(Certificate.PersonId))),
            Expression.Bind(typeof(Holding).GetProperty(nameof(Holding.Role))!, number)), certificate);
    }
}
