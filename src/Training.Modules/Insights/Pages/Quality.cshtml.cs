using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Services;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Roster;
using Training.Platform.Security;

namespace Training.Modules.Insights.Pages;

/// <summary>数据质量: what is missing in the roster by street, and where it is mended.</summary>
[Authorize(ReportingPermissions.ViewRates)]
public sealed class QualityModel(RatesFrame frame, QualityQuery quality, RateQuery rates, OwnRates own, SchemeTable schemes, PermissionTable permissions) : PageModel
{
    /// <summary>Findings lead to the roster, where they are mended.</summary>
    public bool Keeps => permissions.Has(User, RosterPermissions.KeepRoster);

    /// <summary>A post of a supervisor there would be within the scope, and the form offers the street: one that is to be merged takes nobody.</summary>
    public bool MayKeep(OrgUnit street) => Keeps && street.EndedOn is null && Start.InScope(street.Id, Line.CivilAffairs);

    /// <summary>The same of a director of a neighborhood.</summary>
    public bool MayKeep(Gap gap) => Keeps && gap.EndedOn is null && Start.Streets.FirstOrDefault(s => s.Id == gap.Street) is { } street && MayKeep(street);

    /// <summary>What of the person's page mends it.</summary>
    public string FixAt(QualityCheck check, QualityRow row) => check switch
    {
        QualityCheck.NoPhone or QualityCheck.SharedPhone or QualityCheck.AlikeStaffNo => "#edit",
        QualityCheck.NoAccount => "#account",
        QualityCheck.NoWorkUnit or QualityCheck.DoublePost when row.Post is { } post => "/posts/" + post + (check == QualityCheck.NoWorkUnit ? "#correct" : "#end-post"),
        QualityCheck.NoPost => "#add-post",
        _ => "",
    };

    public RatesStart Start { get; private set; } = null!;

    /// <summary>Streets that are open today, or in which somebody is still in post.</summary>
    public IReadOnlyList<OrgUnit> Shown { get; private set; } = [];

    /// <summary>All streets, for the scores; counts of faults only where the reader sees names.</summary>
    public IReadOnlyDictionary<int, StreetQuality> Streets { get; private set; } = new Dictionary<int, StreetQuality>();
    public IReadOnlyDictionary<int, StreetQuality> Mine { get; private set; } = new Dictionary<int, StreetQuality>();
    public IReadOnlyList<OrgUnit> WithoutSupervisor { get; private set; } = [];
    public IReadOnlyList<Gap> WithoutDirector { get; private set; } = [];

    /// <summary>How many as the reader is told: of the whole district, so outside the scope no small ones.</summary>
    public IReadOnlyList<(TrainingRole Role, int Posts, Hiding Hiding)> WithoutScheme { get; private set; } = [];

    public int NoPost { get; private set; }
    public int AlikeStaffNo { get; private set; }

    public QualityCheck? Check { get; private set; }
    public OrgUnit? Unit => Start.Selection.Unit;
    public IReadOnlyList<QualityRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int CurrentPage { get; private set; } = 1;
    public int Pages => Math.Max(1, (Total + QualityQuery.PageSize - 1) / QualityQuery.PageSize);

    public int Faults(QualityCheck check) => Mine.Values.Sum(s => s.Of(check));

    /// <summary>Faults of a street are told where its people, or those of one's line, may be seen by name.</summary>
    public StreetQuality? MineOf(int street) => Mine.GetValueOrDefault(street);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await frame.OpenAsync(HttpContext, "data-quality", "数据质量", cancel) is not { } start) return NotFound();
        Start = start;
        Check = Slug.Parse<QualityCheck>(Request.Query["check"]);
        Mine = await quality.StreetsAsync(start.Scope, cancel);
        Streets = start.Scope.CoversAll ? Mine : await quality.ScoresAsync(cancel);
        Shown = [.. start.Streets.Where(s => s.IsOpenOn(start.Selection.Today) || Streets.GetValueOrDefault(s.Id) is { Posts: > 0 })];
        WithoutSupervisor = [.. Shown.Where(s => s.Kind == OrgUnitKind.SubDistrict && s.IsOpenOn(start.Selection.Today) && (Streets.GetValueOrDefault(s.Id)?.Supervisors ?? 0) == 0)];
        var seen = start.Streets.Where(s => start.Scope.CoversAll || start.Scope.SubDistricts.Contains(s.Id) || start.Scope.Lines.Contains(Line.CivilAffairs)).Select(s => s.Id).ToList();
        WithoutDirector = await quality.WithoutDirectorAsync(seen, cancel);
        await WithoutSchemeAsync(cancel);
        if (start.Scope.CoversAll)
        {
            NoPost = await quality.CountAsync(QualityCheck.NoPost, null, start.Scope, cancel);
            AlikeStaffNo = await quality.CountAsync(QualityCheck.AlikeStaffNo, null, start.Scope, cancel);
        }
        if (Check is { } check)
        {
            Total = await quality.CountAsync(check, Unit?.Id, start.Scope, cancel);
            CurrentPage = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, Pages) : 1;
            if (Total > 0) Rows = await quality.PageAsync(check, Unit?.Id, start.Scope, (CurrentPage - 1) * QualityQuery.PageSize, cancel);
        }
        return Page();
    }

    public string Address(QualityCheck check, OrgUnit? unit, int page = 1) =>
        "?check=" + Slug.Of(check) + (unit is null ? "" : "&unit=" + Uri.EscapeDataString(unit.Code)) + (page > 1 ? string.Create(CultureInfo.InvariantCulture, $"&page={page}") : "");

    /// <summary>Roles with people in post and no scheme in force: nobody of them is counted.</summary>
    private async Task WithoutSchemeAsync(CancellationToken cancel)
    {
        var today = Start.Selection.Today;
        var board = await own.BoardAsync(Start.Figures, await rates.TableAsync(today, cancel), [], new(today, today, null, null, null, false), cancel);
        var known = await schemes.AllAsync(cancel);
        WithoutScheme = [.. RoleFacts.All.Select(r => (Role: r, Counts: board.Of(null, r)))
            .Where(x => x.Counts[Measure.ExcludedNotYetInScope] > 0 || (x.Counts[Measure.InPost] > 0 && known.Of(x.Role).Count == 0))
            .Select(x => (x.Role, x.Counts[Measure.ExcludedNotYetInScope], board.Hides(null, x.Role, Measure.ExcludedNotYetInScope)))];
    }
}
