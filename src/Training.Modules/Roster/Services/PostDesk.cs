using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Modules.Roster.Queries;
using Training.Platform.Data;

namespace Training.Modules.Roster.Services;

/// <summary>Posts: taken up, corrected, laid down, moved to another place, struck out when entered by mistake.</summary>
public sealed class PostDesk(RosterChanges changes, Places places, TenantDb db, TimeProvider clock)
{
    public Task<RosterAnswer> AddAsync(
        ClaimsPrincipal user, string person, int version, TrainingRole? role, string? place, DateOnly? start, DateOnly? end, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var post = await MakeAsync(change.Scope, change.Person.Id, change.Posts, role, place, start, end, cancel);
            db.Add(post);
            change.Posts.Add(post);
            (change.PostsChanged, change.Ref) = (true, post.Ref);
            return ("PostAdded", $"新增任职：{post.Role.Title()}，{await places.NameAsync(post, cancel)}，{PostRules.Days(post.Start, post.End)}");
        }, cancel);

    /// <summary>Last day in post.</summary>
    public Task<RosterAnswer> EndAsync(ClaimsPrincipal user, string person, int version, string post, DateOnly? end, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var found = change.Post(post);
            var today = clock.Today();
            RosterChanges.Refuse(PostRules.CheckEnd(found, end, today)
                .Concat(PostRules.Check(found.Role, await places.OfAsync(found, cancel), found.Start, end, change.Posts.Where(p => p != found), today)).DistinctBy(p => p.Field));
            found.End = end;
            change.PostsChanged = true;
            return ("PostEnded", $"结束任职：{found.Role.Title()}，{await places.NameAsync(found, cancel)}，最后在岗日 {PostRules.Day(end!.Value)}");
        }, cancel);

    /// <summary>From a day on the same role elsewhere: the post ends the day before. Leaves that go on, go on there.</summary>
    public Task<RosterAnswer> TransferAsync(ClaimsPrincipal user, string person, int version, string post, string? place, DateOnly? day, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var found = change.Post(post);
            var today = clock.Today();
            // Staff of a street or line may send somebody to another street; a school's administrator only ends the post.
            var target = change.Scope.OnlyWorkUnits ? null : await places.FindAsync(place, cancel);
            RosterChanges.Refuse(Problems());
            IEnumerable<RosterProblem> Problems()
            {
                if (day is null) yield return new("day", "请填从哪一天起调到新地方。");
                else if (day <= found.Start) yield return new("day", "这段任职从 {0} 开始，调动要在后一天或更晚。", PostRules.Day(found.Start));
                else if (found.End is { } last && day > last.AddDays(1)) yield return new("day", "这段任职 {0} 已结束。请用新增任职。", PostRules.Day(last));
                if (target is null) yield return new("place", "请选调到哪里。");
                else if (target.Street.Id == found.SubDistrictId && target.WorkId == found.WorkUnitId) yield return new("place", "已经在这里任职。请选别的地方。");
                else foreach (var problem in PostRules.Check(found.Role, target, day, null, change.Posts.Where(p => p != found), today)) yield return problem;
            }
            var from = await places.NameAsync(found, cancel);
            found.End = day!.Value.AddDays(-1);
            var next = new RoleAssignment
            {
                PersonId = change.Person.Id, Role = found.Role, Line = found.Line, SubDistrictId = target!.Street.Id, WorkUnitId = target.WorkId, Start = day.Value,
                GrowthMentor = found.GrowthMentor, RecordedUtc = clock.UtcNow(),
            };
            db.Add(next);
            change.Posts.Add(next);
            await db.SaveChangesAsync(cancel);
            foreach (var leave in await db.Set<Leave>().Where(l => l.AssignmentId == found.Id && (l.End == null || l.End >= day)).ToListAsync(cancel))
                db.Add(new Leave { AssignmentId = next.Id, Kind = leave.Kind, Start = leave.Start, End = leave.End, RecordedUtc = clock.UtcNow() });
            (change.PostsChanged, change.Ref) = (true, next.Ref);
            return ("PostTransferred", $"调动：{found.Role.Title()}，{from} → {target.Name}，{PostRules.Day(day.Value)} 起");
        }, cancel);

    /// <summary>Puts right what was entered: days and place within the scope.</summary>
    public Task<RosterAnswer> CorrectAsync(
        ClaimsPrincipal user, string person, int version, string post, string? place, DateOnly? start, DateOnly? end, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var found = change.Post(post);
            var target = await places.FindAsync(place, cancel);
            if (target is not null && target.Street.Id != found.SubDistrictId)
                throw new RosterRefusal(new RosterProblem("place", "更正只能换本街镇内的单位。换街镇请用调动。"));
            RosterChanges.Refuse(PostRules.Check(found.Role, target, start, end, change.Posts.Where(p => p != found), clock.Today()));
            var before = $"{await places.NameAsync(found, cancel)}，{PostRules.Days(found.Start, found.End)}";
            (found.Start, found.End, found.WorkUnitId) = (start!.Value, end, target!.WorkId);
            if (!change.Scope.Allows(found)) throw new RosterRefusal(new RosterProblem("place", "这个地方不在你的范围内，请重新选。"));
            change.PostsChanged = true;
            return ("PostCorrected", $"更正任职：{found.Role.Title()}，{before} → {target.Name}，{PostRules.Days(found.Start, found.End)}");
        }, cancel);

    /// <summary>A post that never was: it goes with its leaves and exemptions; the trail keeps what it said.</summary>
    public Task<RosterAnswer> StrikeAsync(ClaimsPrincipal user, string person, int version, string post, string? reason, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var found = change.Post(post);
            if ((reason ?? "").Trim() is not { Length: >= 4 and <= 100 } why) throw new RosterRefusal(new RosterProblem("reason", "请写作废的理由，4 到 100 个字。"));
            db.RemoveRange(await db.Set<Leave>().Where(l => l.AssignmentId == found.Id).ToListAsync(cancel));
            db.RemoveRange(await db.Set<Exemption>().Where(e => e.AssignmentId == found.Id).ToListAsync(cancel));
            db.RemoveRange(await db.Set<ExemptionRequest>().Where(r => r.AssignmentId == found.Id).ToListAsync(cancel));
            db.Remove(found);
            change.Posts.Remove(found);
            change.PostsChanged = true;
            return ("PostStruck", $"作废录错的任职：{found.Role.Title()}，{await places.NameAsync(found, cancel)}，{PostRules.Days(found.Start, found.End)}。理由：{why}");
        }, cancel);

    internal async Task<RoleAssignment> MakeAsync(
        AssignmentScope scope, long personId, IEnumerable<RoleAssignment> others, TrainingRole? role, string? place, DateOnly? start, DateOnly? end, CancellationToken cancel)
    {
        if (role is not { } of) throw new RosterRefusal(new RosterProblem("role", "请选岗位。"));
        var target = await places.FindAsync(place, cancel);
        RosterChanges.Refuse(PostRules.Check(of, target, start, end, others, clock.Today()));
        var post = new RoleAssignment
        {
            PersonId = personId, Role = of, Line = of.LineOf(), SubDistrictId = target!.Street.Id, WorkUnitId = target.WorkId, Start = start!.Value, End = end,
            RecordedUtc = clock.UtcNow(),
        };
        return scope.Allows(post) ? post : throw new RosterRefusal(new RosterProblem("place", "这个岗位或地方不在你的范围内，请重新选。"));
    }
}
