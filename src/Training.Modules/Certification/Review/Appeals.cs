using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Certification.Review;

/// <summary>A line of the list 申诉.</summary>
public sealed record OpenAppeal(CertificateAppeal Appeal, Certificate Certificate, CertificateEvent Event);

/// <summary>Takes what holders say against a suspension or revocation, and the answers to it.</summary>
public sealed class Appeals(
    TenantDb db, UnitOfWork unit, CertificateDesk desk, PeopleDirectory people, AuditLog audit, INotifier notifier, TimeProvider clock)
{
    /// <summary>Lines of one page of the list.</summary>
    public const int PageSize = 50;

    /// <summary>All appeals against what was done to one certificate, by event; what was done to several at once is appealed against once.</summary>
    public async Task<Dictionary<long, CertificateAppeal>> OfAsync(long certificateId, CancellationToken cancel)
    {
        var events = await db.Set<CertificateEvent>().AsNoTracking().Where(e => e.CertificateId == certificateId).Select(e => new { e.Id, e.ProposalId }).ToListAsync(cancel);
        var filed = await (from a in db.Set<CertificateAppeal>().AsNoTracking()
                           join e in db.Set<CertificateEvent>() on a.EventId equals e.Id
                           join c in db.Set<Certificate>() on a.CertificateId equals c.Id
                           where db.Set<Certificate>().Any(own => own.Id == certificateId && own.PersonId == c.PersonId)
                           orderby a.Id
                           select new { Appeal = a, e.ProposalId }).ToListAsync(cancel);
        return (from e in events
                let against = filed.Find(f => f.Appeal.EventId == e.Id || (e.ProposalId is not null && f.ProposalId == e.ProposalId))
                where against is not null
                select (e.Id, against!.Appeal)).ToDictionary(x => x.Id, x => x.Appeal);
    }

    /// <summary>May the holder still appeal against this event?</summary>
    public static bool MayAppeal(CertificateEvent e, IReadOnlyDictionary<long, CertificateAppeal> filed) =>
        e is { IsDerived: false, Kind: CertificateEventKind.Suspended or CertificateEventKind.Revoked } && !filed.ContainsKey(e.Id);

    /// <param name="e">An event of the signed-in holder's own certificate.</param>
    /// <returns>A Chinese message when it was refused; null when it is on record.</returns>
    public async Task<string?> FileAsync(Certificate certificate, CertificateEvent e, string text, CancellationToken cancel)
    {
        text = text.Trim();
        if (text.Length is < CertificateAppeal.TextMin or > CertificateAppeal.TextMax) return "请写清楚不同意的地方和依据，10 到 1000 个字，不写孩子的信息。";
        if (e.Kind is not (CertificateEventKind.Suspended or CertificateEventKind.Revoked)) return "只有暂停和撤销可以申诉。";
        return await unit.RunAsync(async () =>
        {
            await desk.LockAllAsync(certificate, cancel);
            if ((await OfAsync(certificate.Id, cancel)).ContainsKey(e.Id)) return "这次处理已经申诉过，每次处理可以申诉一次。";
            var decided = await db.Set<CertificateProposal>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == e.ProposalId, cancel);
            db.Add(new CertificateAppeal
            {
                EventId = e.Id, CertificateId = certificate.Id, Text = text, FiledUtc = clock.UtcNow(), DueOn = WorkingDays.After(clock.Today(), WorkingDays.ToAnswer),
                ProposedByUserId = decided?.ProposedByUserId, ConfirmedByUserId = decided?.DecidedByUserId ?? e.ByUserId,
            });
            audit.Add("Certificate", "Appealed", certificate.Number, $"持证人对{e.EffectiveOn:yyyy-MM-dd} 起的{e.Kind.Title()}提出申诉。");
            await db.SaveChangesAsync(cancel);
            return null;
        }, cancel);
    }

    public async Task<OpenAppeal?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel)
    {
        var found = await (from a in db.Set<CertificateAppeal>().AsNoTracking()
                           join c in db.Set<Certificate>().AsNoTracking() on a.CertificateId equals c.Id
                           join e in db.Set<CertificateEvent>().AsNoTracking() on a.EventId equals e.Id
                           where a.Ref == reference
                           select new OpenAppeal(a, c, e)).FirstOrDefaultAsync(cancel);
        return found is not null && await desk.InScopeAsync(user, found.Certificate.PersonId, found.Certificate.Role, cancel) ? found : null;
    }

    /// <returns>A Chinese message when it was refused; null when it is answered.</returns>
    public async Task<string?> AnswerAsync(ClaimsPrincipal user, OpenAppeal open, bool isUpheld, string answer, CancellationToken cancel)
    {
        answer = answer.Trim();
        if (answer.Length is < CertificateAppeal.AnswerMin or > CertificateAppeal.AnswerMax) return "请写明答复的理由，4 到 400 个字，持证人会看到。";
        if (user.UserId() is not { } userId || open.Certificate.PersonId == user.PersonId()) return "不能答复自己的申诉，请另一位同事来办。";
        if (userId == open.Appeal.ProposedByUserId || userId == open.Appeal.ConfirmedByUserId) return "你参与过这次处理，请没有参与的同事答复。";
        try
        {
            await unit.RunAsync(() => StoreAsync(open, userId, isUpheld, answer, cancel), cancel);
            return null;
        }
        catch (Refused refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Those that wait within a scope, the most pressing first, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<OpenAppeal> First, int Total)> ListAsync(AssignmentScope scope, CancellationToken cancel)
    {
        var rows = from a in db.Set<CertificateAppeal>().AsNoTracking()
                   join c in desk.InScope(scope) on a.CertificateId equals c.Id
                   join e in db.Set<CertificateEvent>().AsNoTracking() on a.EventId equals e.Id
                   where a.IsUpheld == null
                   select new { a, c, e };
        var total = await rows.CountAsync(cancel);
        if (total == 0) return ([], 0);
        return ([.. (await rows.OrderBy(r => r.a.DueOn).ThenBy(r => r.a.Id).Take(PageSize).ToListAsync(cancel)).Select(r => new OpenAppeal(r.a, r.c, r.e))], total);
    }

    private async Task StoreAsync(OpenAppeal open, long userId, bool isUpheld, string answer, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var (appeal, certificate, e) = (open.Appeal, open.Certificate, open.Event);
        var mine = await db.Set<CertificateAppeal>()
            .Where(a => a.Id == appeal.Id && a.IsUpheld == null && a.ProposedByUserId != userId && a.ConfirmedByUserId != userId)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.IsUpheld, isUpheld).SetProperty(a => a.Answer, answer)
                .SetProperty(a => a.AnsweredByUserId, userId).SetProperty(a => a.AnsweredUtc, now), cancel);
        if (mine == 0) throw new Refused("这条申诉已经有人答复过了。");
        audit.Add("Certificate", isUpheld ? "AppealUpheld" : "AppealDismissed", certificate.Number,
            $"{(isUpheld ? "申诉成立" : "维持原处理")}（{e.EffectiveOn:yyyy-MM-dd} 起{e.Kind.Title()}）：{answer}");
        await db.SaveChangesAsync(cancel);
        // From its first day on, as if it had never been: unless something else was done after it, which stands.
        var under = isUpheld ? await desk.UnderAsync(certificate, e, cancel) : [];
        if (under.Count > 0 && await desk.ActAsync(under[0].Certificate.Id, CertificateEventKind.Reinstated, JointActions.LastOf(under[0])!.EffectiveOn,
            $"申诉成立：{answer}", userId, cancel, ReasonCode.AppealUpheld) is { } refusal)
            throw new Refused(refusal);
        if ((await people.FindAsync(certificate.PersonId, cancel))?.UserId is { } holder)
            await notifier.NotifyAsync([ReviewNotices.Answered(appeal, certificate, holder, isUpheld, answer)], cancel);
    }
}
