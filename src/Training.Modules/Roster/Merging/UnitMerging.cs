using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Modules.Roster.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Roster.Merging;

/// <summary>
/// Merges units from a day on, in one transaction: a post held over the day ends the day before and goes on in the new unit with its
/// leaves and exemptions; a later one moves as it is. What was before the day stays where it was, so figures of those days do not change.
/// </summary>
public sealed class UnitMerging(TenantDb db, UnitOfWork unit, PeopleDirectory directory, AuditLog audit, Events events, MergeNotices notices, TimeProvider clock)
{
    public const string Category = "Unit";

    /// <summary>People whose posts are read together.</summary>
    private const int PeopleAtOnce = 300;

    /// <summary>Counts what would be done, or says what is wrong.</summary>
    public async Task<MergeAnswer> PlanAsync(MergeOrder order, CancellationToken cancel)
    {
        var codes = order.From.Append(order.Into).Append((order.NewCode ?? "").Trim()).ToList();
        var units = await db.Set<OrgUnit>().AsNoTracking().Where(u => codes.Contains(u.Code)).ToDictionaryAsync(u => u.Code, cancel);
        var problems = MergeRules.Check(order, units, clock.Today()).ToList();
        if (problems.Count > 0) return new(null, problems);
        var (from, day) = ((IReadOnlyList<OrgUnit>)[.. order.From.Select(c => units[c])], order.Day!.Value);
        var target = order.Into is { } into ? units[into] : new OrgUnit
        {
            Code = order.NewCode!.Trim(), Name = order.NewName!.Trim(), Kind = from[0].Kind, ParentId = from[0].ParentId, Line = from[0].Line, SchoolKind = from[0].SchoolKind,
        };
        var ids = from.Select(u => u.Id).ToList();
        var posts = Posts(from, day);
        return new(new(from, target, order.Into is null, day, await posts.Select(a => a.PersonId).Distinct().CountAsync(cancel), await posts.CountAsync(a => a.Start < day, cancel),
            await posts.CountAsync(a => a.Start >= day, cancel), await db.Set<OrgUnit>().CountAsync(u => u.ParentId != null && ids.Contains(u.ParentId.Value), cancel),
            (await GrantsAsync(ids, cancel)).Select(g => g.PersonId).Distinct().Count()), []);
    }

