using Training.Modules.People.Models;
using static Training.Modules.Reminders.Models.DigestText;

namespace Training.Modules.Reminders.Models;

/// <summary>One list within a digest for street and line.</summary>
/// <param name="Status">Of its page, /console/rates/people?status=….</param>
/// <param name="Counted">How many, for the title.</param>
internal sealed record DigestList(string Heading, string Status, string Counted, IReadOnlyList<string> Lines);

/// <summary>Splits what is listed into lists, the most pressing first; empty ones are left out.</summary>
internal static class DigestLists
{
    public static IReadOnlyList<DigestList> Of(Digest digest)
    {
        var ended = digest.Listed.Where(i => i.Stage < 0).ToList();
        var updates = digest.ListedUpdates.SelectMany(n => n.Items.Select(item => (News: n, Item: item))).ToList();
        return
        [
            .. Endings(ended.FindAll(i => !i.IsWaiting), "已过期：", "expired", n => Say($"{n} 人已过期")),
            .. Endings(ended.FindAll(i => i.IsWaiting), "已过期，换证要求做完了，等审核发证：", "expired", n => Say($"{n} 人已过期、等审核")),
            .. Updates(updates.FindAll(u => u.Item.Stage < 0), "没有重学，证书已暂停：", "revoked", n => Say($"{n} 人已暂停")),
            .. Endings([.. digest.Listed.Where(i => i.Stage >= 0)], "快到期：", "expiring", n => Say($"新增 {n} 人快到期")),
            .. Updates(updates.FindAll(u => u.Item.Stage >= 0), "要重学，过了日子证书会暂停：", "certified", n => Say($"{n} 人要重学")),
        ];
    }

    private static IEnumerable<DigestList> Endings(List<EndingItem> items, string heading, string status, Func<int, string> counted)
    {
        if (items.Count > 0)
            yield return new(heading, status, counted(items.Count),
                [.. items.Select(i => Say($"{i.Name}，{i.Role.Title()}，{Day(i.Through)}到期，最近完成 {(i.LastCompletedOn is { } done ? Day(done) : "—")}"))]);
    }

    private static IEnumerable<DigestList> Updates(List<(UpdateNews News, UpdateItem Item)> updates, string heading, string status, Func<int, string> counted)
    {
        if (updates.Count > 0)
            yield return new(heading, status, counted(updates.Select(u => u.News.PersonId).Distinct().Count()),
                [.. updates.Select(u => Say($"{u.News.Name}，{u.News.Role.Title()}，模块 {u.Item.ModuleCode}，最后一天 {Day(u.Item.LastDay)}"))]);
    }
}
