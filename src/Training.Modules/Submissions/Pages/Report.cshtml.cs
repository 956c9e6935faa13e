using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.People.Models;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Pages;

/// <summary>One period: a street confirms its figures; the district sees who has confirmed and what was submitted.</summary>
[Authorize(SubmissionPermissions.ViewReports)]
public sealed class ReportModel(
    ReportPeriods periods, ReportBoards boards, StreetConfirmations confirmations, ReportReaders readers, PermissionTable permissions, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : ReportPage(frame, text)
{
    public ReportBoard Board { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public bool CanSubmit { get; private set; }

    /// <summary>The reader's own streets.</summary>
    public IReadOnlyList<StreetState> Own { get; private set; } = [];

    /// <summary>What of the streets' figures the reader is not told.</summary>
    public DocumentHiding Hiding { get; private set; } = DocumentHiding.Nothing;

    public string? Refusal { get; private set; }
    public string? Remark { get; private set; }

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) => await LoadAsync(key, cancel) ? Page() : NotFound();

    /// <param name="street">Division code of an own street.</param>
    /// <param name="seen">Hash of the figures on the page.</param>
    public async Task<IActionResult> OnPostAsync(string key, [FromForm] string? street, [FromForm] string? seen, [FromForm] string? remark, CancellationToken cancel)
    {
        if (!permissions.Has(User, SubmissionPermissions.ConfirmReports)) return Forbid();
        if (!await LoadAsync(key, cancel) || Own.FirstOrDefault(s => s.Street.Code == street) is not { } own) return NotFound();
        if (await confirmations.ConfirmAsync(ReportActor.Of(User, clock), Board.Period, own.Street.Id, seen, remark, cancel) is { } refusal)
        {
            await LoadAsync(key, cancel);
            (Refusal, Remark) = (Text[refusal], remark);
            return Page();
        }
        Done = Text["已确认{0}的{1}。", own.Street.Name, Text.Title(Board.Period)];
        return Redirect($"{Request.PathBase}/console/reports/{key}");
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault) return false;
        await periods.EnsureAsync(cancel);
        if (await periods.FindAsync(key, cancel) is not { } period || await boards.OfAsync(period, cancel) is not { } board) return false;
        Board = board;
        Today = clock.Today();
        CanSubmit = permissions.Has(User, SubmissionPermissions.SubmitReports);
        if (permissions.Has(User, SubmissionPermissions.ConfirmReports)) Own = [.. ReportActor.StreetsOf(User).Select(board.Of).OfType<StreetState>()];
        var reader = await readers.OfAsync(User, cancel);
        if (!reader.SeesAll) Hiding = DocumentHiding.Of(board.District.Code, board.Figures.Rows, board.Figures.Totals, board.Figures.People, reader.Covers);
        SetFrame(Text.Title(period));
        return true;
    }

    public DocumentRow OwnTotal(OrgUnit street) => Board.Figures.TotalOf(street);
}
