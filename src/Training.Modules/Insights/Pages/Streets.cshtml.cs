using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Localization;
using Training.Platform.Settings;

namespace Training.Modules.Insights.Pages;

/// <summary>街镇对照: rates of the streets with their intervals; places only where the difference is clear.</summary>
[Authorize(ReportingPermissions.ViewRates)]
public sealed class StreetsModel(RatesFrame frame, RateQuery rates, OwnRates own, SettingsStore settings, Text text) : PageModel
{
    /// <summary>Names of streets that are alike, in a sentence.</summary>
    private const int NamedAlike = 3;

    public RatesStart Start { get; private set; } = null!;
    public RateBoard Board { get; private set; } = null!;
    public int TargetPercent { get; private set; }
    public IReadOnlyList<Placed<OrgUnit>> Rows { get; private set; } = [];
    public bool AnyPlace => Rows.Any(r => r.Place is not null);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await frame.OpenAsync(HttpContext, "ranking", "街镇对照", cancel) is not { } start) return NotFound();
        Start = start;
        var table = await rates.TableAsync(start.Selection.Day, cancel);
        var streets = start.Streets.Where(s => s.IsOpenOn(start.Selection.Day) || table.Of(s.Id)[Measure.InPost] > 0).ToList();
        Board = await own.BoardAsync(start.Figures, table, streets, start.Selection, cancel);
        TargetPercent = (await settings.GetAsync<RateSettings>(cancel)).TargetPercent;
        Rows = Models.Ranking.Of(Board.Rows.Where(r => r.Hiding == Hiding.None).Select(r => (Item: r.Unit, Rate: r.Total.CertificationRate))
            .Concat(Board.Rows.Where(r => r.Hiding != Hiding.None).OrderBy(r => r.Unit.Name, StringComparer.Ordinal).Select(r => (Item: r.Unit, Rate: default(Rate)))));
        return Page();
    }

    public Hiding Hides(OrgUnit street) => Board.Hides(street, null);

    /// <summary>What the place means, in words.</summary>
    public string Words(Placed<OrgUnit> row)
    {
        if (row.Rate.Denominator == 0) return text["没有应训人员。"];
        if (row.Place is null) return text["应训不到 {0} 人次，一两个人就会让百分比差很多，不排名。", Wilson.Enough];
        if (row.Alike.Count == 0) return text["和其他有名次的街镇都有明显差别。"];
        var names = string.Join(text["、"], row.Alike.Take(NamedAlike).Select(s => s.Name));
        return row.Alike.Count <= NamedAlike ? text["与{0}没有明显差别。", names] : text["与{0}等 {1} 个街镇没有明显差别。", names, row.Alike.Count];
    }
}
