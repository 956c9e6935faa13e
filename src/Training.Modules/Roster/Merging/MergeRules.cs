using Training.Modules.People.Models;
using Training.Modules.Roster.Models;

namespace Training.Modules.Roster.Merging;

/// <summary>What a merge may look like. Pure.</summary>
public static class MergeRules
{
    /// <summary>Units that go at once.</summary>
    public const int Most = 20;

    private static readonly DateOnly First = new(2000, 1, 1);

    /// <param name="units">Everything that the order names and the site has, by code.</param>
    public static IEnumerable<RosterProblem> Check(MergeOrder order, IReadOnlyDictionary<string, OrgUnit> units, DateOnly today)
    {
        if (order.From.Count == 0) yield return new("from", "请选要并走的单位。");
        if (order.From.Count > Most) yield return new("from", "一次最多并 {0} 个单位，请分几次。", Most);
        foreach (var code in order.From.Where(c => !units.ContainsKey(c))) yield return new("from", "没有代码为 {0} 的单位，请刷新后重选。", code);
        var from = order.From.Where(units.ContainsKey).Select(c => units[c]).ToList();
        foreach (var unit in from.Where(u => u.Kind == OrgUnitKind.District)) yield return new("from", "“{0}”是区，不能并。", unit.Name);
        foreach (var unit in from.Where(u => u.EndedOn is not null)) yield return new("from", "“{0}”到 {1} 已经并入别处，请去掉。", unit.Name, PostRules.Day(unit.EndedOn!.Value));
        foreach (var unit in from.Where(u => order.Day <= u.StartedOn)) yield return new("day", "“{0}”从 {1} 起才有，合并的日子要在那以后。", unit.Name, PostRules.Day(unit.StartedOn!.Value));
        if (from.Select(Level).Distinct().Count() > 1) yield return new("from", "要并的单位不是同一类，请分开并：街镇并街镇，居民区并居民区。");
        if (order.Day is not { } day) yield return new("day", "请填从哪一天起合并，例如 2026-07-01。");
        else if (day <= First || day > today.AddYears(PostRules.YearsAhead)) yield return new("day", "合并的日子要在 2000 年以后、一年以内。");
        foreach (var problem in order.Into is null ? CheckNew(order, units) : CheckInto(order, order.Into, from, units)) yield return problem;
    }

    private static IEnumerable<RosterProblem> CheckInto(MergeOrder order, string into, List<OrgUnit> from, IReadOnlyDictionary<string, OrgUnit> units)
    {
        if (!units.TryGetValue(into, out var target)) { yield return new("into", "没有代码为 {0} 的单位，请刷新后重选。", into); yield break; }
        if (order.From.Contains(into)) yield return new("into", "不能并入自己，请在要并走的单位里去掉“{0}”。", target.Name);
        if (target.EndedOn is not null) yield return new("into", "“{0}”自己已经并入别处，请选别的单位。", target.Name);
        if (order.Day < target.StartedOn) yield return new("day", "“{0}”从 {1} 起才有，合并的日子要在那以后。", target.Name, PostRules.Day(target.StartedOn!.Value));
        if (from.Count > 0 && Level(from[0]) != Level(target)) yield return new("into", "“{0}”和要并的单位不是同一类，请重新选。", target.Name);
        if (from.Count > 0 && target.Kind is OrgUnitKind.School or OrgUnitKind.Agency && from.Exists(u => u.Line != target.Line)) yield return new("into", "“{0}”和要并的单位不归同一条线，请重新选。", target.Name);
    }

    private static IEnumerable<RosterProblem> CheckNew(MergeOrder order, IReadOnlyDictionary<string, OrgUnit> units)
    {
        var (code, name) = ((order.NewCode ?? "").Trim(), (order.NewName ?? "").Trim());
        if (code.Length == 0 && name.Length == 0) { yield return new("into", "请选并入哪个单位，或填新单位的代码和名称。"); yield break; }
        if (code.Length is 0 or > 30 || !code.All(char.IsAsciiLetterOrDigit)) yield return new("newCode", "新单位的代码用数字和字母，最多 30 位。");
        else if (units.TryGetValue(code, out var there)) yield return new("newCode", "代码 {0} 已经是“{1}”，请换一个，或直接选它。", code, there.Name);
        if (name.Length is 0 or > 60) yield return new("newName", "请填新单位的名称，最多 60 个字。");
    }

    /// <summary>
    /// Somebody may hold the same role in two of the units; in one unit those posts would be counted twice. The first to begin goes on,
    /// through the last day of them all; the others end the day before the merge, or are taken out where they have not begun by then.
    /// </summary>
    /// <param name="posts">Everybody's posts on the day or later, in the units that are merged and in the one that they go into.</param>
    /// <param name="moves">Those of the former: posts that were in the unit already are left alone among themselves.</param>
    public static IEnumerable<PostJoin> Joins(IEnumerable<RoleAssignment> posts, Func<RoleAssignment, bool> moves)
    {
        foreach (var own in posts.GroupBy(p => (p.PersonId, p.Role, p.Line)))
        {
            var run = new List<RoleAssignment>();
            DateOnly? through = null;
            foreach (var post in own.OrderBy(p => p.Start).ThenBy(p => p.Id))
            {
                if (run.Count > 0 && post.Start > through)
                {
                    if (Joined() is { } join) yield return join;
                    run.Clear();
                }
                through = run.Count == 0 ? post.End : through is null || post.End is null ? null : post.End > through ? post.End : through;
                run.Add(post);
            }
            if (Joined() is { } last) yield return last;

            PostJoin? Joined() => run.Count > 1 && run.Exists(p => moves(p)) ? new(run[0], [.. run.Skip(1)], through) : null;
        }
    }

    /// <summary>Streets and zones may be merged with each other; everything else only with its own kind.</summary>
    private static OrgUnitKind Level(OrgUnit unit) => unit.Kind == OrgUnitKind.Zone ? OrgUnitKind.SubDistrict : unit.Kind;
}
