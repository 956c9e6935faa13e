using System.Globalization;
using System.Text;
using Training.Modules.People.Models;

namespace Training.Modules.Reminders.Models;

/// <summary>Words of a digest. A list says 姓名、角色、到期日、最近完成日 and nothing else (domain/organisation.md §6).</summary>
public static class DigestText
{
    public const string OwnUrl = "/home", ListUrl = "/console/rates/people?status=expiring";

    /// <summary>Names under one heading, so that a message keeps to its 1,000 characters; the others are on the page.</summary>
    public const int NamesMax = 9;

    public static string Title(Digest digest, DateOnly today)
    {
        if (digest.Listed.Count > 0)
        {
            var (soon, expired) = (digest.Listed.Count(i => i.Stage >= 0), digest.Listed.Count(i => i.Stage < 0));
            return "到期名单：" + string.Join('，', new[] { soon > 0 ? Say($"新增 {soon} 人快到期") : "", expired > 0 ? Say($"{expired} 人已过期") : "" }.Where(s => s.Length > 0));
        }
        if (digest.Own is [var only])
            return only.IsNewcomer ? Say($"{only.Role.Title()}：请在 {Day(only.Through)}前取证") : Say($"{only.Role.Title()}证书还有 {Left(only, today)} 天到期");
        return Say($"培训提醒：{digest.Own.Count} 件事");
    }

    public static string Body(Digest digest, DateOnly today)
    {
        var text = new StringBuilder();
        foreach (var item in digest.Own)
            text.Append(item.IsNewcomer
                ? Say($"你担任{item.Role.Title()}快满三个月了，请在 {Day(item.Through)}前学完全部要求，取得证书。\n")
                : Say($"你的{item.Role.Title()}证书 {Day(item.Through)}到期，还有 {Left(item, today)} 天，最后一天当天仍有效。请在到期前完成换证要求。\n"));
        Names(text, "已过期：", [.. digest.Listed.Where(i => i.Stage < 0)]);
        Names(text, "快到期：", [.. digest.Listed.Where(i => i.Stage >= 0)]);
        return text.ToString().TrimEnd('\n');
    }

    private static void Names(StringBuilder text, string heading, List<EndingItem> items)
    {
        if (items.Count == 0) return;
        text.Append(heading).Append('\n');
        foreach (var i in items.Take(NamesMax))
            text.Append(Say($"{i.Name}，{i.Role.Title()}，{Day(i.Through)}到期，最近完成 {(i.LastCompletedOn is { } done ? Day(done) : "—")}\n"));
        if (items.Count > NamesMax) text.Append(Say($"另有 {items.Count - NamesMax} 人，见名单。\n"));
    }

    private static int Left(EndingItem item, DateOnly today) => item.Through.DayNumber - today.DayNumber;

    private static string Day(DateOnly day) => Say($"{day.Year}年{day.Month}月{day.Day}日");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
