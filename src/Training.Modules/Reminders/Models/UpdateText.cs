using Training.Modules.People.Models;
using static Training.Modules.Reminders.Models.DigestText;

namespace Training.Modules.Reminders.Models;

/// <summary>One module as its holder is told of it: once, however many roles it concerns.</summary>
internal sealed record UpdateText(UpdateItem Item, string Roles)
{
    /// <summary>Characters of the reason in a message; in full it stands on the page.</summary>
    private const int ReasonMax = 80;

    public static IReadOnlyList<UpdateText> Told(IEnumerable<UpdateNews> news) =>
    [
        .. news.SelectMany(n => n.Items.Select(item => (Item: item, n.Role))).GroupBy(u => u.Item)
            .Select(g => new UpdateText(g.Key, string.Join("、", g.Select(u => u.Role).Distinct().Order().Select(r => r.Title())))).OrderBy(u => u.Item.LastDay),
    ];

    private bool IsAnnouncement => Item.Stage > UpdateStages.ListDays;

    public string Title(DateOnly today) =>
        Item.Stage < 0 ? Say($"{Roles}证书已暂停，请重学 {Item.ModuleCode}")
        : IsAnnouncement ? Say($"模块 {Item.ModuleCode} 有重要更新，请最晚在 {Day(Item.LastDay)}当天重学")
        : Say($"模块 {Item.ModuleCode} 要重学，还有 {Left(Item.LastDay, today)} 天");

    public string Line(DateOnly today) =>
        Item.Stage < 0 ? Say($"模块 {Item.ModuleCode} 到 {Day(Item.LastDay)}还没有重学，你的{Roles}证书暂停了。学完当天自动恢复，不用另外申请。")
        : Say($"模块 {Item.ModuleCode} 有重要更新{Why}，{Day(Item.LastDay)}是最后一天，还有 {Left(Item.LastDay, today)} 天。重学一遍，你的{Roles}证书照常有效。");

    private string Why => Item.Reason.Length == 0 ? ""
        : "：" + (Item.Reason.Length > ReasonMax ? string.Concat(Item.Reason.AsSpan(0, ReasonMax), "……") : Item.Reason.TrimEnd('。'));
}
