using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Pages;

/// <summary>A submitted report, drawn from its document: all of it for the district, the own street's or line's rows and the total for others.</summary>
[Authorize(SubmissionPermissions.ViewReports)]
public sealed class SubmittedReportModel(
    ReportPeriods periods, SubmissionList submissions, ReportReaders readers, PermissionTable permissions, CurrentTenant tenant, PageFrame frame, Text text) : ReportPage(frame, text)
{
    public ReportPeriod Period { get; private set; } = null!;
    public SubmissionView Submission { get; private set; } = null!;
    public DocumentView View { get; private set; } = null!;
    public bool CanDownload { get; private set; }

    public async Task<IActionResult> OnGetAsync(string key, int number, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await periods.FindAsync(key, cancel) is not { } period
            || await submissions.ViewAsync(period.Id, number, await readers.OfAsync(User, cancel), cancel) is not { } view) return NotFound();
        Period = period;
        Submission = (await submissions.OfAsync([period.Id], cancel))[period.Id].Single(s => s.Number == number);
        View = view;
        CanDownload = permissions.Has(User, SubmissionPermissions.SubmitReports);
        SetFrame(Text["{0}，第 {1} 次", Text.Title(period), number]);
        return Page();
    }
}
