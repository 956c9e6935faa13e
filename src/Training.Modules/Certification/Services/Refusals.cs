using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Certification.Services;

/// <summary>Refuses completions that wait for approval, with a reason that the person reads.</summary>
public sealed class Refusals(TenantDb db, UnitOfWork unit, IssuingOrder order, PeopleDirectory people, AuditLog audit, INotifier notifier, TimeProvider clock)
{
    /// <param name="completedOn">The completion that the officer saw.</param>
    /// <returns>A Chinese message when nothing was done; null when it is refused.</returns>
    public async Task<string?> RefuseAsync(ClaimsPrincipal user, Person person, TrainingRole role, DateOnly completedOn, string reason, CancellationToken cancel)
    {
        reason = reason.Trim();
        if (user.UserId() is not { } userId || person.Id == user.PersonId()) return "不能审核自己的证书，请另一位同事来办。";
        if (reason.Length is < CertificateActions.ReasonMin or > CertificateActions.ReasonMax) return "请写明理由，4 到 200 个字，不写孩子的信息。";
        return await unit.RunAsync(async () =>
        {
            // Whoever approves the same line meanwhile comes before or after, not at once.
            await order.TakeAsync(cancel);
            var today = clock.Today();
            // Rows of other days are kept too, and only those of today are on the list.
            if (!await db.Set<IssueRequest>().AnyAsync(r => r.PersonId == person.Id && r.Role == role && r.CompletedOn == completedOn && r.CompletedOn <= today && r.WaitsThrough >= today, cancel)
                || await db.Set<IssueRefusal>().AnyAsync(r => r.PersonId == person.Id && r.Role == role && r.CompletedOn == completedOn, cancel))
                return "这一条已经有人处理过了，请看最新的名单。";
            db.Add(new IssueRefusal
            {
                PersonId = person.Id, Role = role, CompletedOn = completedOn, Reason = reason, ByUserId = userId, By = user.Name(), RecordedUtc = clock.UtcNow(),
            });
            audit.Add("Certificate", "IssueRefused", person.Ref, $"{role.Title()}的要求于 {completedOn:yyyy-MM-dd} 全部满足，审核不予通过：{reason}");
            await db.SaveChangesAsync(cancel);
            if ((await people.FindAsync(person.Id, cancel))?.UserId is { } holder)
                await notifier.NotifyAsync([ReviewNotices.NotApproved(holder, person.Ref, role, completedOn, reason)], cancel);
            return null;
        }, cancel);
    }

    /// <summary>What was refused of one person, by role and completion.</summary>
    public async Task<IReadOnlyDictionary<(TrainingRole Role, DateOnly CompletedOn), IssueRefusal>> OfPersonAsync(long personId, CancellationToken cancel) =>
        await db.Set<IssueRefusal>().AsNoTracking().Where(r => r.PersonId == personId).ToDictionaryAsync(r => (r.Role, r.CompletedOn), cancel);

    /// <summary>The same of many, for the comparison with the ledger.</summary>
    public async Task<ILookup<long, (TrainingRole Role, DateOnly CompletedOn)>> OfPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        (await db.Set<IssueRefusal>().AsNoTracking().Where(r => personIds.Contains(r.PersonId)).Select(r => new { r.PersonId, r.Role, r.CompletedOn }).ToListAsync(cancel))
            .ToLookup(r => r.PersonId, r => (r.Role, r.CompletedOn));
}
