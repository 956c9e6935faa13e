using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Settings;

namespace Training.Modules.Reporting.Pages;

/// <summary>持证情况: the figures of a district as of any day.</summary>
[Authorize(ReportingPermissions.ViewOwnRates)]
public sealed class RatesModel(
    OwnRates rates, RatePeople people, SchemeTable schemes, SettingsStore settings, PermissionTable permissions,
    RateExport export, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    /// <summary>Names beside the trend.</summary>
    private const int FirstNames = 5;

    public RateSelection Selection { get; private set; } = null!;
    public RateBoard Board { get; private set; } = null!;
    /// <summary>As it was at the end of the month before, from the same state of the aggregate.</summary>
    public RateBoard Before { get; private set; } = null!;

    /// <summary>Roles with a scheme of their own.</summary>
    public IReadOnlyList<TrainingRole> Schemes { get; private set; } = [];

    public RateSettings Settings { get; private set; } = null!;
    public IReadOnlyList<TrendPoint> Trend { get; private set; } = [];
    public bool CanExport { get; private set; }

    /// <summary>导出用途 as typed, and why it will not do.</summary>
    [BindProperty] public string? Purpose { get; set; }

    public string? Refusal { get; private set; }

    /// <summary>The figures of one school: no streets, and nothing of the builder of reports.</summary>
    public bool IsSchool { get; private set; }

    /// <summary>The cell whose people are listed; null when nobody in scope is missing.</summary>
    public (OrgUnit? Unit, TrainingRole? Role)? Listed { get; private set; }

    public RateCounts ListedCounts { get; private set; } = RateCounts.Zero;
    public bool ListedInScope { get; private set; }
    public IReadOnlyList<CountedPerson> Names { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await rates.OpenAsync(AssignmentScope.Of(User), cancel) is not { } own) return NotFound();
        IsSchool = own.IsSchool;
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "rates";
        frame.Title = text["持证情况"];
        Selection = RateSelection.Read(Request.Query, clock.Today(), own.Selectable);
        Settings = await settings.GetAsync<RateSettings>(cancel);
        var table = await rates.TableAsync(own, Selection.Day, cancel);
        Board = await rates.BoardAsync(own, table, [.. own.Streets.Where(s => s.IsOpenOn(Selection.Day) || table.Of(s.Id)[Measure.InPost] > 0)], Selection, cancel);
        Before = await rates.BoardAsync(own, await rates.TableAsync(own, Selection.MonthEndBefore, table.Log, cancel), [], Selection, cancel);
        var known = await schemes.AllAsync(cancel);
        Schemes = [.. RoleFacts.All.Where(r => known.Of(r).Count > 0)];
        Trend = await rates.TrendAsync(own, table, Selection.Scheme, Selection.Line, cancel);
        CanExport = permissions.Has(User, ReportingPermissions.ExportRates);
        await ListAsync(own.Names, cancel);
        return Page();
    }

    /// <summary>The same figures as xlsx with the names in scope, for a purpose.</summary>
    public async Task<IActionResult> OnPostNamesAsync(CancellationToken cancel)
    {
        if (!permissions.Has(User, ReportingPermissions.ExportRates)) return Forbid();
        Refusal = ExportPurpose.Refuse(Purpose);
        if (Refusal is not null) return await OnGetAsync(cancel);
        return await export.WriteAsync(User, Request.Query, Purpose!.Trim(), cancel) is { } made ? File(made.Content, RateExport.Type, made.Name) : NotFound();
    }

    /// <summary>For the chart; the serializer escapes what could end the script element.</summary>
    public IHtmlContent TrendJson => new HtmlString(JsonSerializer.Serialize(new
    {
        months = Trend.Select(p => text["{0}月", p.Day.Month]),
        rate = Trend.Select(p => p.Rate.Shown),
        target = Settings.TargetPercent,
        targetLabel = text["目标 {0}%", Settings.TargetPercent],
    }));

    private async Task ListAsync(AssignmentScope scope, CancellationToken cancel)
    {
        if (Selection.Unit is not null || Selection.Role is not null) Listed = (Selection.Unit, Selection.Role);
        else if (IsSchool) Listed = (null, null);
        else if (Board.Lowest is { } lowest) Listed = (lowest.Unit, lowest.Role);
        if (Listed is not { } cell) return;
        ListedCounts = Board.Of(cell.Unit, cell.Role);
        ListedInScope = Board.InScope(cell.Unit, cell.Role);
        if (ListedCounts.Missing > 0)
            Names = await people.PageAsync(Selection with { Unit = cell.Unit, Role = cell.Role }, PeopleFilter.Missing, scope, 0, FirstNames, cancel, completions: false);
    }
}
