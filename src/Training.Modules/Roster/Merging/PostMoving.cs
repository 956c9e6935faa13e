using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Roster.Models;
using Training.Modules.Roster.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Roster.Merging;

/// <summary>The posts of a merge: which they are, which would overlap, and how they go on in the one unit. Within the merge's transaction.</summary>
public sealed class PostMoving(TenantDb db, AuditLog audit, TimeProvider clock)
{
    /// <summary>Posts of the units on the day or later.</summary>
    public IQueryable<RoleAssignment> Posts(IReadOnlyList<OrgUnit> units, DateOnly day)
    {
        var ids = units.Select(u => u.Id).ToList();
        var posts = db.Set<RoleAssignment>().Where(a => a.End == null || a.End >= day);
        return units[0].Kind is OrgUnitKind.SubDistrict or OrgUnitKind.Zone
            ? posts.Where(a => ids.Contains(a.SubDistrictId)) : posts.Where(a => a.WorkUnitId != null && ids.Contains(a.WorkUnitId.Value));
    }

    /// <summary>Posts of one person and role that would overlap in the target.</summary>
    public async Task<IReadOnlyList<PostJoin>> JoinsAsync(IReadOnlyList<OrgUnit> from, OrgUnit target, DateOnly day, CancellationToken cancel)
    {
        var all = Posts([.. from, target], day).AsNoTracking();
        var several = all.GroupBy(a => new { a.PersonId, a.Role }).Where(g => g.Count() > 1).Select(g => g.Key);
        var found = await (from a in all join s in several on new { a.PersonId, a.Role } equals new { s.PersonId, s.Role } select a).ToListAsync(cancel);
        return [.. MergeRules.Joins(found, Moves(from))];
    }

    /// <summary>The posts of some people end the day before and go on in the target, those that begin later move as they are.</summary>
    public async Task MoveAsync(MergePlan plan, OrgUnit target, IReadOnlyCollection<long> people, string names, (long Id, string Name)? by, CancellationToken cancel)
    {
        // Takes the rows: a form that somebody has open on one of these people is refused.
        await db.Set<Person>().Where(p => people.Contains(p.Id)).ExecuteUpdateAsync(s => s.SetProperty(p => p.Version, p => p.Version + 1), cancel);
        var posts = await Posts([.. plan.From, target], plan.Day).Where(a => people.Contains(a.PersonId)).OrderBy(a => a.Id).ToListAsync(cancel);
        var (moves, last) = (Moves(plan.From), plan.Day.AddDays(-1));
        var joins = MergeRules.Joins(posts, moves).ToList();
        foreach (var join in joins) (join.Kept.End, join.Kept.GrowthMentor) = (join.Through, join.Kept.GrowthMentor || join.Absorbed.Any(p => p.GrowthMentor));
        var absorbed = joins.SelectMany(j => j.Absorbed, (j, p) => (Post: p, j.Kept)).ToDictionary(x => x.Post.Id, x => x.Kept);
        var (next, gone) = (new Dictionary<long, RoleAssignment>(), new List<RoleAssignment>());
        foreach (var post in posts)
        {
            if (absorbed.ContainsKey(post.Id))
            {
                if (post.Start >= plan.Day) gone.Add(post);
                else post.End = last;
                continue;
            }
            if (!moves(post)) continue;
            var (street, work) = plan.OfStreets ? (target.Id, post.WorkUnitId) : (target.ParentId!.Value, target.Id);
            if (post.Start >= plan.Day)
            {
                db.Entry(post).Property(p => p.SubDistrictId).CurrentValue = street;
                post.WorkUnitId = work;
                continue;
            }
            db.Add(next[post.Id] = new RoleAssignment
            {
                PersonId = post.PersonId, Role = post.Role, Line = post.Line, SubDistrictId = street, WorkUnitId = work, Start = plan.Day, End = post.End,
                GrowthMentor = post.GrowthMentor, RecordedUtc = clock.UtcNow(),
            });
            post.End = last;
        }
        await db.SaveChangesAsync(cancel);
        await GoOnAsync(next, plan.Day, cancel);
        await AskOnAsync(next, absorbed, cancel);
        await TakeOutAsync(gone, cancel);
        var joined = joins.Select(j => j.Kept.PersonId).ToHashSet();
        foreach (var person in await db.Set<Person>().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Ref }).ToListAsync(cancel))
            audit.Add(RosterChanges.Category, "UnitMerged", person.Ref,
                $"单位合并：{names} → {target.Name}，{PostRules.Day(plan.Day)} 起{(joined.Contains(person.Id) ? "；同一岗位重叠的任职合成一段" : "")}", by: by);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Leaves and exemptions that go on over the day go on in the next post, as long as they are; recorded when they were.</summary>
    private async Task GoOnAsync(Dictionary<long, RoleAssignment> next, DateOnly day, CancellationToken cancel)
    {
        var ids = next.Keys.ToList();
        foreach (var l in await db.Set<Leave>().AsNoTracking().Where(l => ids.Contains(l.AssignmentId) && (l.End == null || l.End >= day)).ToListAsync(cancel))
            db.Add(new Leave { AssignmentId = next[l.AssignmentId].Id, Kind = l.Kind, Start = l.Start, End = l.End, RecordedUtc = l.RecordedUtc, EndRecordedUtc = l.EndRecordedUtc });
        foreach (var e in await db.Set<Exemption>().AsNoTracking().Where(e => ids.Contains(e.AssignmentId) && e.End >= day).ToListAsync(cancel))
            db.Add(new Exemption
            {
                AssignmentId = next[e.AssignmentId].Id, Reason = e.Reason, ApprovedBy = e.ApprovedBy, Start = e.Start, End = e.End,
                RecordedUtc = e.RecordedUtc, EndRecordedUtc = e.EndRecordedUtc,
            });
    }

    /// <summary>A request that waits is decided for the post that goes on.</summary>
    private async Task AskOnAsync(Dictionary<long, RoleAssignment> next, Dictionary<long, RoleAssignment> absorbed, CancellationToken cancel)
    {
        var ids = next.Keys.Concat(absorbed.Keys).ToList();
        foreach (var request in await db.Set<ExemptionRequest>().Where(r => ids.Contains(r.AssignmentId) && r.State == ExemptionState.Waiting).ToListAsync(cancel))
        {
            var id = request.AssignmentId;
            if (absorbed.TryGetValue(id, out var kept)) id = kept.Id;
            db.Entry(request).Property(r => r.AssignmentId).CurrentValue = next.TryGetValue(id, out var later) ? later.Id : id;
        }
        await db.SaveChangesAsync(cancel);
    }

    private async Task TakeOutAsync(List<RoleAssignment> gone, CancellationToken cancel)
    {
        if (gone.Count == 0) return;
        var ids = gone.ConvertAll(p => p.Id);
        db.RemoveRange(await db.Set<Leave>().Where(l => ids.Contains(l.AssignmentId)).ToListAsync(cancel));
        db.RemoveRange(await db.Set<Exemption>().Where(e => ids.Contains(e.AssignmentId)).ToListAsync(cancel));
        db.RemoveRange(gone);
        await db.SaveChangesAsync(cancel);
    }

    private static Func<RoleAssignment, bool> Moves(IReadOnlyList<OrgUnit> from)
    {
        var ids = from.Select(u => u.Id).ToHashSet();
        return from[0].Kind is OrgUnitKind.SubDistrict or OrgUnitKind.Zone ? p => ids.Contains(p.SubDistrictId) : p => p.WorkUnitId is { } work && ids.Contains(work);
    }
}
