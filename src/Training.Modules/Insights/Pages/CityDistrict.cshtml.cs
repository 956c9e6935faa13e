using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Modules.Insights.Pages;

/// <summary>The 街镇 of one district as the city sees them: figures, no names.</summary>
[Authorize(ReportingPermissions.ViewCity)]
public sealed class CityDistrictModel(CityDistricts districts, CurrentTenant tenant, PermissionTable permissions, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public CitySelection Selection { get; private set; } = null!;
    public CityDistrict District { get; private set; } = null!;
    public bool CanExport { get; private set; }

    public async Task<IActionResult> OnGetAsync(string district, CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault) return NotFound();
        Selection = new(RateSelection.Read(Request.Query, clock.Today(), []));
        if (await districts.ReadAsync(district, Selection, cancel) is not { } found) return NotFound();
        District = found;
        CanExport = permissions.Has(User, ReportingPermissions.ExportCity);
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "city";
        frame.Title = text["{0} 各街镇", found.Streets.District.Name];
        return Page();
    }

    public CityPicker Picker => new("city/" + District.Site, Selection, District.Schemes, PicksLine: true);

    /// <summary>"62.5%", "&lt;5", "＊" or "—".</summary>
    public string Told(CountBasis basis, OrgUnit? street, TrainingRole? role) => District.Board.Told(basis, street, role);
}
