using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Simulation;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Pages;

/// <summary>方案试算: what a draft would do to the people and the rates of its role, before it is put in force.</summary>
[Authorize(ReportingPermissions.ViewRates)]
public sealed class WhatIfModel(
    SchemeDrafts drafts, WhatIfDesk desk, WhatIfNames names, JobQueue jobs, PeopleDirectory directory, SettingsStore settings, PermissionTable permissions,
    CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public DraftView Draft { get; private set; } = null!;
    public RateSettings Settings { get; private set; } = null!;
    public StoredWhatIf? Order { get; private set; }
    public WhatIfResult? Result { get; private set; }
    public JobView? Job { get; private set; }
    public IReadOnlyList<WhatIfPerson> Names { get; private set; } = [];
    public IReadOnlyDictionary<int, string> Streets { get; private set; } = new Dictionary<int, string>();
    public AssignmentScope Scope { get; private set; } = null!;
    public bool MayOrder { get; private set; }
    public string? Refused { get; private set; }

    [BindProperty]
    public string From { get; set; } = "";

    [BindProperty]
    public Assumption Assumption { get; set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel)) return NotFound();
        From = Iso(Order?.EffectiveFrom is { } before && before > clock.Today() ? before : FirstOfNextMonth());
        Assumption = Order?.Assumption ?? Assumption.RenewAsNow;
        return await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel)) return NotFound();
        if (!MayOrder) return Forbid();
        Refused = !DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) || !Enum.IsDefined(Assumption)
            ? "请选施行日和推算方式。"
            : await desk.OrderAsync(Draft.Ref, Draft.Role, Draft.Title, Draft.Rules, from, Assumption, cancel);
        return Refused is null ? LocalRedirect("~/console/schemes/" + Draft.Ref + "/what-if") : await ShowAsync(cancel);
    }

    /// <summary>True when the counts of a street may be told exactly.</summary>
    public bool InScope(int unitId) => Scope.CoversAll || Scope.SubDistricts.Contains(unitId) || Scope.Lines.Contains(Draft.Role.LineOf());

    /// <summary>缺 R05、S1；选修课程还差 2 学时.</summary>
    public string Reason(WhatIfTurn turn)
    {
        if (!turn.Lapsed) return text["按现有记录已满足草案"];
        var codes = turn.Missing.Where(m => m.Short is null && m.Subject.Length > 0).Select(m => m.Subject).Distinct().ToList();
        var parts = turn.Missing.Where(m => m.Short is not null || m.Subject.Length == 0).Select(m => m.Short is { } less
            ? text["{0}还差 {1}", Name(m), text.Amount(less, m.Unit)] : text["缺 {0}", Name(m)]).ToList();
        if (codes.Count > 0) parts.Insert(0, text["缺 {0}", string.Join("、", codes)]);
        return parts.Count > 0 ? string.Join("；", parts) : text["证书到期，没有新的学习记录"];
    }

    private string Name(WhatIfMissing missing) => missing.Label ?? (missing.Subject.Length > 0 ? missing.Subject : text[RuleWords.TitleOf(missing.Kind)]);

    private async Task<bool> FindAsync(string reference, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await drafts.FindAsync(reference, cancel) is not { } draft) return false;
        Draft = draft;
        Scope = AssignmentScope.Of(User);
        MayOrder = permissions.Has(User, ReportingPermissions.SimulateSchemes);
        Order = await desk.LatestAsync(reference, cancel);
        return true;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Streets = (await directory.ReportingUnitsAsync(cancel)).ToDictionary(u => u.Id, u => u.Name);
        Settings = await settings.GetAsync<RateSettings>(cancel);
        Result = Order is null ? null : WhatIfDesk.Read(Order);
        if (Result is not null) Names = await names.FirstAsync(Result, Scope, cancel);
        else if (Order?.JobRef is { } job) Job = await jobs.FindAsync(job, cancel);
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "rates";
        frame.Title = text["方案试算"];
        return Page();
    }

    private DateOnly FirstOfNextMonth() => new DateOnly(clock.Today().Year, clock.Today().Month, 1).AddMonths(1);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
