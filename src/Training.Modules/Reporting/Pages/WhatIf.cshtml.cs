using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Simulation;
using Training.Platform.AuditTrail;
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
    DraftDesk drafts, WhatIfDesk desk, WhatIfNames names, WhatIfBoards boards, JobQueue jobs, PeopleDirectory directory, SettingsStore settings, PermissionTable permissions,
    WhatIfExport export, WhatIfRehearsal rehearsal, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public SchemeDraft Draft { get; private set; } = null!;
    /// <summary>The day from which the draft itself is to be in force; null = it does not say.</summary>
    public DateOnly? DraftFrom { get; private set; }

    public RateSettings Settings { get; private set; } = null!;
    public StoredWhatIf? Order { get; private set; }
    public WhatIfResult? Result { get; private set; }
    public WhatIfBoard Board { get; private set; } = null!;

    /// <summary>The draft has been changed since: what is shown is of what it was.</summary>
    public bool IsStale { get; private set; }

    public JobView? Job { get; private set; }
    public IReadOnlyList<WhatIfPerson> Names { get; private set; } = [];
    public IReadOnlyDictionary<int, string> Streets { get; private set; } = new Dictionary<int, string>();

    /// <summary>Streets whose names the reader may see, and the one that is looked at; null = all.</summary>
    public IReadOnlyList<OrgUnit> Choices { get; private set; } = [];
    public OrgUnit? Street { get; private set; }

    /// <summary>Names on all pages.</summary>
    public int Total { get; private set; }
    public int CurrentPage { get; private set; } = 1;
    public int Pages => Math.Max(1, (Total + WhatIfNames.PageSize - 1) / WhatIfNames.PageSize);
    public bool MayExport { get; private set; }
    public AssignmentScope Scope { get; private set; } = null!;
    public bool MayOrder { get; private set; }
    public string? Refused { get; private set; }

    /// <summary>导出用途 as typed, and why it will not do.</summary>
    [BindProperty]
    public string? Purpose { get; set; }

    public string? PurposeRefused { get; private set; }

    [BindProperty]
    public string From { get; set; } = "";

    [BindProperty]
    public Assumption Assumption { get; set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel)) return NotFound();
        Suggest();
        if (MayOrder) rehearsal.Begin(Draft);
        return await ShowAsync(cancel);
    }

    /// <summary>The names as xlsx, for a purpose.</summary>
    public async Task<IActionResult> OnPostNamesAsync(string reference, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel) || Order is null || WhatIfDesk.Read(Order) is not { } result) return NotFound();
        if (!permissions.Has(User, ReportingPermissions.ExportRates)) return Forbid();
        PurposeRefused = ExportPurpose.Refuse(Purpose);
        if (PurposeRefused is not null)
        {
            Suggest();
            return await ShowAsync(cancel);
        }
        var (content, name) = await export.WriteAsync(User, Draft, result, Request.Query["street"], Purpose!.Trim(), cancel);
        Response.Headers.CacheControl = "private, no-store";
        return File(content, WhatIfExport.Type, name);
    }

    /// <summary>What the form for another simulation begins with.</summary>
    private void Suggest()
    {
        From = Iso(DraftFrom is { } own && own >= clock.Today() ? own : Order?.EffectiveFrom is { } before && before > clock.Today() ? before : FirstOfNextMonth());
        Assumption = Order?.Assumption ?? Assumption.RenewAsNow;
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel)) return NotFound();
        if (!MayOrder) return Forbid();
        Refused = !DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) || !Enum.IsDefined(Assumption)
            ? "请选施行日和推算方式。"
            : await desk.OrderAsync(Draft.Ref, Draft.Role, Draft.Title, SchemeRulesJson.Read(Draft.RulesJson), from, Assumption, cancel);
        return Refused is null ? LocalRedirect("~/console/schemes/" + Draft.Ref + "/what-if") : await ShowAsync(cancel);
    }

    /// <summary>"?street=…&amp;page=…" of the list of names.</summary>
    public string Address(int page) => "?" + (Street is { } street ? "street=" + Uri.EscapeDataString(street.Code) + "&" : "") + "page=" + page.ToString(CultureInfo.InvariantCulture) + "#names";

    private async Task<bool> FindAsync(string reference, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || await drafts.FindAsync(reference, cancel) is not { } draft) return false;
        (Draft, DraftFrom) = (draft.Draft, draft.Saved?.EffectiveFrom);
        Scope = AssignmentScope.Of(User);
        MayOrder = permissions.Has(User, ReportingPermissions.SimulateSchemes);
        Order = await desk.LatestAsync(reference, cancel);
        return true;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        var units = await directory.ReportingUnitsAsync(cancel);
        Streets = units.ToDictionary(u => u.Id, u => u.Name);
        Settings = await settings.GetAsync<RateSettings>(cancel);
        Result = Order is null ? null : WhatIfDesk.Read(Order);
        if (Result is not null) await ListAsync(Result, units, cancel);
        else if (Order is { ResultJson: null, JobRef: { } job }) Job = await jobs.FindAsync(job, cancel);
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "rates";
        frame.Title = text["方案试算"];
        return Page();
    }

    private async Task ListAsync(WhatIfResult result, IReadOnlyList<OrgUnit> units, CancellationToken cancel)
    {
        IsStale = Order!.RulesJson != SchemeRulesJson.Write(SchemeRulesJson.Read(Draft.RulesJson));
        Board = await boards.MakeAsync(result, Scope, cancel);
        MayExport = permissions.Has(User, ReportingPermissions.ExportRates);
        var mine = WhatIfNames.Of(result, Scope, null).Select(t => t.UnitId).ToHashSet();
        Choices = [.. units.Where(u => mine.Contains(u.Id))];
        Street = Choices.FirstOrDefault(u => u.Code == Request.Query["street"]);
        var turns = WhatIfNames.Of(result, Scope, Street?.Id);
        Total = turns.Count;
        CurrentPage = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, Pages) : 1;
        Names = await names.ReadAsync(turns.Skip((CurrentPage - 1) * WhatIfNames.PageSize).Take(WhatIfNames.PageSize), Scope, cancel);
    }

    private DateOnly FirstOfNextMonth() => new DateOnly(clock.Today().Year, clock.Today().Month, 1).AddMonths(1);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
