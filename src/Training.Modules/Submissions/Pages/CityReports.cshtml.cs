using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Reporting.Models;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Pages;

/// <summary>各区报送: districts × periods, and first what waits for a decision. The city's site only; no personal data.</summary>
[Authorize(SubmissionPermissions.DecideReports)]
public sealed class CityReportsModel(CityDesk desk, CityBoard board, CurrentTenant tenant, PageFrame frame, Text text) : ReportPage(frame, text)
{
    /// <summary>Listed as waiting; the rest follow.</summary>
    private const int MostWaiting = 20;

    public IReadOnlyList<CityReportView> Waiting { get; private set; } = [];
    public PeriodKind Kind { get; private set; }
    public IReadOnlyList<CityPeriod> Periods { get; private set; } = [];
    public IReadOnlyList<CityRow> Rows { get; private set; } = [];

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string? kind, CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault) return NotFound();
        SetFrame(Text["各区报送"], "city-reports");
        Kind = Slug.Parse<PeriodKind>(kind) ?? PeriodKind.Month;
        await desk.SyncAsync(cancel);
        Waiting = await desk.WaitingAsync(MostWaiting, cancel);
        (Periods, Rows) = await board.ReadAsync(Kind, cancel);
        return Page();
    }
}
