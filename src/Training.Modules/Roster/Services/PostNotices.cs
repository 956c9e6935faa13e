using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.Roster.Models;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Roster.Services;

/// <summary>What a post said before it was changed.</summary>
public readonly record struct PostMark(string Ref, TrainingRole Role, Line Line, int Street, int? Work, DateOnly Start, DateOnly? End);

/// <summary>After posts changed: the person is told which certificates are needed now, and so is who looks after the posts concerned.</summary>
public sealed class PostNotices(TenantDb db, Standing standing, PostSupervisors supervisors, INotifier notifier, TimeProvider clock)
{
    internal static IReadOnlyList<PostMark> Of(IEnumerable<RoleAssignment> posts) =>
        [.. posts.Select(p => new PostMark(p.Ref, p.Role, p.Line, p.SubDistrictId, p.WorkUnitId, p.Start, p.End))];

    internal async Task TellAsync(ClaimsPrincipal user, Person person, IReadOnlyList<PostMark> before, IReadOnlyList<RoleAssignment> after, CancellationToken cancel)
    {
        var now = Of(after);
        var changed = before.Except(now).Concat(now.Except(before)).ToList();
        if (changed.Count == 0) return;
        var streets = changed.Select(c => c.Street).Distinct().ToList();
        var names = await db.Set<OrgUnit>().AsNoTracking().Where(u => streets.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        var what = string.Join("；", now.Except(before).OrderBy(c => c.Start).Select(c => $"{c.Role.Title()}（{names[c.Street]}，{PostRules.Days(c.Start, c.End)}）"));
        if (what.Length == 0) what = "录错的任职已作废";
        var roles = (await standing.ForPersonAsync(person.Id, cancel)).Roles;
        var lacking = roles.Where(r => !r.Standing.IsCertified).Select(r => r.Role.Title()).ToList();
        var needs = roles.Count == 0 ? "现在没有需要持证的岗位。"
            : lacking.Count == 0 ? $"需要的证书：{string.Join("、", roles.Select(r => r.Role.Title()))}，都有效。"
            : $"需要的证书：{string.Join("、", roles.Select(r => r.Role.Title()))}；还没有：{string.Join("、", lacking)}。";
        var key = $"post-changed:{person.Ref}:{person.Version}";
        var notices = new List<Notice>();
        if (person.UserId is { } own) notices.Add(new(own, key, "你的岗位有变动", $"{what}。{needs}", "/home"));
        foreach (var id in await supervisors.OfAsync([.. changed.Select(c => new PostPlace(c.Line, c.Street, c.Work)).Distinct()], person.Id, clock.Today(), cancel))
            if (id != user.UserId()) notices.Add(new(id, key, "你负责的人岗位有变动", $"{person.Name}：{what}。{needs}"));
        await notifier.NotifyAsync(notices, cancel);
    }
}