    /// <param name="fingerprint">Of the plan that was confirmed; null = whatever it is now.</param>
    /// <param name="by">Whose order it is; null = of the request, or of nobody.</param>
    public Task<MergeAnswer> ApplyAsync(MergeOrder order, string? fingerprint, (long Id, string Name)? by, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var answer = await PlanAsync(order, cancel);
        if (answer.Plan is not { } plan) return answer;
        if (fingerprint is not null && fingerprint != plan.Fingerprint) return answer with { Problems = [new("", "你看的时候名册变了。请看一遍下面的新数，再确认。")] };
        var target = await CloseAsync(plan, cancel);
        var people = await Posts(plan.From, plan.Day).Select(a => a.PersonId).Distinct().OrderBy(id => id).ToListAsync(cancel);
        var names = string.Join("、", plan.From.Select(u => u.Name));
        foreach (var portion in people.Chunk(PeopleAtOnce))
        {
            await MoveAsync(plan, target, portion, names, by, cancel);
            db.ChangeTracker.Clear();
        }
        audit.Add(Category, "Merged", target.Code,
            $"合并单位：{names} → {target.Name}，{PostRules.Day(plan.Day)} 起；{plan.People} 人，{plan.Posts} 段任职接续，{plan.Later} 段以后开始的任职改到新单位。", by: by);
        await db.SaveChangesAsync(cancel);
        foreach (var id in people)
        {
            await events.RaiseAsync(new AssignmentsChanged(id), cancel);
            db.ChangeTracker.Clear();
        }
        await notices.TellAsync(plan, target, people, by?.Id, cancel);
        directory.ForgetUnits();
        await unit.AfterCommitAsync(() => { directory.ForgetUnits(); return Task.CompletedTask; });
        return answer with { Plan = plan with { Target = target } };
    }, cancel);

    /// <summary>Ends the old units, takes their parts and officers along. Returns the stored target.</summary>
    private async Task<OrgUnit> CloseAsync(MergePlan plan, CancellationToken cancel)
    {
        if (plan.IsNew) db.Add(plan.Target);
        await db.SaveChangesAsync(cancel);
        var (target, ids, last) = (plan.Target, plan.From.Select(u => u.Id).ToList(), plan.Day.AddDays(-1));
        await db.Set<OrgUnit>().Where(u => ids.Contains(u.Id)).ExecuteUpdateAsync(s => s.SetProperty(u => u.EndedOn, last).SetProperty(u => u.MergedIntoId, target.Id), cancel);
        await db.Set<OrgUnit>().Where(u => u.ParentId != null && ids.Contains(u.ParentId.Value)).ExecuteUpdateAsync(s => s.SetProperty(u => u.ParentId, target.Id), cancel);
        foreach (var grant in (await GrantsAsync(ids, cancel)).DistinctBy(g => (g.PersonId, g.Role)))
            if (!await db.Set<StaffGrant>().AnyAsync(g => g.PersonId == grant.PersonId && g.Role == grant.Role && (plan.OfStreets ? g.SubDistrictId == target.Id : g.WorkUnitId == target.Id), cancel))
                db.Add(new StaffGrant { PersonId = grant.PersonId, Role = grant.Role, Line = grant.Line, SubDistrictId = plan.OfStreets ? target.Id : null, WorkUnitId = plan.OfStreets ? null : target.Id });
        await db.SaveChangesAsync(cancel);
        return target;
    }

    private async Task MoveAsync(MergePlan plan, OrgUnit target, long[] people, string names, (long Id, string Name)? by, CancellationToken cancel)
    {
        // Takes the rows: a form that somebody has open on one of these people is refused.
        await db.Set<Person>().Where(p => people.Contains(p.Id)).ExecuteUpdateAsync(s => s.SetProperty(p => p.Version, p => p.Version + 1), cancel);
        var posts = await Posts(plan.From, plan.Day).Where(a => people.Contains(a.PersonId)).OrderBy(a => a.Id).ToListAsync(cancel);
        var next = new Dictionary<long, RoleAssignment>();
        foreach (var post in posts)
        {
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
            post.End = plan.Day.AddDays(-1);
        }
        await db.SaveChangesAsync(cancel);
        await GoOnAsync(next, plan.Day, cancel);
        var refs = await db.Set<Person>().Where(p => people.Contains(p.Id)).Select(p => p.Ref).ToListAsync(cancel);
        foreach (var reference in refs) audit.Add(RosterChanges.Category, "UnitMerged", reference, $"单位合并：{names} → {target.Name}，{PostRules.Day(plan.Day)} 起", by: by);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Leaves and exemptions that go on over the day go on in the next post, as long as they are; recorded when they were.</summary>
    private async Task GoOnAsync(Dictionary<long, RoleAssignment> next, DateOnly day, CancellationToken cancel)
    {
        var ids = next.Keys.ToList();
        foreach (var leave in await db.Set<Leave>().AsNoTracking().Where(l => ids.Contains(l.AssignmentId) && (l.End == null || l.End >= day)).ToListAsync(cancel))
            db.Add(new Leave { AssignmentId = next[leave.AssignmentId].Id, Kind = leave.Kind, Start = leave.Start, End = leave.End, RecordedUtc = leave.RecordedUtc });
        foreach (var e in await db.Set<Exemption>().AsNoTracking().Where(e => ids.Contains(e.AssignmentId) && e.End >= day).ToListAsync(cancel))
            db.Add(new Exemption { AssignmentId = next[e.AssignmentId].Id, Reason = e.Reason, ApprovedBy = e.ApprovedBy, Start = e.Start, End = e.End, RecordedUtc = e.RecordedUtc });
        foreach (var request in await db.Set<ExemptionRequest>().Where(r => ids.Contains(r.AssignmentId) && r.State == ExemptionState.Waiting).ToListAsync(cancel))
            db.Entry(request).Property(r => r.AssignmentId).CurrentValue = next[request.AssignmentId].Id;
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Posts of the units on the day or later.</summary>
    private IQueryable<RoleAssignment> Posts(IReadOnlyList<OrgUnit> from, DateOnly day)
    {
        var ids = from.Select(u => u.Id).ToList();
        var posts = db.Set<RoleAssignment>().Where(a => a.End == null || a.End >= day);
        return from[0].Kind is OrgUnitKind.SubDistrict or OrgUnitKind.Zone
            ? posts.Where(a => ids.Contains(a.SubDistrictId)) : posts.Where(a => a.WorkUnitId != null && ids.Contains(a.WorkUnitId.Value));
    }

    private Task<List<StaffGrant>> GrantsAsync(List<int> units, CancellationToken cancel) => db.Set<StaffGrant>().AsNoTracking()
        .Where(g => (g.SubDistrictId != null && units.Contains(g.SubDistrictId.Value)) || (g.WorkUnitId != null && units.Contains(g.WorkUnitId.Value))).ToListAsync(cancel);
}
