using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Pages;

/// <summary>A district's report as the city received it: accept, or return with a comment.</summary>
[Authorize(SubmissionPermissions.DecideReports)]
public sealed class CityReportModel(CityDesk desk, PermissionTable permissions, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : ReportPage(frame, text)
{
    public CityReport Report { get; private set; } = null!;
    public CityReportView State { get; private set; } = null!;
    public IReadOnlyList<CityReportView> Siblings { get; private set; } = [];
    public DocumentView View { get; private set; } = null!;
    /// <summary>The copy is what the district signed.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>May take out the signed file itself.</summary>
    public bool CanKeep { get; private set; }

    /// <summary>Of a first submission.</summary>
    public int DaysLate { get; private set; }

    public string? Refusal { get; private set; }
    public string? Comment { get; private set; }

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await LoadAsync(reference, cancel) ? Page() : NotFound();

    /// <param name="decision">accept or return.</param>
    public async Task<IActionResult> OnPostAsync(string reference, [FromForm] string? decision, [FromForm] string? comment, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel)) return NotFound();
        var state = decision switch { "accept" => SubmissionState.Accepted, "return" => SubmissionState.Returned, _ => SubmissionState.Submitted };
        if (await desk.DecideAsync(ReportActor.Of(User, clock), Report, state, comment, cancel) is { } refusal)
        {
            await LoadAsync(reference, cancel);
            (Refusal, Comment) = (Text[refusal], comment);
            return Page();
        }
        Done = state == SubmissionState.Accepted ? Text["已接受{0}的{1}。", Report.DistrictName, Report.PeriodKey] : Text["已退回{0}的{1}，意见已告诉报送人。", Report.DistrictName, Report.PeriodKey];
        return Redirect(Request.PathBase + "/console/city/reports");
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault || await desk.FindAsync(reference, cancel) is not { } report) return false;
        Report = report;
        Siblings = await desk.SiblingsAsync(report, cancel);
        State = Siblings.Single(s => s.Id == report.Id);
        View = await desk.ViewAsync(report, cancel);
        IsWhole = ReportVerification.IsWhole(report);
        CanKeep = permissions.Has(User, SubmissionPermissions.KeepReports);
        DaysLate = report.Number == 1 ? ReportCalendar.DaysLate(report.SubmitBy, ChinaTime.DayOf(report.SubmittedUtc)) : 0;
        SetFrame(Text["{0}，{1}", report.DistrictName, Text.Title(report.Kind, report.PeriodKey, report.AsOf)], "city-reports");
        return true;
    }
}
