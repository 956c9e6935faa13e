using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.SavedReports.Delivery;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.SavedReports.Pages;

/// <summary>A saved report with today's figures; for the owner also its delivery.</summary>
[Authorize(SavedReportPermissions.BuildReports)]
public sealed class ReportViewModel(
    SavedReportDesk desk, ReportTables tables, DeliveryDesk deliveries, PeopleDirectory directory, CurrentTenant tenant, PageFrame frame, Text text) : PageModel
{
    public SavedReport Report { get; private set; } = null!;
    public ReportForm Form { get; private set; } = null!;
    public bool IsMine { get; private set; }
    public ReportTable? Table { get; private set; }
    public string? Refusal { get; private set; }
    public string? DeliveryRefusal { get; private set; }
    public IReadOnlyList<OrgUnit> Units { get; private set; } = [];
    public IReadOnlyList<ReportDelivery> Deliveries { get; private set; } = [];
    [TempData] public string? Done { get; set; }

    public Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => ShowAsync(reference, cancel);

    public async Task<IActionResult> OnPostRemoveAsync(string reference, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || !await deliveries.RemoveReportAsync(User, reference, cancel)) return NotFound();
        Done = text["报表已删除。"];
        return Redirect(Request.PathBase + "/console/saved-reports");
    }

    public async Task<IActionResult> OnPostDeliverAsync(string reference, DeliveryRhythm rhythm, int weekday, int monthday, int hour, ReportFormat format, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await desk.FindOwnAsync(User, reference, cancel) is null) return NotFound();
        DeliveryRefusal = await deliveries.PlanAsync(User, reference, new(rhythm, rhythm == DeliveryRhythm.Weekly ? weekday : monthday, hour), format, cancel) is { } refusal ? text[refusal] : null;
        if (DeliveryRefusal is not null) return await ShowAsync(reference, cancel);
        Done = rhythm == DeliveryRhythm.None ? text["不再定期送达。"] : text["定期送达已设好。"];
        return Redirect(Request.PathBase + "/console/saved-reports/" + reference);
    }

    private async Task<IActionResult> ShowAsync(string reference, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await desk.FindAsync(User, reference, cancel) is not { } report) return NotFound();
        Report = report;
        Form = ReportForm.Of(report);
        IsMine = report.OwnerUserId == User.UserId();
        Units = await directory.ReportingUnitsAsync(cancel);
        var (table, refusal) = await tables.MakeAsync(report.Title, Form.Definition, FigureScope.Of(AssignmentScope.Of(User)), cancel);
        (Table, Refusal) = (table, refusal is null ? null : text[refusal]);
        if (IsMine) Deliveries = await deliveries.RecentAsync(report.Id, cancel);
        frame.Title = report.Title;
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "saved-reports";
        return Page();
    }
}
