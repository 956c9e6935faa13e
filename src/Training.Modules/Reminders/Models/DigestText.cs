using System.Globalization;
using System.Text;
using Training.Modules.People.Models;

namespace Training.Modules.Reminders.Models;

/// <summary>Words of a digest. A list says 姓名、角色、到期日、最近完成日 and nothing else (domain/organisation.md §6).</summary>
public static class DigestText
{
    public const string OwnUrl = "/home";

    /// <summary>Names under one heading, so that a message keeps to its 1,000 characters; the others are on the page.</summary>
    public const int NamesMax = 9;

    public static string Title(Digest digest, DateOnly today)
    {
        if (digest.Listed.Count + digest.ListedUpdates.Count > 0)
            return (digest.Listed.Count > 0 ? "到期名单：" : "重学名单：") + string.Join('，', DigestLists.Of(digest).Select(l => l.Counted));
        if (digest is { Own: [var only], OwnUpdates: [] })
            return only.IsNewcomer ? Say($"{only.Role.Title()}：请最晚在 {Day(only.Through)}当天取证") : Say($"{only.Role.Title()}证书还有 {Left(only.Through, today)} 天到期");
        var own = UpdateText.Told(digest.OwnUpdates);
        return digest.Own.Count == 0 && own is [var update] ? update.Title(today) : Say($"培训提醒：{digest.Own.Count + own.Count} 件事");
    }

    /// <summary>Each list has its page; of several the most pressing one, whose page leads to the others.</summary>
    public static string Url(Digest digest) => DigestLists.Of(digest) is [var first, ..] ? "/console/rates/people?status=" + first.Status : OwnUrl;

    public static string Body(Digest digest, DateOnly today)
    {
        var text = new StringBuilder();
        foreach (var item in digest.Own)
            text.Append(item.IsNewcomer
                ? Say($"你担任{item.Role.Title()}快满三个月了，请最晚在 {Day(item.Through)}当天学完全部要求，取得证书。\n")
                : Say($"你的{item.Role.Title()}证书 {Day(item.Through)}到期，还有 {Left(item.Through, today)} 天{(item.IsSuspendedThen ? "" : "，最后一天当天仍有效")}。请在到期前完成换证要求。\n"));
        foreach (var update in UpdateText.Told(digest.OwnUpdates)) text.Append(update.Line(today)).Append('\n');
        var lists = DigestLists.Of(digest);
        var most = lists.Count switch { <= 2 => NamesMax, 3 => 5, _ => 3 };
        foreach (var list in lists)
        {
            text.Append(list.Heading).Append('\n');
            foreach (var line in list.Lines.Take(most)) text.Append(line).Append('\n');
            if (list.Lines.Count > most) text.Append(Say($"另有 {list.Lines.Count - most} 条，见名单。\n"));
        }
        if (lists.Select(l => l.Status).Distinct().Count() > 1) text.Append("链接打开的是第一份名单，其他名单在同一页上方选。\n");
        return text.ToString().TrimEnd('\n');
    }

    internal static int Left(DateOnly through, DateOnly today) => through.DayNumber - today.DayNumber;

    internal static string Day(DateOnly day) => Say($"{day.Year}年{day.Month}月{day.Day}日");

    internal static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
