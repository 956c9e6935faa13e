using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.Insights.Pages;

/// <summary>The 街镇 of one district as the city sees them: figures, no names.</summary>
[Authorize(ReportingPermissions.ViewCity)]
public sealed class CityDistrictModel(CityRates city, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public RateSelection Selection { get; private set; } = null!;
    public DistrictStreets District { get; private set; } = null!;
    public DistrictBoard Board { get; private set; } = null!;

    /// <summary>Of its site, for addresses.</summary>
    public string Site { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string district, CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault) return NotFound();
        Selection = RateSelection.Read(Request.Query, clock.Today(), []);
        if (await city.StreetsAsync(district, Selection.Day, cancel) is not { } found) return NotFound();
        var all = await city.ReadAsync(Selection.Day, null, cancel);
        var at = all.ToList().FindIndex(d => d.Site == district);
        var cells = new CityCells(all.Count, (d, line) => all[d].ByLine(line).Required);
        (District, Site) = (found, district);
        Board = new(found, line => at >= 0 && cells.Of(at, line) != Hiding.None);
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "city";
        frame.Title = text["{0} 各街镇", found.District.Name];
        return Page();
    }

    /// <summary>"62.5%", "2/3" of few, "&lt;5", "＊" or "—".</summary>
    public string Told(CountBasis basis, OrgUnit? street, TrainingRole? role)
    {
        var (counts, hiding) = (Board.Of(basis, street, role), Board.Hides(basis, street, role));
        return hiding != Hiding.None ? RateWords.Mark(hiding) : counts.CertificationRate.Percent;
    }
}
