using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>提前开放换证 for a list: choose role, street and line, see how many it is, give the reason. A job does it, and its page says what came of it.</summary>
[Authorize(CertificationPermissions.IssueCertificates)]
public sealed class OpenEarlyModel(EarlyRenewal early, PeopleDirectory people, PageFrame frame, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)] public TrainingRole? Role { get; set; }
    [BindProperty(SupportsGet = true)] public int? Street { get; set; }
    [BindProperty(SupportsGet = true)] public Line? Line { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>Holders in the list; null until a role was chosen.</summary>
    public int? Count { get; private set; }

    public IReadOnlyDictionary<int, string> Streets { get; private set; } = new Dictionary<int, string>();
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        if (Role is not { } role) return BadRequest();
        var (job, refusal) = await early.OrderAsync(User, new(role, Street, Line), Reason ?? "", cancel);
        if (refusal is not null)
        {
            Refusal = text[refusal];
            return Page();
        }
        return Redirect($"{Request.PathBase}/console/certificates/batch/{job}");
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        frame.Title = text["提前开放换证"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificates";
        Streets = (await people.ReportingUnitsAsync(cancel)).Where(u => u.Kind != OrgUnitKind.District).ToDictionary(u => u.Id, u => u.Name);
        if (Role is { } role) Count = await early.CountAsync(User, new(role, Street, Line), cancel);
    }
}
