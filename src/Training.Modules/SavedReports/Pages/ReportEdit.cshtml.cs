using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.SavedReports.Pages;

/// <summary>A new report, or a change of one's own: choose, look, save.</summary>
[Authorize(SavedReportPermissions.BuildReports)]
public sealed class ReportEditModel(SavedReportDesk desk, ReportTables tables, PeopleDirectory directory, CurrentTenant tenant, PageFrame frame, Text text) : PageModel
{
    public string? Reference { get; private set; }
    public ReportForm Form { get; private set; } = new("", ReportDefinition.Default, new(ReportShare.Me), 0);

    /// <summary>What somebody else (or the same person elsewhere) saved in the meantime.</summary>
    public ReportForm? Stored { get; private set; }

    public string? Refusal { get; private set; }
    public ReportTable? Table { get; private set; }
    public string? TableRefusal { get; private set; }
    public IReadOnlyList<OrgUnit> Units { get; private set; } = [];
    public IReadOnlyList<ShareChoice> Shares { get; private set; } = [];
    public IEnumerable<OrgUnit> Streets => Units.Where(u => u.Kind != OrgUnitKind.District);

    public async Task<IActionResult> OnGetAsync(string? reference, string? copy, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault) return NotFound();
        if (reference is not null)
        {
            if (await desk.FindOwnAsync(User, reference, cancel) is not { } report) return NotFound();
            Form = ReportForm.Of(report);
        }
        else if (copy is not null)
        {
            if (await desk.FindAsync(User, copy, cancel) is not { } report) return NotFound();
            Form = ReportForm.Of(report) with { Title = Short(text["{0}（副本）", report.Title]), Share = new(ReportShare.Me), Revision = 0 };
        }
        await FillAsync(reference, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(string? reference, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || !await MayEditAsync(reference, cancel)) return NotFound();
        Form = ReportForm.Read(Request.Form);
        await FillAsync(reference, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string? reference, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || !await MayEditAsync(reference, cancel)) return NotFound();
        Form = ReportForm.Read(Request.Form);
        var change = reference is null
            ? await desk.AddAsync(User, Form.Title, Form.Definition, Form.Share, cancel)
            : await desk.ChangeAsync(User, reference, Form.Revision, Form.Title, Form.Definition, Form.Share, cancel);
        if (change.Refusal is null) return Redirect(Request.PathBase + "/console/saved-reports/" + change.Report!.Ref);
        Refusal = text[change.Refusal];
        if (change.IsLost && change.Report is { } newer)
        {
            Stored = ReportForm.Of(newer);
            // Saving again is then a decision, not an accident.
            Form = Form with { Revision = newer.Revision };
        }
        await FillAsync(reference, cancel);
        return Page();
    }

    private async Task<bool> MayEditAsync(string? reference, CancellationToken cancel) => reference is null || await desk.FindOwnAsync(User, reference, cancel) is not null;

    private async Task FillAsync(string? reference, CancellationToken cancel)
    {
        Reference = reference;
        Units = await directory.ReportingUnitsAsync(cancel);
        var scope = AssignmentScope.Of(User);
        Shares = ShareChoice.Of(scope);
        var (table, refusal) = await tables.MakeAsync(Form.Title.Length > 0 ? Form.Title : text["预览"], Form.Definition, FigureScope.Of(scope), cancel);
        (Table, TableRefusal) = (table, refusal is null ? null : text[refusal]);
        frame.Title = reference is null ? text["新报表"] : text["修改报表"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "saved-reports";
    }

    private static string Short(string title) => title.Length <= SavedReport.MaxTitle ? title : title[..SavedReport.MaxTitle];
}
