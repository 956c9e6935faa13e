using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Insights.Pages;

/// <summary>全市汇总: totals of the districts, on the city's own site only; no personal data, no place without a clear difference.</summary>
[Authorize(ReportingPermissions.ViewCity)]
public sealed class CityModel(CityRates city, MonthReports reports, SettingsStore settings, CurrentTenant tenant, PermissionTable permissions, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public CitySelection Selection { get; private set; } = null!;
    public CityFigures Figures { get; private set; } = null!;
    public int TargetPercent { get; private set; }
    public bool CanExport { get; private set; }

    /// <summary>Of the newest monthly report that is due up to the day.</summary>
    public ReportStates Reports { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!tenant.Required.IsDefault) return NotFound();
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "city";
        frame.Title = text["全市汇总"];
        Selection = new(RateSelection.Read(Request.Query, clock.Today(), []));
        TargetPercent = (await settings.GetAsync<RateSettings>(cancel)).TargetPercent;
        Figures = new(await city.ReadAsync(Selection.Day, cancel), Selection.Role, Selection.Line);
        Reports = await reports.ReadAsync(Selection.Day, cancel);
        CanExport = permissions.Has(User, ReportingPermissions.ExportCity);
        return Page();
    }

    public CityPicker Picker => new("city", Selection, Figures.Schemes, PicksLine: false);

    /// <summary>Tenths of a percent, for the bars.</summary>
    public static int Tenths(Rate rate) => (int)((rate.Shown ?? 0) * 10);

    /// <summary>Points of a line of 110 × 24 through the trend; days without a rate are left out.</summary>
    public static string Line(IReadOnlyList<TrendPoint> trend) => string.Join(' ', trend.Select((p, i) => (p.Rate, X: i * 10)).Where(p => p.Rate.Shown is not null)
        .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{23 - (int)(p.Rate.Shown!.Value * 22 / 100)}")));

    /// <summary>The same in words.</summary>
    public string TrendWords(IReadOnlyList<TrendPoint> trend) => trend.FirstOrDefault(p => p.Rate.HasValue) is { } first
        ? text["{0} 为 {1}，现在 {2}", text.Date(first.Day), first.Rate.Percent, trend[^1].Rate.Percent] : text["还没有数"];
}
