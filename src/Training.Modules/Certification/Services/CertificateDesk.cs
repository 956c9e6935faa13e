using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Review;
using Training.Modules.People;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Certification.Services;

/// <summary>Finds single certificates for those who may see them, and does what officers do with them.</summary>
public sealed class CertificateDesk(
    TenantDb db, UnitOfWork unit, Events events, AuditLog audit, PersonFactsQuery facts, Evaluation evaluation, IssueRequests requests, IssuingOrder order, PermissionTable permissions, TimeProvider clock)
{
    /// <summary>For the holder, and for staff in whose scope the holder worked in that role on a day since the issue; null for everybody else.</summary>
    public async Task<CertificateHistory?> FindAsync(ClaimsPrincipal user, string number, CancellationToken cancel) =>
        await LoadAsync(number, cancel) is { } found && (found.Certificate.PersonId == user.PersonId()
            || (permissions.Has(user, PeoplePermissions.ViewPeople) && await EverInScopeAsync(user, found.Certificate, cancel)))
            ? found : null;

    /// <summary>For officers only.</summary>
    public async Task<CertificateHistory?> FindForOfficerAsync(ClaimsPrincipal user, string number, CancellationToken cancel) =>
        await LoadAsync(number, cancel) is { } found && await EverInScopeAsync(user, found.Certificate, cancel) ? found : null;

    private async Task<bool> EverInScopeAsync(ClaimsPrincipal user, Certificate certificate, CancellationToken cancel) =>
        await EverInScope(AssignmentScope.Of(user)).AnyAsync(c => c.Id == certificate.Id, cancel);

    /// <summary>
    /// Certificates of people who worked in that role within a scope on any day since the issue: who was responsible for a certificate
    /// keeps it when the post ends, and who takes the person over sees it. To look at; to act on one needs <see cref="InScopeAsync"/>.
    /// </summary>
    public IQueryable<Certificate> EverInScope(AssignmentScope scope)
    {
        var certificates = db.Set<Certificate>().AsNoTracking();
        if (scope.CoversAll) return certificates;
        var held = db.Set<RoleAssignment>().Where(scope.Filter);
        return certificates.Where(c => held.Any(a => a.PersonId == c.PersonId && a.Role == c.Role && (a.End == null || a.End >= c.IssuedOn)));
    }

    /// <summary>True when the person works in that role now within the user's scope; district staff have everybody.</summary>
    public async Task<bool> InScopeAsync(ClaimsPrincipal user, long personId, TrainingRole role, CancellationToken cancel)
    {
        var scope = AssignmentScope.Of(user);
        if (scope.CoversAll) return true;
        var today = clock.Today();
        return await db.Set<RoleAssignment>().Where(scope.Filter)
            .AnyAsync(a => a.PersonId == personId && a.Role == role && (a.End == null || a.End >= today), cancel);
    }

    /// <summary>Certificates of people who work in that role now within a scope; all of them for district staff.</summary>
    internal IQueryable<Certificate> InScope(AssignmentScope scope)
    {
        var certificates = db.Set<Certificate>().AsNoTracking();
        if (scope.CoversAll) return certificates;
        var today = clock.Today();
        var held = db.Set<RoleAssignment>().Where(scope.Filter).Where(a => a.End == null || a.End >= today);
        return certificates.Where(c => held.Any(a => a.PersonId == c.PersonId && a.Role == c.Role));
    }

    /// <summary>True while it is on the list of certificates that lost their basis.</summary>
    public Task<bool> IsInDoubtAsync(long certificateId, CancellationToken cancel) => db.Set<CertificateDoubt>().AnyAsync(d => d.CertificateId == certificateId, cancel);

    /// <summary>Makes everybody else who would act on this certificate wait for this transaction.</summary>
    internal Task LockAsync(long certificateId, CancellationToken cancel) =>
        db.Set<Certificate>().Where(c => c.Id == certificateId).ExecuteUpdateAsync(u => u.SetProperty(c => c.Number, c => c.Number), cancel);

    /// <summary>The same for all certificates of the person in the role: what is done to one may be done to others with it.</summary>
    internal async Task LockAllAsync(Certificate certificate, CancellationToken cancel)
    {
        var ids = await db.Set<Certificate>().Where(c => c.PersonId == certificate.PersonId && c.Role == certificate.Role).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancel);
        // In one order, so that two never wait for each other.
        foreach (var id in ids) await LockAsync(id, cancel);
    }

    /// <summary>
    /// Writes what has been decided, also to the certificates that it concerns along with this one (<see cref="JointActions"/>). Officers come
    /// here by <see cref="Proposals"/> and <see cref="Appeals"/> only: two persons decide.
    /// </summary>
    /// <returns>A Chinese message when it was refused; null when it was done.</returns>
    internal Task<string?> ActAsync(
        long certificateId, CertificateEventKind kind, DateOnly effectiveOn, string reason, long? byUserId, CancellationToken cancel,
        ReasonCode? code = null, long? proposalId = null, long? knownThrough = null) =>
        unit.RunAsync(async () =>
        {
            // Before the certificate, as everybody who evaluates does.
            await order.TakeAsync(cancel);
            var certificate = await db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.Id == certificateId, cancel);
            await LockAllAsync(certificate, cancel);
            var (ofRole, today) = (await OfRoleAsync(certificate, cancel), clock.Today());
            var history = ofRole.First(c => c.Certificate.Id == certificateId);
            if (CertificateActions.Refuse(history, kind, effectiveOn, reason, today, code == ReasonCode.AppealUpheld, await IsInDoubtAsync(certificateId, cancel)) is { } refusal) return refusal;
            List<CertificateHistory> all = [history, .. JointActions.Others(history, ofRole, kind, effectiveOn, today)];
            // One moment: so that it can be seen later that it was one decision.
            var now = clock.UtcNow();
            foreach (var one in all)
            {
                var on = ReferenceEquals(one, history) ? effectiveOn : JointActions.DayFor(one, effectiveOn);
                db.Add(new CertificateEvent
                {
                    CertificateId = one.Certificate.Id, Kind = kind, EffectiveOn = on, Reason = reason.Trim(), ByUserId = byUserId,
                    RecordedUtc = now, Code = code, ProposalId = proposalId, KnownThrough = knownThrough,
                });
                var along = string.Join('、', all.Where(o => !ReferenceEquals(o, one)).Select(o => o.Certificate.Number));
                audit.Add("Certificate", kind.ToString(), one.Certificate.Number,
                    $"{kind.Title()}，{on:yyyy-MM-dd} 起生效{(along.Length > 0 ? "，连同证书 " + along : "")}：{reason.Trim()}");
            }
            await db.SaveChangesAsync(cancel);
            // What was completed while it was suspended is due by rule again.
            if (kind == CertificateEventKind.Reinstated)
            {
                await evaluation.RunAsync(certificate.PersonId, cancel);
                return null;
            }
            // After a revocation other completions wait than before it.
            await requests.RefreshAsync([certificate.PersonId], cancel);
            await events.RaiseAsync(new StandingChanged(certificate.PersonId), cancel);
            return null;
        }, cancel);

    /// <summary>What each thing that may be done to a certificate does to others of its holder.</summary>
    public async Task<IReadOnlyList<(CertificateEventKind Kind, Certificate Other)>> TogetherAsync(CertificateHistory history, DateOnly effectiveOn, CancellationToken cancel)
    {
        var ofRole = await OfRoleAsync(history.Certificate, cancel);
        return [.. CertificateActions.Possible(history)
            .SelectMany(kind => JointActions.Others(history, ofRole, kind, effectiveOn, clock.Today()), (kind, other) => (kind, other.Certificate))];
    }

    /// <summary>The certificates on which a decision about one of them is still the last word: this one, or several to which it was written at once.</summary>
    internal async Task<IReadOnlyList<CertificateHistory>> UnderAsync(Certificate certificate, CertificateEvent decision, CancellationToken cancel) =>
        JointActions.Under(decision, await OfRoleAsync(certificate, cancel));

    /// <summary>By confirmed proposal the certificates of these people to which it was written.</summary>
    internal async Task<ILookup<long, Certificate>> WrittenAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        (await (from e in db.Set<CertificateEvent>().AsNoTracking()
                join c in db.Set<Certificate>().AsNoTracking() on e.CertificateId equals c.Id
                where e.ProposalId != null && personIds.Contains(c.PersonId)
                orderby c.ValidFrom, c.Id
                select new { e.ProposalId, c }).ToListAsync(cancel)).ToLookup(x => x.ProposalId!.Value, x => x.c);

    private async Task<IReadOnlyList<CertificateHistory>> OfRoleAsync(Certificate certificate, CancellationToken cancel) =>
        [.. (await facts.CertificatesAsync([certificate.PersonId], cancel)).Where(c => c.Certificate.Role == certificate.Role)];

    private async Task<CertificateHistory?> LoadAsync(string number, CancellationToken cancel) =>
        await db.Set<Certificate>().AsNoTracking().FirstOrDefaultAsync(c => c.Number == number, cancel) is { } certificate
            ? await WithEventsAsync(certificate, cancel) : null;

    internal async Task<CertificateHistory> WithEventsAsync(Certificate certificate, CancellationToken cancel) => await facts.HistoryAsync(certificate, cancel);
}
