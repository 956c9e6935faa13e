using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.People.Services;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Pages;

/// <summary>The second look before a report is locked: figures, who has not confirmed, what differs from the one before.</summary>
[Authorize(SubmissionPermissions.SubmitReports)]
public sealed class SubmitReportModel(ReportPeriods periods, ReportDesk desk, LateChanges changes, PeopleDirectory directory, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : ReportPage(frame, text)
{
    public ReportDraft Draft { get; private set; } = null!;
    public string? Refusal { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>What was changed in place since the report that this one stands beside.</summary>
    public IReadOnlyList<LateChange> Changes { get; private set; } = [];

    public IReadOnlyDictionary<int, string> Streets { get; private set; } = new Dictionary<int, string>();

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) => await LoadAsync(key, cancel) ? Page() : NotFound();

    /// <param name="number">Number that the page showed.</param>
    /// <param name="seen">Hash of the figures on the page.</param>
    public async Task<IActionResult> OnPostAsync(string key, [FromForm] int number, [FromForm] string? seen, [FromForm] string? reason, CancellationToken cancel)
    {
        if (!await LoadAsync(key, cancel)) return NotFound();
        if (await desk.SubmitAsync(ReportActor.Of(User, clock), Draft.Board.Period, number, seen, reason, cancel) is { } refusal)
        {
            await LoadAsync(key, cancel);
            (Refusal, Reason) = (Text[refusal], reason);
            return Page();
        }
        Done = Text["{0}第 {1} 次已锁定并报送，等市级审核。", Text.Title(Draft.Board.Period), number];
        return Redirect($"{Request.PathBase}/console/reports/{key}");
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await periods.FindAsync(key, cancel) is not { } period || await desk.DraftAsync(period, cancel) is not { } draft) return false;
        Draft = draft;
        if (draft.Before is { } before && draft.Differences.Count > 0)
        {
            Changes = await changes.SinceAsync(before.GeneratedUtc, period.AsOf, AssignmentScope.Of(User), cancel);
            Streets = (await directory.ReportingUnitsAsync(cancel)).ToDictionary(u => u.Id, u => u.Name);
        }
        SetFrame(draft.Kind == SubmissionKind.Correction ? Text["更正{0}", Text.Title(period)] : Text["报送{0}", Text.Title(period)]);
        return true;
    }
}
