using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.Reminders;
using Training.Modules.Reminders.Services;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Insights.Pages;

/// <summary>The names behind a number of lapses, within the reader's scope, and a reminder to exactly those.</summary>
[Authorize(ReportingPermissions.ViewRates)]
public sealed class ForecastPeopleModel(
    RatesFrame frame, LapseQuery lapses, ReminderRules reminders, ListReminder reminder, PermissionTable permissions, PageFrame page, Text text, TimeProvider clock) : PageModel
{
    public RatesStart Start { get; private set; } = null!;
    public int Days { get; private set; } = 90;
    public DateOnly Day => Start.Selection.Today.AddDays(Days);
    public IReadOnlyList<LapsingPerson> Names { get; private set; } = [];

    /// <summary>Within the scope, on all pages.</summary>
    public int Total { get; private set; }
    public int CurrentPage { get; private set; } = 1;
    public int Pages => Math.Max(1, (Total + LapseQuery.PageSize - 1) / LapseQuery.PageSize);
    public bool MayRemind { get; private set; }
    public string? Refusal { get; private set; }
    [TempData] public string? Done { get; set; }

    /// <summary>Everybody of the selection may be seen by name.</summary>
    public bool InScope => Start.Scope.CoversAll || (Start.Selection.Unit is { } unit && Start.Scope.SubDistricts.Contains(unit.Id))
        || ((Start.Selection.Role?.LineOf() ?? Start.Selection.Line) is { } line && Start.Scope.Lines.Contains(line));

    private LapseSelection Selection => new(Start.Selection.Today, Day, Start.Selection.Unit?.Id, Start.Selection.Role, Start.Selection.Line);

    public static string Address(int days, Line? line, OrgUnit? unit, TrainingRole? role, int page = 1) => "?days=" + days.ToString(CultureInfo.InvariantCulture)
        + (line is { } l ? "&line=" + Slug.Of(l) : "") + (unit is null ? "" : "&unit=" + Uri.EscapeDataString(unit.Code)) + (role is { } r ? "&role=" + Slug.Of(r) : "")
        + (page > 1 ? "&page=" + page.ToString(CultureInfo.InvariantCulture) : "");

    public string Address(int page = 1) => Address(Days, Start.Selection.Line, Start.Selection.Unit, Start.Selection.Role, page);

    public async Task<IActionResult> OnGetAsync(int? days, CancellationToken cancel) => await FillAsync(days, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRemindAsync(int? days, CancellationToken cancel)
    {
        if (!await FillAsync(days, cancel) || !MayRemind) return NotFound();
        var rules = await reminders.GetAsync(cancel);
        if (rules.Quiet.EndUtc(clock.UtcNow()) is { } until)
        {
            Refusal = text["现在是免打扰时间，{0} 以后再发。", text.Moment(until)];
            return Page();
        }
        var listed = await lapses.WhoAsync(Selection, Start.Scope, ListReminder.Most, cancel);
        var told = await reminder.SendAsync(Start.Scope, listed, FormattableString.Invariant($"{RateWords.Title(text, Start.Selection.Unit, Start.Selection.Role, Start.District)}，{Days} 天内到期，{Day:yyyy-MM-dd}"), rules, cancel);
        Done = text["提醒了 {0} 人；不用提醒 {1} 人，没有账号 {2} 人，今天提醒过 {3} 人。", told.Sent, told.Excused, told.NoAccount, told.Already];
        return Redirect(Request.PathBase + "/console/rates/forecast/people" + Address() + "#remind");
    }

    private async Task<bool> FillAsync(int? days, CancellationToken cancel)
    {
        if (await frame.OpenAsync(HttpContext, "forecast", "到期预测", cancel) is not { } start) return false;
        Start = start;
        Days = days is { } d && LapseForecast.Horizons.Contains(d) ? d : 90;
        page.Title = text["{0}：{1}", RateWords.Title(text, start.Selection.Unit, start.Selection.Role, start.District), text["{0} 天内到期", Days]];
        Total = await lapses.CountAsync(Selection, start.Scope, cancel);
        CurrentPage = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, Pages) : 1;
        if (Total > 0) Names = await lapses.PageAsync(Selection, start.Scope, (CurrentPage - 1) * LapseQuery.PageSize, cancel);
        MayRemind = Total > 0 && permissions.Has(User, RemindersPermissions.RemindPeople) && (await reminders.GetAsync(cancel)).Enabled;
        return true;
    }
}
