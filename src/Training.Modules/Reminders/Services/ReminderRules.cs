using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Reminders.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Settings;

namespace Training.Modules.Reminders.Services;

/// <summary>Reads, checks and stores the settings.</summary>
public sealed class ReminderRules(TenantDb db, UnitOfWork unit, SettingsStore settings, AuditLog audit, TimeProvider clock)
{
    public ValueTask<ReminderSettings> GetAsync(CancellationToken cancel) => settings.GetAsync<ReminderSettings>(cancel);

    /// <summary>90, 60, 30 from what was typed, whatever stands between the numbers.</summary>
    /// <returns>Null when something in it is no number.</returns>
    public static IReadOnlyList<int>? ParseDays(string? typed)
    {
        var days = new List<int>();
        foreach (var word in (typed ?? "").Split([' ', ',', '，', '、', ';', '；', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var day)) return null;
            days.Add(day);
        }
        return [.. days.Distinct().OrderDescending()];
    }

    /// <returns>Chinese message that says what to do; null when it may be stored.</returns>
    public static string? Refuse(ReminderSettings rules)
    {
        if (rules.PersonDays.Count > ReminderSettings.MaxStages || rules.PersonDays.Any(d => d is < 0 or > ReminderSettings.MaxDays))
            return "提前天数请填 0 到 180 之间的数，最多 6 个，例如 90、60、30、7。";
        if (rules.ListDays is < 0 or > ReminderSettings.MaxDays) return "进名单的天数请填 0 到 180，0 表示不发名单。";
        if (rules.NewcomerDay is < 0 or > 90) return "新入职提醒请填 0 到 90，0 表示不提醒。";
        if (rules.Quiet.From is < 0 or > 23 || rules.Quiet.To is < 0 or > 23) return "免打扰时间请选 0 点到 23 点。";
        return null;
    }

    public Task SaveAsync(ReminderSettings rules, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await settings.SetAsync(rules, cancel);
        // A new stage may lie before the one that was next: look at everybody again.
        var today = clock.Today();
        await db.Set<ReminderMark>().Where(m => m.Through >= today.AddDays(-Stages.NewsDays))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.NextOn, today), cancel);
        await db.Set<UpdateMark>().ExecuteUpdateAsync(s => s.SetProperty(m => m.NextOn, today), cancel);
        audit.Add("Settings", "RemindersChanged", nameof(ReminderSettings), rules.Enabled ? "改了到期提醒的设置" : "关闭了到期提醒");
    }, cancel);
}
