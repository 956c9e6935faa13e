using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Pages;

/// <summary>A period on the list.</summary>
/// <param name="First">Its day says whether the deadline was kept.</param>
/// <param name="Board">Of open periods only.</param>
public sealed record PeriodRow(ReportPeriod Period, SubmissionView? First, SubmissionView? Latest, ReportBoard? Board)
{
    /// <summary>Of the first submission, or up to today while there is none.</summary>
    public int DaysLate(DateOnly today) => ReportCalendar.DaysLate(Period.SubmitBy, First is { } first ? ChinaTime.DayOf(first.Utc) : today);

    public int Confirmed => Board?.Streets.Count(s => s.State == ConfirmationState.Confirmed) ?? 0;
}

/// <summary>报表报送: the periods with their state and deadlines; first what is the reader's to do.</summary>
[Authorize(SubmissionPermissions.ViewReports)]
public sealed class ReportsModel(
    ReportPeriods periods, ReportBoards boards, SubmissionList submissions, PermissionTable permissions, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : ReportPage(frame, text)
{
    private const int PageSize = 12;

    public IReadOnlyList<PeriodRow> Rows { get; private set; } = [];
    public IReadOnlyList<int> Streets { get; private set; } = [];
    public bool CanSubmit { get; private set; }
    public DateOnly Today { get; private set; }
    public int Number { get; private set; } = 1;
    public bool HasMore { get; private set; }

    [TempData] public string? Done { get; set; }

    /// <summary>Own streets that have to confirm, by period.</summary>
    public IEnumerable<(PeriodRow Row, StreetState State)> ToConfirm => from row in Rows
                                                                      where row.Board is not null
                                                                      from street in Streets
                                                                      let state = row.Board!.Of(street)
                                                                      where state is { State: not ConfirmationState.Confirmed }
                                                                      select (row, state);

    public IEnumerable<PeriodRow> ToSubmit => CanSubmit ? Rows.Where(r => r.Board is not null) : [];

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int? number, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault) return NotFound();
        SetFrame(Text["报表报送"]);
        Today = clock.Today();
        Number = Math.Clamp(number ?? 1, 1, 1000);
        CanSubmit = permissions.Has(User, SubmissionPermissions.SubmitReports);
        Streets = permissions.Has(User, SubmissionPermissions.ConfirmReports) ? ReportActor.StreetsOf(User) : [];
        await periods.EnsureAsync(cancel);
        var found = await periods.PageAsync((Number - 1) * PageSize, PageSize + 1, cancel);
        HasMore = found.Count > PageSize;
        var page = found.Take(PageSize).ToList();
        var all = await submissions.OfAsync([.. page.Select(p => p.Id)], cancel);
        var rows = new List<PeriodRow>();
        foreach (var period in page)
        {
            var own = all[period.Id].ToList();
            var open = own.Count == 0 || (own[^1].State == SubmissionState.Returned && own.TrueForAll(s => s.State != SubmissionState.Accepted));
            rows.Add(new(period, own.FirstOrDefault(), own.LastOrDefault(), open ? await boards.OfAsync(period, cancel) : null));
        }
        Rows = rows;
        return Page();
    }
}
