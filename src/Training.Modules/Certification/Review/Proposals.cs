using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Certification.Review;

/// <summary>A line of the list 待复核处理.</summary>
public sealed record OpenProposal(CertificateProposal Proposal, Certificate Certificate)
{
    /// <summary>Certificates of the holder to which it will be written as well.</summary>
    public IReadOnlyList<Certificate> Others { get; init; } = [];
}

/// <summary>Two persons for everything that is done to a certificate: one proposes, another decides.</summary>
public sealed class Proposals(
    TenantDb db, UnitOfWork unit, CertificateDesk desk, PersonFactsQuery facts, Doubts doubts, PeopleDirectory people, AuditLog audit, INotifier notifier, TimeProvider clock)
{
    /// <summary>Lines of one page of the list.</summary>
    public const int PageSize = 50;

    /// <returns>A Chinese message when it was refused; null when it waits for the second person.</returns>
    public async Task<string?> ProposeAsync(
        ClaimsPrincipal user, CertificateHistory history, CertificateEventKind kind, ReasonCode code, DateOnly effectiveOn, string reason, CancellationToken cancel)
    {
        var certificate = history.Certificate;
        if (user.UserId() is not { } userId || certificate.PersonId == user.PersonId()) return "不能处理自己的证书，请另一位同事来办。";
        // What only says that it stands holds from the day on which somebody says so.
        if (!kind.Decides()) effectiveOn = clock.Today();
        if (CertificateActions.Refuse(history, kind, effectiveOn, reason, clock.Today(), inDoubt: await desk.IsInDoubtAsync(certificate.Id, cancel)) is { } refusal) return refusal;
        if (!ReasonCodes.For(kind).Contains(code)) return "请从列表里选一个理由。";
        return await unit.RunAsync(async () =>
        {
            await desk.LockAsync(certificate.Id, cancel);
            if (await db.Set<CertificateProposal>().AnyAsync(p => p.OpenKey == certificate.Id, cancel)) return "这张证书已有一条处理在等复核，请先复核那一条。";
            db.Add(new CertificateProposal
            {
                CertificateId = certificate.Id, Kind = kind, Code = code, Reason = reason.Trim(), EffectiveOn = effectiveOn, OpenKey = certificate.Id,
                KnownThrough = kind == CertificateEventKind.Kept ? await doubts.LastRowAsync(certificate.PersonId, cancel) : null,
                ProposedByUserId = userId, ProposedBy = user.Name(), ProposedUtc = clock.UtcNow(),
            });
            audit.Add("Certificate", kind + "Proposed", certificate.Number, $"提出{kind.Title()}，{effectiveOn:yyyy-MM-dd} 起。{code.Title()}：{reason.Trim()}");
            await db.SaveChangesAsync(cancel);
            return null;
        }, cancel);
    }

    /// <summary>The open proposal within somebody's scope; null when there is none.</summary>
    public async Task<OpenProposal?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel)
    {
        var found = await (from p in db.Set<CertificateProposal>().AsNoTracking()
                           join c in db.Set<Certificate>().AsNoTracking() on p.CertificateId equals c.Id
                           where p.Ref == reference
                           select new OpenProposal(p, c)).FirstOrDefaultAsync(cancel);
        return found is not null && await desk.InScopeAsync(user, found.Certificate.PersonId, found.Certificate.Role, cancel) ? found : null;
    }

    /// <returns>A Chinese message when it was refused; null when it was decided.</returns>
    public async Task<string?> DecideAsync(ClaimsPrincipal user, OpenProposal open, ProposalDecision decision, string note, CancellationToken cancel)
    {
        var (proposal, certificate) = (open.Proposal, open.Certificate);
        note = note.Trim();
        if (user.UserId() is not { } userId || certificate.PersonId == user.PersonId()) return "不能处理自己的证书，请另一位同事来办。";
        if (proposal.ProposedByUserId == userId) return "提出和复核要由两个账号完成，请另一位同事复核。";
        if (decision == ProposalDecision.Rejected && note.Length < CertificateActions.ReasonMin) return "退回时请写明原因，至少 4 个字，让提出的同事知道怎么改。";
        if (note.Length > CertificateProposal.NoteMax) return "复核意见最多 200 个字，请写短一些。";
        try
        {
            await unit.RunAsync(() => StoreAsync(proposal, certificate, decision, userId, user.Name(), note, cancel), cancel);
            return null;
        }
        catch (Refused refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Those that wait within a scope, the oldest first, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<OpenProposal> First, int Total)> ListAsync(AssignmentScope scope, CancellationToken cancel)
    {
        var rows = from p in db.Set<CertificateProposal>().AsNoTracking()
                   join c in desk.InScope(scope) on p.CertificateId equals c.Id
                   where p.OpenKey != null
                   select new { p, c };
        var total = await rows.CountAsync(cancel);
        if (total == 0) return ([], 0);
        var first = await rows.OrderBy(r => r.p.Id).Take(PageSize).ToListAsync(cancel);
        var histories = (await facts.CertificatesAsync([.. first.Select(r => r.c.PersonId).Distinct()], cancel)).ToLookup(h => (h.Certificate.PersonId, h.Certificate.Role));
        return ([.. first.Select(r => new OpenProposal(r.p, r.c) { Others = OthersOf(r.p, [.. histories[(r.c.PersonId, r.c.Role)]]) })], total);
    }

    /// <param name="ofRole">All certificates of the holder in the role.</param>
    private IReadOnlyList<Certificate> OthersOf(CertificateProposal proposal, IReadOnlyList<CertificateHistory> ofRole) =>
    [
        .. JointActions.Others(ofRole.First(h => h.Certificate.Id == proposal.CertificateId), ofRole, proposal.Kind, proposal.EffectiveOn, clock.Today()).Select(h => h.Certificate),
    ];

    private async Task StoreAsync(
        CertificateProposal proposal, Certificate certificate, ProposalDecision decision, long userId, string name, string note, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var told = decision == ProposalDecision.Confirmed && proposal.EffectiveOn <= clock.Today() ? now : (DateTime?)null;
        // One statement decides who was first, and that it was not the proposer.
        var mine = await db.Set<CertificateProposal>().Where(p => p.Id == proposal.Id && p.Decision == null && p.ProposedByUserId != userId).ExecuteUpdateAsync(s => s
            .SetProperty(p => p.Decision, decision).SetProperty(p => p.DecidedByUserId, userId).SetProperty(p => p.DecidedBy, name)
            .SetProperty(p => p.DecidedUtc, now).SetProperty(p => p.DecisionNote, note.Length == 0 ? null : note)
            .SetProperty(p => p.OpenKey, (long?)null).SetProperty(p => p.EffectNotifiedUtc, told), cancel);
        if (mine == 0) throw new Refused("这条处理已经有人复核过了。");
        if (decision == ProposalDecision.Rejected)
        {
            audit.Add("Certificate", proposal.Kind + "Rejected", certificate.Number, $"退回{proposal.ProposedBy}提出的{proposal.Kind.Title()}：{note}");
            await db.SaveChangesAsync(cancel);
            return;
        }
        // Both looked at the same records, or the second one at more than the first.
        if (proposal is { Kind: CertificateEventKind.Kept, KnownThrough: { } known } && await doubts.IsCorrectedAfterAsync(certificate, known, cancel))
            throw new Refused("提出以后，这张证书依据的记录又有更正。请退回这一条，核实后重新提出。");
        if (await desk.ActAsync(certificate.Id, proposal.Kind, proposal.EffectiveOn, proposal.Reason, userId, cancel, proposal.Code, proposal.Id, proposal.KnownThrough) is { } refusal)
            throw new Refused(refusal + "请退回这一条。");
        if ((await people.FindAsync(certificate.PersonId, cancel))?.UserId is { } holder)
            await notifier.NotifyAsync([ReviewNotices.Of(proposal, certificate, (await desk.WrittenAsync([certificate.PersonId], cancel))[proposal.Id], holder, clock.Today())], cancel);
    }
}
