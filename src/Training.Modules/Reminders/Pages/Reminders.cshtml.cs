using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Operations;
using Training.Modules.Reminders.Models;
using Training.Modules.Reminders.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Localization;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Reminders.Pages;

/// <summary>到期提醒: when whom, what goes out today, and how the last run went.</summary>
[Authorize(RemindersPermissions.ManageReminders)]
public sealed class RemindersModel(
    ReminderRules rules, Digests digests, JobQueue queue, TenantDb db, PermissionTable permissions, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public const int ShownMax = 5;

    /// <summary>What is saved, and what the form shows: after a refusal, as it was typed.</summary>
    public ReminderSettings Stored { get; private set; } = new();
    public ReminderSettings Input { get; private set; } = new();
    public string TypedDays { get; private set; } = "";

    public IReadOnlyList<Digest> Preview { get; private set; } = [];

    /// <summary>There are more than the preview has looked at.</summary>
    public bool More { get; private set; }

    public IReadOnlyList<(string Name, Notice Notice)> Shown { get; private set; } = [];
    public JobView? Latest { get; private set; }
    public bool SeesDeliveries => permissions.Has(User, OperationsPermissions.ManageDeliveries);
    public string? Refusal { get; private set; }

    /// <summary>What was done by the request before this one.</summary>
    [TempData] public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostSaveAsync(
        bool enabled, bool byEmail, string? days, int? newcomerDay, int? listDays, bool tellOnExpiry, int? quietFrom, int? quietTo, CancellationToken cancel)
    {
        await FillAsync(cancel);
        TypedDays = days?.Length > 60 ? days[..60] : days ?? "";
        var parsed = ReminderRules.ParseDays(TypedDays);
        Input = new()
        {
            Enabled = enabled, ByEmail = byEmail, PersonDays = parsed ?? [], NewcomerDay = newcomerDay ?? -1, ListDays = listDays ?? -1,
            TellOnExpiry = tellOnExpiry, Quiet = new() { From = quietFrom ?? -1, To = quietTo ?? -1 },
        };
        Refusal = parsed is null ? text["提前天数里只写数字，用顿号隔开，例如 90、60、30、7。"] : ReminderRules.Refuse(Input) is { } wrong ? text[wrong] : null;
        if (Refusal is not null) return Page();
        await rules.SaveAsync(Input, cancel);
        Done = text["提醒设置已保存。"];
        return Redirect(Request.PathBase + "/console/reminders");
    }

    public async Task<IActionResult> OnPostRunAsync(CancellationToken cancel)
    {
        if (!(await rules.GetAsync(cancel)).Enabled) return NotFound();
        await queue.QueueRecurringAsync(SendReminders.Id, cancel);
        Done = text["已开始。免打扰时间里会等到点再发。"];
        return Redirect(Request.PathBase + "/console/reminders");
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        frame.Title = text["到期提醒"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "reminders";
        Input = Stored = await rules.GetAsync(cancel);
        TypedDays = string.Join('、', Input.PersonDays);
        Latest = await queue.LatestAsync(SendReminders.Id, cancel);
        if (!Stored.Enabled) return;
        var today = clock.Today();
        var page = await digests.PageAsync(Stored, today, 0, cancel);
        (Preview, More) = (page.Digests, page.After is not null);
        var ids = Preview.Take(ShownMax).Select(d => d.UserId).ToList();
        var names = await db.Set<User>().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancel);
        Shown = [.. Preview.Take(ShownMax).Select(d => (names.GetValueOrDefault(d.UserId, ""), d.ToNotice(today, Stored)))];
    }
}
