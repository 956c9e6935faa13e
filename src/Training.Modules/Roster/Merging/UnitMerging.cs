using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Roster.Merging;

/// <summary>
/// Merges units from a day on, in one transaction: a post held over the day ends the day before and goes on in the new unit with its
/// leaves and exemptions; a later one moves as it is; posts that would overlap are joined. What was before the day stays where it was, and what
/// moves along remembers what it was part of, so figures and reports of those days do not change.
/// </summary>
public sealed class UnitMerging(
    TenantDb db, UnitOfWork unit, PostMoving moving, PeopleDirectory directory, AuditLog audit, Events events, MergeNotices notices, TimeProvider clock)
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
            StartedOn = day, RecordedUtc = clock.UtcNow(),
        };
        var ids = from.Select(u => u.Id).ToList();
        if (await MovesLaterAsync(order.Into is null ? from[0] : target, day, cancel) is { } late) return new(null, [late]);
        var posts = moving.Posts(from, day);
        var joins = await moving.JoinsAsync(from, target, day, cancel);
        var ended = joins.SelectMany(j => j.Absorbed).Where(MergedAway).ToList();
        return new(new(from, target, order.Into is null, day, await posts.Select(a => a.PersonId).Distinct().CountAsync(cancel),
            await posts.CountAsync(a => a.Start < day, cancel) - ended.Count(a => a.Start < day), await posts.CountAsync(a => a.Start >= day, cancel) - ended.Count(a => a.Start >= day),
            joins.Sum(j => j.Absorbed.Count), await db.Set<OrgUnit>().CountAsync(u => u.ParentId != null && ids.Contains(u.ParentId.Value), cancel),
            (await GrantsAsync(ids, cancel)).Select(g => g.PersonId).Distinct().Count()), []);

        bool MergedAway(RoleAssignment post) => ids.Contains(post.SubDistrictId) || (post.WorkUnitId is { } work && ids.Contains(work));
    }

    /// <param name="fingerprint">Of the plan that was confirmed; null = whatever it is now.</param>
    /// <param name="by">Whose order it is; null = of the request, or of nobody.</param>
    /// <param name="progress">Told after each portion how many people are done.</param>
    public Task<MergeAnswer> ApplyAsync(MergeOrder order, string? fingerprint, (long Id, string Name)? by, CancellationToken cancel, IProgress<(int Done, int Total)>? progress = null) => unit.RunAsync(async () =>
    {
        var answer = await PlanAsync(order, cancel);
        if (answer.Plan is not { } plan) return answer;
        if (fingerprint is not null && fingerprint != plan.Fingerprint) return answer with { Problems = [new("", "你看的时候名册变了。请看一遍下面的新数，再确认。")] };
        var target = await CloseAsync(plan, cancel);
        var people = await moving.Posts(plan.From, plan.Day).Select(a => a.PersonId).Distinct().OrderBy(id => id).ToListAsync(cancel);
        var names = string.Join("、", plan.From.Select(u => u.Name));
        var half = 0;
        foreach (var portion in people.Chunk(PeopleAtOnce))
        {
            await moving.MoveAsync(plan, target, portion, names, by, cancel);
            db.ChangeTracker.Clear();
            Tell(portion.Length);
        }
        audit.Add(Category, "Merged", target.Code,
            $"合并单位：{names} → {target.Name}，{PostRules.Day(plan.Day)} 起；{plan.People} 人，{plan.Posts} 段任职接续，{plan.Later} 段以后开始的任职改到新单位{(plan.Joined > 0 ? $"，{plan.Joined} 段重叠的合成一段" : "")}。", by: by);
        await db.SaveChangesAsync(cancel);
        foreach (var portion in people.Chunk(PeopleAtOnce))
        {
            foreach (var id in portion)
            {
                await events.RaiseAsync(new AssignmentsChanged(id), cancel);
                db.ChangeTracker.Clear();
            }
            Tell(portion.Length);
        }
        await notices.TellAsync(plan, target, people, by?.Id, cancel);
        directory.ForgetUnits();
        await unit.AfterCommitAsync(() => { directory.ForgetUnits(); return Task.CompletedTask; });
        return answer with { Plan = plan with { Target = target } };

        // Everybody comes twice: the posts, and what follows from them.
        void Tell(int more) => progress?.Report(((half += more) / 2, people.Count));
    }, cancel);

    /// <summary>Ends the old units, takes their parts and officers along. Returns the stored target.</summary>
    private async Task<OrgUnit> CloseAsync(MergePlan plan, CancellationToken cancel)
    {
        if (plan.IsNew) db.Add(plan.Target);
        await db.SaveChangesAsync(cancel);
        var (target, ids, last) = (plan.Target, plan.From.Select(u => u.Id).ToList(), plan.Day.AddDays(-1));
        var now = clock.UtcNow();
        await db.Set<OrgUnit>().Where(u => ids.Contains(u.Id)).ExecuteUpdateAsync(
            s => s.SetProperty(u => u.EndedOn, last).SetProperty(u => u.MergedIntoId, target.Id).SetProperty(u => u.EndRecordedUtc, now), cancel);
        var parts = await db.Set<OrgUnit>().AsNoTracking().Where(u => u.ParentId != null && ids.Contains(u.ParentId.Value)).Select(u => new { u.Id, Parent = u.ParentId!.Value }).ToListAsync(cancel);
        var partIds = parts.ConvertAll(u => u.Id);
        // Where something is known of that day or later, another unit held the part until then: the street that ends now never did.
        var known = await db.Set<UnitParent>().Where(p => partIds.Contains(p.UnitId) && p.Through >= last).Select(p => p.UnitId).ToListAsync(cancel);
        db.AddRange(parts.Where(p => !known.Contains(p.Id)).Select(p => new UnitParent { UnitId = p.Id, ParentId = p.Parent, Through = last, RecordedUtc = now }));
        await db.Set<OrgUnit>().Where(u => partIds.Contains(u.Id)).ExecuteUpdateAsync(s => s.SetProperty(u => u.ParentId, target.Id), cancel);
        foreach (var grant in (await GrantsAsync(ids, cancel)).DistinctBy(g => (g.PersonId, g.Role)))
            if (!await db.Set<StaffGrant>().AnyAsync(g => g.PersonId == grant.PersonId && g.Role == grant.Role && (plan.OfStreets ? g.SubDistrictId == target.Id : g.WorkUnitId == target.Id), cancel))
                db.Add(new StaffGrant { PersonId = grant.PersonId, Role = grant.Role, Line = grant.Line, SubDistrictId = plan.OfStreets ? target.Id : null, WorkUnitId = plan.OfStreets ? null : target.Id });
        await db.SaveChangesAsync(cancel);
        return target;
    }

    /// <summary>A part goes to the street of its target; where that one is in another street until after the day, the merge would put posts into a street that is not theirs yet.</summary>
    private async Task<RosterProblem?> MovesLaterAsync(OrgUnit part, DateOnly day, CancellationToken cancel) =>
        await db.Set<UnitParent>().Where(p => p.UnitId == part.Id && p.Through >= day).MaxAsync(p => (DateOnly?)p.Through, cancel) is { } through
            ? new("day", "“{0}”到 {1} 还归别的街镇，合并的日子要在那以后。", part.Name, PostRules.Day(through)) : null;

    private Task<List<StaffGrant>> GrantsAsync(List<int> units, CancellationToken cancel) => db.Set<StaffGrant>().AsNoTracking()
        .Where(g => (g.SubDistrictId != null && units.Contains(g.SubDistrictId.Value)) || (g.WorkUnitId != null && units.Contains(g.WorkUnitId.Value))).ToListAsync(cancel);
}
