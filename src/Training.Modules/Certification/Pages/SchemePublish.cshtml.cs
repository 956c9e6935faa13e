using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>The second look before a draft becomes a version: what changes, what stands in the way, from when.</summary>
[Authorize(CertificationPermissions.ManageSchemes)]
public sealed class SchemePublishModel(DraftDesk desk, SchemeTable schemes, SchemeSubjectsQuery subjects, IEnumerable<IDraftOutlook> outlooks, PageFrame frame, Text text) : PageModel
{
    public OpenDraft Open { get; private set; } = null!;
    public DatedRules? Before { get; private set; }
    public IReadOnlyList<OutlineLine> Outline { get; private set; } = [];
    public IReadOnlyList<OutlineChange> Changes { get; private set; } = [];
    public IReadOnlyList<string> Obstacles { get; private set; } = [];
    /// <summary>What the newest simulation of this draft came to; null when none was run.</summary>
    public DraftOutlook? Outlook { get; private set; }

    public bool Refused { get; private set; }

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await LoadAsync(reference, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string reference, int number, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel)) return NotFound();
        var difference = string.Join('；', Changes.Take(8).Select(c => c switch { { Before: null } => "新增 " + c.After, { After: null } => "去掉 " + c.Before, _ => "改为 " + c.After }));
        if (await desk.PublishAsync(Open, number, difference, cancel) is { } version)
        {
            Done = text["{0}方案第 {1} 版已发布，{2}起施行。", text[Open.Draft.Role.Title()], version.Version, text.Date(version.EffectiveFrom)];
            return Redirect(Request.PathBase + "/console/schemes");
        }
        if (!await LoadAsync(reference, cancel)) return NotFound();
        Refused = true;
        return Page();
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancel)
    {
        if (await desk.FindAsync(reference, cancel) is not { IsShipped: false } open) return false;
        Open = open;
        var known = await subjects.AllAsync(cancel);
        Before = (await schemes.AllAsync(cancel)).Of(open.Draft.Role).LastOrDefault();
        Outline = text.Outline(open.Draft.Title, open.Rules, known);
        Changes = OutlineChange.Between(Before is null ? [] : text.Outline(Before.Title, Before.Rules, known), Outline);
        Obstacles = await desk.ObstaclesAsync(open, cancel);
        foreach (var outlook in outlooks) Outlook ??= await outlook.OfAsync(open, cancel);
        frame.Schemes(text["发布{0}方案", text[open.Draft.Role.Title()]]);
        return true;
    }
}
