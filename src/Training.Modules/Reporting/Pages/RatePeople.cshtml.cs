using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reminders;
using Training.Modules.Reminders.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Pages;

/// <summary>The names behind a figure: within one's scope all of them, outside only the count.</summary>
[Authorize(ReportingPermissions.ViewOwnRates)]
public sealed class RatePeopleModel(
    OwnRates rates, RatePeople people, PeopleDirectory directory, ReminderRules reminders, ListReminder reminder, PermissionTable permissions, CurrentTenant tenant, PageFrame frame, Text text,
    TimeProvider clock) : PageModel
{
    /// <summary>Lists of people who have something to do.</summary>
    private static readonly PeopleFilter[] Remindable = [PeopleFilter.Missing, PeopleFilter.Expiring, PeopleFilter.Expired, PeopleFilter.Never];

    public RateSelection Selection { get; private set; } = null!;
    public PeopleFilter Filter { get; private set; }
    public OrgUnit District { get; private set; } = null!;
    public RateCounts Counts { get; private set; } = RateCounts.Zero;
    /// <summary>How many fall under each filter, as far as the reader is told.</summary>
    public FilterFigures Filters { get; private set; } = null!;

    public bool InScope { get; private set; }
    public IReadOnlyList<CountedPerson> Names { get; private set; } = [];

    /// <summary>Names within the scope, on all pages.</summary>
    public int Total { get; private set; }

    public int CurrentPage { get; private set; }
    public int Pages => Math.Max(1, (Total + RatePeople.PageSize - 1) / RatePeople.PageSize);
    public IReadOnlyDictionary<int, string> Streets { get; private set; } = new Dictionary<int, string>();

    /// <summary>The officer may remind those on the list.</summary>
    public bool MayRemind { get; private set; }

    public string? Refusal { get; private set; }
    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FillAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRemindAsync(CancellationToken cancel)
    {
        if (!await FillAsync(cancel) || !MayRemind) return NotFound();
        var rules = await reminders.GetAsync(cancel);
        if (rules.Quiet.EndUtc(clock.UtcNow()) is { } until)
        {
            Refusal = text["现在是免打扰时间，{0} 以后再发。", text.Moment(until)];
            return Page();
        }
        var scope = AssignmentScope.Of(User);
        var listed = await people.WhoAsync(Selection, Filter, scope, ListReminder.Most, cancel);
        var told = await reminder.SendAsync(scope, listed, $"{RateWords.Title(text, Selection.Unit, Selection.Role, District)}，{Filter.Title()}，{Selection.DayText}", rules, cancel);
        Done = text["提醒了 {0} 人；不用提醒 {1} 人，没有账号 {2} 人，今天提醒过 {3} 人。", told.Sent, told.Excused, told.NoAccount, told.Already];
        return Redirect(Request.PathBase + "/console/rates/people" + Selection.Address(Selection.Unit, Selection.Role, Filter) + "#remind");
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        var units = await directory.ReportingUnitsAsync(cancel);
        if (tenant.Required.IsDefault || await rates.OpenAsync(AssignmentScope.Of(User), cancel) is not { } own) return false;
        var (scope, district) = (own.Names, own.Unit);
        District = district;
        Streets = units.ToDictionary(u => u.Id, u => u.Name);
        Selection = RateSelection.Read(Request.Query, clock.Today(), own.Selectable);
        Filter = Slug.Parse<PeopleFilter>(Request.Query["status"]) ?? PeopleFilter.Missing;
        var board = await rates.BoardAsync(own, await rates.TableAsync(own, Selection.Day, cancel), [], Selection, cancel);
        Counts = board.Of(Selection.Unit, Selection.Role);
        InScope = board.InScope(Selection.Unit, Selection.Role);
        Filters = new(ToldCounts.Posts(board, Selection.Unit, Selection.Role));
        Total = await people.CountAsync(Selection, Filter, scope, cancel);
        CurrentPage = int.TryParse(Request.Query["page"], out var page) ? Math.Clamp(page, 1, Pages) : 1;
        if (Total > 0)
            Names = await people.PageAsync(Selection, Filter, scope, (CurrentPage - 1) * RatePeople.PageSize, RatePeople.PageSize, cancel);
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "rates";
        frame.Title = text["{0}：{1}", RateWords.Title(text, Selection.Unit, Selection.Role, district), text[Filter.Title()]];
        MayRemind = Total > 0 && Remindable.Contains(Filter) && permissions.Has(User, RemindersPermissions.RemindPeople) && (await reminders.GetAsync(cancel)).Enabled;
        return true;
    }
}
