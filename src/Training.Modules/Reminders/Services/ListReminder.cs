using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reminders.Models;
using Training.Modules.Reminders.Queries;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Notifications;

namespace Training.Modules.Reminders.Services;

/// <summary>What became of a list.</summary>
/// <param name="Sent">People told.</param>
/// <param name="Excused">People who need not: left, exempt, on a long leave, waiting for approval.</param>
/// <param name="NoAccount">People whom nothing reaches.</param>
/// <param name="Already">People told today at somebody's wish.</param>
public sealed record ListReminded(int Sent, int Excused, int NoAccount, int Already);

/// <summary>Reminds the people of a list because an officer asks, apart from the daily messages; each person once a day.</summary>
public sealed class ListReminder(TenantDb db, Obligations obligations, INotifier notifier, UnitOfWork unit, AuditLog audit, TimeProvider clock)
{
    /// <summary>Posts of one list.</summary>
    public const int Most = 500;

    /// <param name="scope">The officer's own: says in whose name the people are told.</param>
    /// <param name="listed">Within the scope, at most <see cref="Most"/>.</param>
    /// <param name="list">What the list is, for the trail.</param>
    public Task<ListReminded> SendAsync(
        AssignmentScope scope, IReadOnlyCollection<(long PersonId, TrainingRole Role)> listed, string list, ReminderSettings settings, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var today = clock.Today();
        var key = "asked:" + today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var ids = listed.Select(l => l.PersonId).Distinct().ToList();
        var duties = await obligations.OfAsync(ids, today, cancel);
        var users = await db.Set<Person>().Where(p => ids.Contains(p.Id) && p.UserId != null).ToDictionaryAsync(p => p.Id, p => p.UserId!.Value, cancel);
        var accounts = users.Values.ToList();
        var told = (await db.Set<StoredNotice>().Where(n => n.Key == key && accounts.Contains(n.UserId)).Select(n => n.UserId).ToListAsync(cancel)).ToHashSet();
        var ends = (await db.Set<StoredStanding>().AsNoTracking().Where(s => ids.Contains(s.PersonId)).Select(s => new { s.PersonId, s.Role, s.ValidThrough }).ToListAsync(cancel))
            .ToDictionary(s => (s.PersonId, s.Role), s => s.ValidThrough);
        var due = listed.Where(l => duties(l.PersonId, l.Role).IsDue).Distinct().ToLookup(l => l.PersonId, l => l.Role);
        var notices = new List<Notice>();
        var (noAccount, already) = (0, 0);
        foreach (var person in due)
        {
            if (!users.TryGetValue(person.Key, out var user)) noAccount++;
            else if (told.Contains(user)) already++;
            else notices.Add(new(user, key, By(scope) + "提醒你：证书要到期或还没有取得", string.Join('\n', person.Order().Select(role => Line(role, ends.GetValueOrDefault((person.Key, role)), today))), DigestText.OwnUrl, settings.ByEmail, settings.Quiet));
        }
        await notifier.NotifyAsync(notices, cancel);
        var result = new ListReminded(notices.Count, ids.Count - due.Count, noAccount, already);
        audit.Add("Reminder", "ListReminded", key, $"提醒了名单上的人：{list}，发给 {result.Sent} 人，不用提醒 {result.Excused} 人，没有账号 {result.NoAccount} 人，今天提醒过 {result.Already} 人。");
        return result;
    }, cancel);

    private static string By(AssignmentScope scope) => scope.CoversAll ? "区里" : scope.SubDistricts.Count > 0 ? "街镇" : "条线";

    private static string Line(TrainingRole role, DateOnly? through, DateOnly today) => through is not { } day ? $"你还没有{role.Title()}证书，请尽快学完要求，取得证书。"
        : day < today ? $"你的{role.Title()}证书已经不是有效的了，最后有效日是 {Written(day)}。请尽快学完要求，重新取证。"
        : $"你的{role.Title()}证书 {Written(day)}到期。请在到期前完成换证要求。";

    private static string Written(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");
}
