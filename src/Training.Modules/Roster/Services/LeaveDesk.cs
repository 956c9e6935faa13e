using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Roster.Models;
using Training.Platform.Data;

namespace Training.Modules.Roster.Services;

/// <summary>Leaves of a post: entered, changed, ended, taken back.</summary>
public sealed class LeaveDesk(RosterChanges changes, TenantDb db, TimeProvider clock)
{
    /// <param name="id">A leave of the post to change; null = a new one.</param>
    public Task<RosterAnswer> KeepAsync(
        ClaimsPrincipal user, string person, int version, string post, long? id, LeaveKind? kind, DateOnly? start, DateOnly? end, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var found = change.Post(post);
            var leaves = await db.Set<Leave>().Where(l => l.AssignmentId == found.Id).OrderBy(l => l.Start).ToListAsync(cancel);
            var leave = id is null ? null : leaves.Find(l => l.Id == id) ?? throw new RosterRefusal();
            RosterChanges.Refuse(PostRules.CheckLeave(found, kind, start, end, leaves.Where(l => l != leave), clock.Today()));
            var before = leave is null ? "" : $"{leave.Kind.Title()}，{PostRules.Days(leave.Start, leave.End)} → ";
            if (leave is null) db.Add(new Leave { AssignmentId = found.Id, Kind = kind!.Value, Start = start!.Value, End = end, RecordedUtc = clock.UtcNow() });
            else (leave.Kind, leave.Start, leave.End) = (kind!.Value, start!.Value, end);
            change.PostsChanged = true;
            return (leave is null ? "LeaveAdded" : "LeaveChanged", $"{(leave is null ? "登记请假" : "更正请假")}：{found.Role.Title()}，{before}{kind.Value.Title()}，{PostRules.Days(start!.Value, end)}");
        }, cancel);

    public Task<RosterAnswer> RemoveAsync(ClaimsPrincipal user, string person, int version, string post, long id, CancellationToken cancel) =>
        changes.RunAsync(user, person, version, async change =>
        {
            var found = change.Post(post);
            var leave = await db.Set<Leave>().SingleOrDefaultAsync(l => l.Id == id && l.AssignmentId == found.Id, cancel) ?? throw new RosterRefusal();
            db.Remove(leave);
            change.PostsChanged = true;
            return ("LeaveRemoved", $"删除录错的请假：{found.Role.Title()}，{leave.Kind.Title()}，{PostRules.Days(leave.Start, leave.End)}");
        }, cancel);
}
