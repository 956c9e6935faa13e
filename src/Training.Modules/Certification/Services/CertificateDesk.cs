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
    TenantDb db, UnitOfWork unit, Events events, AuditLog audit, PersonFactsQuery facts, Evaluation evaluation, IssuingOrder order, PermissionTable permissions, TimeProvider clock)
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

    /// <summary>Writes what has been decided. Officers come here by <see cref="Proposals"/> and <see cref="Appeals"/> only: two persons decide.</summary>
    /// <returns>A Chinese message when it was refused; null when it was done.</returns>
    internal Task<string?> ActAsync(
        long certificateId, CertificateEventKind kind, DateOnly effectiveOn, string reason, long? byUserId, CancellationToken cancel,
        ReasonCode? code = null, long? proposalId = null, long? knownThrough = null) =>
        unit.RunAsync(async () =>
        {
            // Before the certificate, as everybody who evaluates does.
            await order.TakeAsync(cancel);
            await LockAsync(certificateId, cancel);
            var history = await WithEventsAsync(await db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.Id == certificateId, cancel), cancel);
            if (CertificateActions.Refuse(history, kind, effectiveOn, reason, clock.Today(), code == ReasonCode.AppealUpheld, await IsInDoubtAsync(certificateId, cancel)) is { } refusal) return refusal;
            db.Add(new CertificateEvent
            {
                CertificateId = certificateId, Kind = kind, EffectiveOn = effectiveOn, Reason = reason.Trim(), ByUserId = byUserId,
                RecordedUtc = clock.UtcNow(), Code = code, ProposalId = proposalId, KnownThrough = knownThrough,
            });
            audit.Add("Certificate", kind.ToString(), history.Certificate.Number, $"{kind.Title()}，{effectiveOn:yyyy-MM-dd} 起生效：{reason.Trim()}");
            await db.SaveChangesAsync(cancel);
            // What was completed while it was suspended is due by rule again.
            if (kind == CertificateEventKind.Reinstated) await evaluation.RunAsync(history.Certificate.PersonId, cancel);
            else await events.RaiseAsync(new StandingChanged(history.Certificate.PersonId), cancel);
            return null;
        }, cancel);

    private async Task<CertificateHistory?> LoadAsync(string number, CancellationToken cancel) =>
        await db.Set<Certificate>().AsNoTracking().FirstOrDefaultAsync(c => c.Number == number, cancel) is { } certificate
            ? await WithEventsAsync(certificate, cancel) : null;

    internal async Task<CertificateHistory> WithEventsAsync(Certificate certificate, CancellationToken cancel) => await facts.HistoryAsync(certificate, cancel);
}
