using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Roster.Models;
using Training.Modules.Roster.Services;
using Training.Platform.Data;
using Training.Platform.Notifications;

namespace Training.Modules.Roster.Merging;

/// <summary>After units were merged: one message to each person whose post moved, and one to who looks after them, however many moved.</summary>
public sealed class MergeNotices(TenantDb db, PostSupervisors supervisors, INotifier notifier, TimeProvider clock)
{
    /// <summary>People told with one command.</summary>
    private const int PeopleAtOnce = 300;

    /// <param name="target">As it is stored.</param>
    /// <param name="people">Whose posts moved.</param>
    /// <param name="by">Account that ordered it, which is not told.</param>
    internal async Task TellAsync(MergePlan plan, OrgUnit target, IReadOnlyList<long> people, long? by, CancellationToken cancel)
    {
        var key = $"unit-merged:{target.Code}:{PostRules.Day(plan.Day)}";
        var what = $"{string.Join("、", plan.From.Select(u => u.Name))} 合并为 {target.Name}，{PostRules.Day(plan.Day)} 起";
        foreach (var portion in people.Chunk(PeopleAtOnce))
        {
            var users = await db.Set<Person>().Where(p => portion.Contains(p.Id) && p.UserId != null).Select(p => p.UserId!.Value).ToListAsync(cancel);
            await notifier.NotifyAsync([.. users.Select(user => new Notice(user, key, "你的单位合并了", $"{what}。你的岗位和证书都接着算，不用做什么。", "/home"))], cancel);
        }
        var moved = db.Set<RoleAssignment>().Where(a => a.Start >= plan.Day && (plan.OfStreets ? a.SubDistrictId == target.Id : a.WorkUnitId == target.Id));
        var places = await moved.Select(a => new { a.Line, a.SubDistrictId }).Distinct().ToListAsync(cancel);
        int? work = plan.OfStreets ? null : target.Id;
        var told = await supervisors.OfAsync([.. places.Select(p => new PostPlace(p.Line, p.SubDistrictId, work))], null, clock.Today(), cancel);
        // Whoever moved too has the same key, and one message is enough.
        await notifier.NotifyAsync([.. told.Where(id => id != by).Select(user => new Notice(user, key, "你负责的单位合并了", $"{what}，{people.Count} 人的岗位跟着过去。证书照旧。"))], cancel);
    }
}
