using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Insights.Pages;

/// <summary>全市汇总: totals of the districts, on the city's own site only; no personal data, no place without a clear difference.</summary>
[Authorize(ReportingPermissions.ViewCity)]
public sealed class CityModel(CityRates city, CityBoard reports, SettingsStore settings, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public RateSelection Selection { get; private set; } = null!;
    public IReadOnlyList<DistrictRates> Districts { get; private set; } = [];
    public IReadOnlyList<Placed<DistrictRates>> Rows { get; private set; } = [];
    public RateCounts Total { get; private set; } = RateCounts.Zero;
    public RateCounts People { get; private set; } = RateCounts.Zero;
    public RateCounts Before { get; private set; } = RateCounts.Zero;
    public RateCounts PeopleBefore { get; private set; } = RateCounts.Zero;
    public int TargetPercent { get; private set; }

    /// <summary>The newest monthly report that is due up to the day; null = none has been opened.</summary>
    public CityPeriod? Period { get; private set; }

    private IReadOnlyDictionary<string, CityCell> _reports = new Dictionary<string, CityCell>();
    private CityCells _required = null!, _certified = null!, _expiring = null!, _expired = null!;

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
        (Total, People) = (RateCounts.Sum(Districts.Select(d => d.Counts)), RateCounts.Sum(Districts.Select(d => d.People)));
        (Before, PeopleBefore) = (RateCounts.Sum(Districts.Select(d => d.Before)), RateCounts.Sum(Districts.Select(d => d.PeopleBefore)));
        Rows = Models.Ranking.Of(Districts.Select(d => (d, d.Counts.CertificationRate)));
        _required = Cells(c => c.Required);
        _certified = Cells(c => c.Certified);
        _expiring = Cells(c => c[Measure.ExpiringSoon]);
        _expired = Cells(c => c[Measure.Expired]);
        PeopleTable = PeopleOf(Districts);
        await ReadReportsAsync(cancel);
        return Page();

        CityCells Cells(Func<RateCounts, int> of) => new(Districts.Count, (d, line) => of(Districts[d].ByLine(line)));
    }

    /// <summary>人头口径 of all districts.</summary>
    public CityPeople PeopleTable { get; private set; } = null!;

    /// <summary>Too few people to tell anything of the district.</summary>
    public bool Hides(DistrictRates district) => _required.Of(At(district), Selection.Line) != Hiding.None;

    /// <summary>Of the totals: one of both days has too few to tell.</summary>
    public bool HidesChange => _required.Of(null, Selection.Line) != Hiding.None || _expired.Of(null, Selection.Line) != Hiding.None || Before.Required is > 0 and < RateCell.Few || Before[Measure.Expired] is > 0 and < RateCell.Few;

    public string Required(DistrictRates? district) => Told(_required, district, (district?.Counts ?? Total).Required);

    public string Certified(DistrictRates? district) => Told(_certified, district, (district?.Counts ?? Total).Certified);

    public string Expiring(DistrictRates? district) => Told(_expiring, district, (district?.Counts ?? Total)[Measure.ExpiringSoon]);

    public string Expired(DistrictRates? district) => Told(_expired, district, (district?.Counts ?? Total)[Measure.Expired]);

    public CityCell? Report(DistrictRates district) => _reports.GetValueOrDefault(district.Name);

    /// <summary>Tenths of a percent, for the bars.</summary>
    public static int Tenths(Rate rate) => (int)((rate.Shown ?? 0) * 10);

    /// <summary>Points of a line of 110 × 24 through the trend; days without anybody required are left out.</summary>
    public static string Line(IReadOnlyList<TrendPoint> trend) => string.Join(' ', trend.Select((p, i) => (p.Rate, X: i * 10)).Where(p => p.Rate.Shown is not null)
        .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{23 - (int)(p.Rate.Shown!.Value * 22 / 100)}")));

    /// <summary>The same in words.</summary>
    public string TrendWords(IReadOnlyList<TrendPoint> trend) => trend.FirstOrDefault(p => p.Rate.HasValue) is { } first
        ? text["{0} 为 {1}，现在 {2}", text.Date(first.Day), first.Rate.Percent, trend[^1].Rate.Percent] : text["还没有数"];

    private CityPeople PeopleOf(IReadOnlyList<DistrictRates> districts)
    {
        var counts = new Dictionary<(int?, Line?), RateCounts>();
        return new(districts.Count, (d, line) =>
        {
            if (!counts.TryGetValue((d, line), out var found))
                counts[(d, line)] = found = d is { } at ? districts[at].PeopleByLine(line) : RateCounts.Sum(districts.Select(x => x.PeopleByLine(line)));
            return found;
        }, (d, line) => _required.Of(d, line) != Hiding.None);
    }

    private int At(DistrictRates district) => Districts.ToList().IndexOf(district);

    private string Told(CityCells cells, DistrictRates? district, int count) => RateWords.Number(count, cells.Of(district is null ? null : At(district), Selection.Line));

    private async Task ReadReportsAsync(CancellationToken cancel)
    {
        var (periods, rows) = await reports.ReadAsync(PeriodKind.Month, cancel);
        var column = periods.ToList().FindIndex(p => p.AsOf <= Selection.Day);
        if (column < 0) return;
        Period = periods[column];
        _reports = rows.DistinctBy(r => r.Name).ToDictionary(r => r.Name, r => r.Cells[column]);
    }
}
