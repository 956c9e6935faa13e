using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Roster.Services;

/// <summary>A request that waits, as the list shows it.</summary>
public sealed record WaitingExemption(ExemptionRequest Request, string Name, string StaffNo, string PersonRef, int Version, TrainingRole Role, int Street);

/// <summary>免训: one asks, another decides. What was approved is an <see cref="Exemption"/> from then on, and may be ended early.</summary>
public sealed class ExemptionDesk(RosterChanges changes, TenantDb db, PermissionTable permissions, TimeProvider clock)
{
    /// <summary>Requests that the list shows; the oldest first.</summary>
    public const int ListMax = 100;

    public Task<RosterAnswer> AskAsync(
        ClaimsPrincipal user, string person, int version, string post, string? reason, DateOnly? start, DateOnly? end, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var (found, why) = (change.Post(post), (reason ?? "").Trim());
            RosterChanges.Refuse(PostRules.CheckExemption(found, why, start, end, clock.Today()));
            if (await db.Set<Exemption>().AnyAsync(e => e.AssignmentId == found.Id && e.Start <= end && e.End >= start, cancel)
                || await db.Set<ExemptionRequest>().AnyAsync(r => r.AssignmentId == found.Id && r.State == ExemptionState.Waiting, cancel))
                throw new RosterRefusal(new RosterProblem("start", "这段日期已经免训，或有一份申请还在等审批。"));
            db.Add(new ExemptionRequest
            {
                AssignmentId = found.Id, Reason = why, Start = start!.Value, End = end!.Value, AskedByUserId = user.UserId() ?? 0, AskedBy = user.Name(), AskedUtc = clock.UtcNow(),
            });
            return ("ExemptionAsked", $"申请免训：{found.Role.Title()}，{PostRules.Days(start.Value, end)}。理由：{why}");
        }, cancel);

    /// <summary>Never by the one who asked, nor by the person concerned.</summary>
    public Task<RosterAnswer> DecideAsync(ClaimsPrincipal user, string person, int version, string request, bool approve, string? note, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var asked = await db.Set<ExemptionRequest>().SingleOrDefaultAsync(r => r.Ref == request, cancel);
            if (asked is null || !permissions.Has(user, RosterPermissions.DecideExemptions)) throw new RosterRefusal();
            var found = change.Posts.Find(p => p.Id == asked.AssignmentId && change.Scope.Allows(p)) ?? throw new RosterRefusal();
            if (asked.State != ExemptionState.Waiting) throw new DbUpdateConcurrencyException();
            if (asked.AskedByUserId == user.UserId()) throw new RosterRefusal(new RosterProblem("", "自己申请的免训要由别人审批。"));
            if (change.Person.Id == user.PersonId()) throw new RosterRefusal(new RosterProblem("", "本人的免训要由别人审批。"));
            var said = (note ?? "").Trim();
            if (!approve && said.Length is < 4 or > 200) throw new RosterRefusal(new RosterProblem("note", "不同意要写理由，4 到 200 个字。"));
            (asked.State, asked.DecidedBy, asked.DecidedUtc, asked.Note) = (approve ? ExemptionState.Approved : ExemptionState.Refused, user.Name(), clock.UtcNow(), said);
            if (approve)
            {
                db.Add(new Exemption { AssignmentId = found.Id, Reason = asked.Reason, ApprovedBy = user.Name(), Start = asked.Start, End = asked.End, RecordedUtc = clock.UtcNow() });
                change.PostsChanged = true;
            }
            return (approve ? "ExemptionApproved" : "ExemptionRefused",
                $"{(approve ? "同意" : "不同意")} {asked.AskedBy} 申请的免训：{found.Role.Title()}，{PostRules.Days(asked.Start, asked.End)}{(said.Length > 0 ? "。" + said : "")}");
        }, cancel);

    /// <summary>Last day of an exemption moved forward.</summary>
    public Task<RosterAnswer> EndAsync(ClaimsPrincipal user, string person, int version, string post, long id, DateOnly? end, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var found = change.Post(post);
            var exemption = await db.Set<Exemption>().SingleOrDefaultAsync(e => e.Id == id && e.AssignmentId == found.Id, cancel) ?? throw new RosterRefusal();
            if (end is not { } last || last < exemption.Start || last >= exemption.End)
                throw new RosterRefusal(new RosterProblem("end", "提前结束的日期要在 {0} 之内，早于原来的最后一天。", PostRules.Days(exemption.Start, exemption.End)));
            var before = exemption.End;
            exemption.End = last;
            change.PostsChanged = true;
            return ("ExemptionEnded", $"提前结束免训：{found.Role.Title()}，{PostRules.Day(before)} → {PostRules.Day(last)}");
        }, cancel);

    public async Task<IReadOnlyList<WaitingExemption>> WaitingAsync(ClaimsPrincipal user, CancellationToken cancel) =>
        await (from r in db.Set<ExemptionRequest>().AsNoTracking()
               where r.State == ExemptionState.Waiting
               join a in db.Set<RoleAssignment>().Where(AssignmentScope.Of(user).Filter) on r.AssignmentId equals a.Id
               join p in db.Set<Person>() on a.PersonId equals p.Id
               orderby r.Id
               select new WaitingExemption(r, p.Name, p.StaffNo, p.Ref, p.Version, a.Role, a.SubDistrictId)).Take(ListMax).ToListAsync(cancel);
}
