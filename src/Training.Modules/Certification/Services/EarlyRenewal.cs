using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Review;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Certification.Services;

/// <summary>Whose renewal is to open early: holders in one role, where wanted of one street or line.</summary>
public sealed record EarlyRenewalList(TrainingRole Role, int? SubDistrictId = null, Line? Line = null);

/// <summary>
/// Opens the renewal window of holders before its day, e.g. because a training comes to the district now. It is an event of the
/// certificate, added like every other; the new certificate still begins the day after the old one ends, so no day is lost.
/// </summary>
public sealed class EarlyRenewal(
    TenantDb db, PersonFactsQuery facts, SchemeTable schemes, Evaluation evaluation, IssuingOrder order, AuditLog audit, INotifier notifier, JobQueue jobs, UnitOfWork unit, TimeProvider clock)
{
    /// <summary>For one holder; the caller has looked at the scope.</summary>
    /// <returns>A Chinese message when it was refused; null when it is open.</returns>
    public Task<string?> OpenAsync(ClaimsPrincipal user, long personId, TrainingRole role, string reason, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (RefuseReason(reason) is { } refusal) return refusal;
        if (personId == user.PersonId()) return "不能给自己提前开放换证，请另一位同事办理。";
        return await OpenAsync(user, [personId], role, reason.Trim(), cancel) == 1 ? null : "没有可以提前开放的换证：证书现在不是有效的，或者已经可以换证。";
    }, cancel);

    /// <summary>How many people a list holds within the user's scope, those whose window is open among them.</summary>
    public Task<int> CountAsync(ClaimsPrincipal user, EarlyRenewalList list, CancellationToken cancel) => Holders(user, list).CountAsync(cancel);

    /// <summary>Orders it for a whole list, which a job goes through (<see cref="EarlyRenewalJob"/>).</summary>
    /// <returns>Ref of the job; or a Chinese message when it was refused.</returns>
    public async Task<(string? Job, string? Refusal)> OrderAsync(ClaimsPrincipal user, EarlyRenewalList list, string reason, CancellationToken cancel)
    {
        if (user.UserId() is not { } userId) return (null, "请先登录。");
        if (RefuseReason(reason) is { } refusal) return (null, refusal);
        if (await CountAsync(user, list, cancel) is var total && total == 0) return (null, "这里没有现在持证的人。");
        var state = new EarlyRenewalState(userId, list, reason.Trim(), total);
        var key = $"{EarlyRenewalJob.JobName}:{userId}:{list.Role}:{list.SubDistrictId}:{list.Line}";
        return (await unit.RunAsync(() => jobs.QueueAsync(EarlyRenewalJob.JobName, state.ToJson(), total, key, cancel), cancel), null);
    }

    /// <summary>For the next people of a list, in one transaction; who cannot be opened (any more) is passed over.</summary>
    /// <param name="after">Number of the last person of the portion before; 0 at first.</param>
    /// <returns>Who was looked at, in order, and how many of them were opened.</returns>
    public Task<(IReadOnlyList<long> People, int Opened)> OpenPortionAsync(ClaimsPrincipal user, EarlyRenewalList list, string reason, long after, int size, CancellationToken cancel) =>
        unit.RunAsync<(IReadOnlyList<long>, int)>(async () =>
        {
            var ids = await Holders(user, list).Where(id => id > after).OrderBy(id => id).Take(size).ToListAsync(cancel);
            return (ids, ids.Count == 0 ? 0 : await OpenAsync(user, ids, list.Role, reason, cancel));
        }, cancel);

    private static string? RefuseReason(string reason) =>
        reason.Trim().Length is < CertificateActions.ReasonMin or > CertificateActions.ReasonMax ? "请写明理由，4 到 200 个字，不写孩子的信息。" : null;

    private IQueryable<long> Holders(ClaimsPrincipal user, EarlyRenewalList list)
    {
        var (today, self, role) = (clock.Today(), user.PersonId() ?? 0, list.Role);
        var held = db.Set<RoleAssignment>().Where(AssignmentScope.Of(user).Filter).Where(a => a.Role == role && a.Start <= today && (a.End == null || a.End >= today));
        if (list.SubDistrictId is { } street) held = held.Where(a => a.SubDistrictId == street);
        if (list.Line is { } line) held = held.Where(a => a.Line == line);
        return db.Set<Certificate>().Where(c => c.Role == role && c.PersonId != self && c.ValidFrom <= today && c.ValidThrough >= today && held.Any(a => a.PersonId == c.PersonId))
            .Select(c => c.PersonId).Distinct();
    }

    private async Task<int> OpenAsync(ClaimsPrincipal user, IReadOnlyList<long> ids, TrainingRole role, string reason, CancellationToken cancel)
    {
        await order.TakeAsync(cancel);
        var (today, now, by) = (clock.Today(), clock.UtcNow(), user.UserId() is { } userId ? (userId, user.Name()) : default((long, string)?));
        var found = await facts.ForPeopleAsync(ids, cancel);
        var table = await schemes.AllAsync(cancel, found.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
        var opened = ids.Select(id => ToOpen(found[id], table, role, today)).OfType<Certificate>().ToList();
        foreach (var certificate in opened)
        {
            db.Add(new CertificateEvent
            {
                CertificateId = certificate.Id, Kind = CertificateEventKind.RenewalOpened, EffectiveOn = today, Reason = reason, ByUserId = user.UserId(), RecordedUtc = now,
            });
            audit.Add("Certificate", nameof(CertificateEventKind.RenewalOpened), certificate.Number, $"提前开放换证，{today:yyyy-MM-dd} 起：{reason}", by: by);
        }
        await db.SaveChangesAsync(cancel);
        var people = opened.ConvertAll(c => c.PersonId);
        var users = await db.Set<Person>().Where(p => people.Contains(p.Id) && p.UserId != null).ToDictionaryAsync(p => p.Id, p => p.UserId!.Value, cancel);
        await notifier.NotifyAsync([.. opened.Where(c => users.ContainsKey(c.PersonId)).Select(c => ReviewNotices.RenewalOpened(users[c.PersonId], c, today, reason))], cancel);
        foreach (var id in people)
        {
            await evaluation.RunAsync(id, cancel);
            db.ChangeTracker.Clear();
        }
        return opened.Count;
    }

    /// <summary>The certificate whose renewal can be opened: valid today, nothing after it, its window still ahead.</summary>
    private static Certificate? ToOpen(PersonFacts found, RoleSchemes table, TrainingRole role, DateOnly today)
    {
        if (!IsAhead(found.Standing(table, role, today), today)) return null;
        return found.Completions(table, role, today) is [.., { CertificateId: { } id }]
            && found.Certificates.First(c => c.Certificate.Id == id) is var last && last.At(today) == CertificateState.Valid ? last.Certificate : null;
    }

    /// <summary>A holder whose renewal window has not opened yet.</summary>
    internal static bool IsAhead(RoleStanding standing, DateOnly today) =>
        standing is { State: StandingState.Certified, Open: { IsRenewal: true, Cycle.OpenedEarly: null, CountsFrom: { } from } } && from > today;
}
