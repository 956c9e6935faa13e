using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.SavedReports.Api;
using Training.Modules.SavedReports.Models;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.SavedReports.Pages;

/// <summary>数据接口: tokens for programs that read figures.</summary>
[Authorize(SavedReportPermissions.ManageApiTokens)]
public sealed class ApiTokensModel(TokenDesk desk, PeopleDirectory directory, CurrentTenant tenant, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ApiToken> Tokens { get; private set; } = [];
    public IReadOnlyList<OrgUnit> Streets { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Typed { get; private set; } = "";
    public IReadOnlyList<int> ChosenStreets { get; private set; } = [];
    public IReadOnlyList<Line> ChosenLines { get; private set; } = [];
    public DateOnly? Expires { get; private set; }
    public string? Refusal { get; private set; }

    /// <summary>The new secret, on this answer alone; pages with forms are kept by no cache.</summary>
    public string? Secret { get; private set; }

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => tenant.Required.IsDefault ? NotFound() : await ShowAsync(cancel);

    public async Task<IActionResult> OnPostAddAsync(string? title, int[] streets, Line[] lines, DateOnly? expires, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault) return NotFound();
        var made = await desk.AddAsync(User, title, streets, [.. lines.Where(Enum.IsDefined)], expires, cancel);
        if (made.Refusal is { } refusal) (Refusal, Typed, ChosenStreets, ChosenLines, Expires) = (text[refusal], title ?? "", streets, lines, expires);
        Secret = made.Secret;
        return await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostRevokeAsync(string? token, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault || !await desk.RevokeAsync(token ?? "", cancel)) return NotFound();
        Done = text["令牌已停用，马上生效。"];
        return Redirect(Request.PathBase + "/console/api-tokens");
    }

    public string ScopeOf(ApiToken token) => token.Scope is var scope && scope.CoversAll ? text["全区"] : string.Join(text["、"],
        Streets.Where(s => scope.Streets.Contains(s.Id)).Select(s => s.Name).Concat(scope.Lines.Order().Select(l => text["{0}条线", text[l.Title()]])));

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Streets = [.. (await directory.ReportingUnitsAsync(cancel)).Where(u => u.Kind != OrgUnitKind.District)];
        Tokens = await desk.AllAsync(cancel);
        frame.Title = text["数据接口"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "api-tokens";
        return Page();
    }
}
