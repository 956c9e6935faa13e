using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>A role with its versions, newest first, and what is being written.</summary>
public sealed record SchemeRow(TrainingRole Role, IReadOnlyList<DatedRules> Versions, IReadOnlyList<OpenDraft> Drafts);

/// <summary>认证方案: what is in force, what comes, what is written, what was.</summary>
[Authorize(CertificationPermissions.ManageSchemes)]
public sealed class SchemesModel(SchemeTable schemes, DraftDesk desk, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public IReadOnlyList<SchemeRow> Rows { get; private set; } = [];
    public DateOnly Today { get; private set; }
    public string? Refusal { get; private set; }

    [TempData] public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    /// <summary>A copy of the newest version, or of a shipped draft.</summary>
    public async Task<IActionResult> OnPostStartAsync(TrainingRole? role, string? from, CancellationToken cancel)
    {
        OpenDraft? shipped = null;
        if (from is not null && (shipped = await desk.FindAsync(from, cancel)) is null) return NotFound();
        var newest = shipped is null && role is { } wanted ? (await schemes.AllAsync(cancel)).Of(wanted).LastOrDefault() : null;
        if (shipped is null && newest is null) return NotFound();
        var started = shipped is not null
            ? await desk.StartAsync(shipped.Draft.Role, shipped.Draft.Title, shipped.Rules, shipped.Draft.Note, User, cancel)
            : await desk.StartAsync(role!.Value, newest!.Title, newest.Rules, "", User, cancel);
        if (started is not null) return Redirect($"{Request.PathBase}/console/schemes/{started}");
        Refusal = text["这个岗位已经有 {0} 份草案，请先用好或删掉一份，再起草。", DraftDesk.DraftsMax];
        await FillAsync(cancel);
        return Page();
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        frame.Schemes(text["认证方案"]);
        Today = clock.Today();
        var table = await schemes.AllAsync(cancel);
        var drafts = (await desk.ListAsync(cancel)).ToLookup(d => d.Draft.Role);
        Rows = [.. RoleFacts.All.Select(r => new SchemeRow(r, [.. table.Of(r).Reverse()], [.. drafts[r].OrderBy(d => d.IsShipped)]))];
    }
}
