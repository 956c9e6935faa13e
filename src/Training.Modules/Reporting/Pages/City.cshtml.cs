using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Pages;

/// <summary>全市汇总: totals of the districts, on the city's own site only; no personal data.</summary>
[Authorize(ReportingPermissions.ViewCity)]
public sealed class CityModel(CityRates city, SettingsStore settings, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public RateSelection Selection { get; private set; } = null!;
    public IReadOnlyList<DistrictRates> Districts { get; private set; } = [];
    public RateCounts Total { get; private set; } = RateCounts.Zero;
    public int TargetPercent { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault) return NotFound();
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "city";
        frame.Title = text["全市汇总"];
        Selection = RateSelection.Read(Request.Query, clock.Today(), []);
        TargetPercent = (await settings.GetAsync<RateSettings>(cancel)).TargetPercent;
        Districts = await city.ReadAsync(Selection.Day, Selection.Line, cancel);
        Total = RateCounts.Sum(Districts.Select(d => d.Counts));
        return Page();
    }

    /// <summary>Tenths of a percent, for the bars.</summary>
    public static int Tenths(Rate rate) => (int)((rate.Shown ?? 0) * 10);
}
