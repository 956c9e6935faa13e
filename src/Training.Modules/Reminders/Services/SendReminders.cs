using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Reminders.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Platform.Settings;

namespace Training.Modules.Reminders.Services;

/// <summary>
/// Each morning: tells everybody whose stage has come, one message an account. What is due is computed from the state of the day,
/// so a missed night is made good without telling a stage that has passed; notice and mark are written in one transaction.
/// </summary>
public sealed class SendReminders(TenantDb db, Digests digests, INotifier notifier, SettingsStore settings, TimeProvider clock) : IRecurringJob
{
    /// <summary>Marks of ends that are longer ago are of no use.</summary>
    private const int MarksKeptDays = 400;

    private const int FirstHour = 8;

    public const string Id = "reminders.send";

    public string Name => Id;
    public string Title => "到期提醒";

    public string? PeriodOf(DateTime chinaNow) =>
        chinaNow.Hour < FirstHour ? null : DateOnly.FromDateTime(chinaNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var rules = await settings.GetAsync<ReminderSettings>(cancel);
        if (!rules.Enabled) return new(state, 0, null, true, "提醒已关闭，没有发。");
        var (after, done) = Read(state);
        if (rules.Quiet.EndUtc(clock.UtcNow()) is { } end) return new(state, done, null, false, "免打扰时间，过后再发。", end);
        var today = clock.Today();
        var page = await digests.PageAsync(rules, today, after, cancel);
        await TellAsync(rules, page.Digests, today, cancel);
        done += page.Digests.Count;
        if (page.After is { } next) return new(string.Create(CultureInfo.InvariantCulture, $"{next}/{done}"), done, null, false);
        await db.Set<ReminderMark>().Where(m => m.Through < today.AddDays(-MarksKeptDays)).ExecuteDeleteAsync(cancel);
        // Only where somebody was told can there be more of them than yesterday.
        if (done > 0) await db.Set<UpdateMark>().Where(m => m.ToldOn < today.AddDays(-MarksKeptDays)).ExecuteDeleteAsync(cancel);
        return new(state, done, done, true, string.Create(CultureInfo.InvariantCulture, $"提醒了 {done} 人。"));
    }

    private async Task TellAsync(ReminderSettings rules, IReadOnlyList<Digest> page, DateOnly today, CancellationToken cancel)
    {
        await notifier.NotifyAsync([.. page.Select(d => d.ToNotice(today, rules))], cancel);
        var users = page.Select(d => d.UserId).ToList();
        var stored = (await db.Set<ReminderMark>().Where(m => users.Contains(m.UserId) && m.Through >= today.AddDays(-Stages.NewsDays)).ToListAsync(cancel))
            .ToDictionary(m => (m.UserId, m.PersonId, m.Role, m.Through));
        foreach (var digest in page)
        {
            foreach (var item in digest.Own) Mark(digest.UserId, item, item.IsNewcomer ? null : rules.Own.NextOn(item.Through, item.Stage));
            foreach (var item in digest.Listed) Mark(digest.UserId, item, rules.Lists.NextOn(item.Through, item.Stage));
        }
        await MarkUpdatesAsync(page, users, today, cancel);
        await db.SaveChangesAsync(cancel);

        void Mark(long user, EndingItem item, DateOnly? next)
        {
            if (stored.TryGetValue((user, item.PersonId, item.Role, item.Through), out var mark)) (mark.Stage, mark.NextOn) = (item.Stage, next);
            else db.Add(new ReminderMark { UserId = user, PersonId = item.PersonId, Role = item.Role, Through = item.Through, Stage = item.Stage, NextOn = next });
        }
    }

    private async Task MarkUpdatesAsync(IReadOnlyList<Digest> page, List<long> users, DateOnly today, CancellationToken cancel)
    {
        var told = page.SelectMany(d => d.OwnUpdates.Concat(d.ListedUpdates).Select(n => (d.UserId, News: n))).ToList();
        if (told.Count == 0) return;
        var people = told.Select(t => t.News.PersonId).Distinct().ToList();
        var stored = (await db.Set<UpdateMark>().Where(m => users.Contains(m.UserId) && people.Contains(m.PersonId)).ToListAsync(cancel))
            .ToDictionary(m => (m.UserId, m.PersonId, m.Role));
        foreach (var (user, news) in told)
            if (stored.TryGetValue((user, news.PersonId, news.Role), out var mark)) (mark.Pending, mark.ToldOn, mark.NextOn) = (news.Pending, today, news.NextOn);
            else db.Add(new UpdateMark { UserId = user, PersonId = news.PersonId, Role = news.Role, Pending = news.Pending, ToldOn = today, NextOn = news.NextOn });
    }

    private static (long After, int Done) Read(string state)
    {
        var parts = state.Split('/');
        return parts.Length == 2 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var after) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var done)
            ? (after, done) : (0, 0);
    }
}
