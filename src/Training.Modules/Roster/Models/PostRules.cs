using Training.Modules.People.Models;

namespace Training.Modules.Roster.Models;

/// <summary>A street, or a 居民区, school or agency within it.</summary>
public sealed record Place(OrgUnit Street, OrgUnit? Work)
{
    public int? WorkId => Work?.Id;
    public string Name => Work is null ? Street.Name : Street.Name + " " + Work.Name;
}

/// <summary>What a post may look like. Days are inclusive.</summary>
public static class PostRules
{
    private static readonly DateOnly First = new(1970, 1, 1);

    /// <summary>Posts may be entered so many years ahead.</summary>
    public const int YearsAhead = 1;

    /// <param name="others">All other posts of the person.</param>
    public static IEnumerable<RosterProblem> Check(
        TrainingRole role, Place? place, DateOnly? start, DateOnly? end, IEnumerable<RoleAssignment> others, DateOnly today)
    {
        if (place is null) yield return new("place", "请选街镇或单位。");
        if (start is null) yield return new("start", "请填起始日期，例如 2026-09-01。");
        else if (start < First || start > today.AddYears(YearsAhead)) yield return new("start", "起始日期要在 1970 年以后、一年以内。");
        if (end is { } last && start is { } from && last < from) yield return new("end", "最后在岗日早于起始日期，请改正。");
        if ((place?.Work?.EndedOn ?? place?.Street.EndedOn) is { } closed && (end is null || end > closed))
            yield return new("place", "“{0}”到 {1} 为止，以后并入别处。请选新单位，或把最后在岗日填到那天以前。", place!.Name, Day(closed));
        if (Later(place?.Work?.StartedOn, place?.Street.StartedOn) is { } opened && start < opened)
            yield return new("place", "“{0}”从 {1} 起才有。请选那以前的单位，或把起始日期填到那天以后。", place!.Name, Day(opened));
        if (place?.Work is { Line: { } line } work && line != role.LineOf())
            yield return new("place", "“{0}”归{1}条线，{2}归{3}条线。请换单位或岗位。", work.Name, line.Title(), role.Title(), role.LineOf().Title());
        if (start is { } begin && others.FirstOrDefault(o => o.Role == role && (end is null || o.Start <= end) && (o.End is null || o.End >= begin)) is { } same)
            yield return new("start", "同一岗位已有一段任职，{0}，日期重叠。请先结束那一段，或改日期。", Days(same.Start, same.End));
    }

    /// <summary>The end of a post, and the day of a transfer.</summary>
    public static IEnumerable<RosterProblem> CheckEnd(RoleAssignment post, DateOnly? end, DateOnly today)
    {
        if (end is null) yield return new("end", "请填日期，例如 2026-09-01。");
        else if (end < post.Start) yield return new("end", "这段任职从 {0} 开始，日期不能更早。", Day(post.Start));
        else if (end > today.AddYears(YearsAhead)) yield return new("end", "日期最晚到一年以后。");
    }

    public static IEnumerable<RosterProblem> CheckLeave(RoleAssignment post, LeaveKind? kind, DateOnly? start, DateOnly? end, IEnumerable<Leave> others, DateOnly today)
    {
        if (kind is null) yield return new("kind", "请选请假类型。");
        if (start is null) { yield return new("start", "请填请假的第一天，例如 2026-09-01。"); yield break; }
        if (end < start) yield return new("end", "请假的最后一天早于第一天，请改正。");
        if (start > today.AddYears(YearsAhead) || start < First) yield return new("start", "请假的第一天要在 1970 年以后、一年以内。");
        if (post.End < start || end < post.Start) yield return new("start", "请假不在这段任职里（{0}），请改日期。", Days(post.Start, post.End));
        if (others.FirstOrDefault(o => (end is null || o.Start <= end) && (o.End is null || o.End >= start)) is { } same)
            yield return new("start", "已有一段请假，{0}，日期重叠。请改那一段。", Days(same.Start, same.End));
    }

    /// <summary>Longest exemption.</summary>
    public const int ExemptionYears = 3;

    public static IEnumerable<RosterProblem> CheckExemption(RoleAssignment post, string reason, DateOnly? start, DateOnly? end, DateOnly today)
    {
        if (reason.Length is < 4 or > 200) yield return new("reason", "请写免训理由，4 到 200 个字。");
        if (start is null || end is null) { yield return new("start", "免训要有起止日期。"); yield break; }
        if (end < start) yield return new("end", "免训的最后一天早于第一天，请改正。");
        else if (end >= start.Value.AddYears(ExemptionYears)) yield return new("end", "免训最长 {0} 年，到期可以再申请。", ExemptionYears);
        if (start > today.AddYears(YearsAhead) || post.End < start || end < post.Start) yield return new("start", "免训不在这段任职里（{0}），请改日期。", Days(post.Start, post.End));
    }

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other : one;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static string Days(DateOnly start, DateOnly? end) => end is { } last ? $"{Day(start)}–{Day(last)}" : $"{Day(start)}–";
}
