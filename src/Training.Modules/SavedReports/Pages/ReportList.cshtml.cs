using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.SavedReports.Pages;

/// <summary>我的报表: one's own, and those shared with one.</summary>
[Authorize(SavedReportPermissions.BuildReports)]
public sealed class ReportListModel(SavedReportDesk desk, PeopleDirectory directory, CurrentTenant tenant, PageFrame frame, Text text) : PageModel
{
    public IReadOnlyList<SavedReport> Mine { get; private set; } = [];
    public IReadOnlyList<SavedReport> Shared { get; private set; } = [];
    public IReadOnlyList<OrgUnit> Units { get; private set; } = [];
    public int CurrentPage { get; private set; } = 1;
    public bool HasMore { get; private set; }
    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (tenant.Required.IsDefault) return NotFound();
        CurrentPage = int.TryParse(Request.Query["page"], out var page) ? Math.Clamp(page, 1, 1000) : 1;
        // Nobody has more than fit.
        Mine = await desk.Mine(User).OrderByDescending(r => r.UpdatedUtc).ThenBy(r => r.Id).Take(SavedReport.MostOfOne).ToListAsync(cancel);
        var shared = await desk.Shared(User).OrderByDescending(r => r.UpdatedUtc).ThenBy(r => r.Id)
            .Skip((CurrentPage - 1) * SavedReportDesk.PageSize).Take(SavedReportDesk.PageSize + 1).ToListAsync(cancel);
        HasMore = shared.Count > SavedReportDesk.PageSize;
        Shared = [.. shared.Take(SavedReportDesk.PageSize)];
        Units = await directory.ReportingUnitsAsync(cancel);
        frame.Title = text["我的报表"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "saved-reports";
        return Page();
    }
}
