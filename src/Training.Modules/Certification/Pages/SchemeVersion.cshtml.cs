using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>A published version in plain words, and what it changed.</summary>
[Authorize(CertificationPermissions.ManageSchemes)]
public sealed class SchemeVersionModel(SchemeTable schemes, VersionWithdrawal withdrawal, SchemeSubjectsQuery subjects, PageFrame frame, Text text) : PageModel
{
    public DatedRules Version { get; private set; } = null!;
    public IReadOnlyList<OutlineLine> Outline { get; private set; } = [];

    /// <summary>Null for the first version.</summary>
    public IReadOnlyList<OutlineChange>? Changes { get; private set; }

    public TrainingRole Role { get; private set; }

    /// <summary>It has not begun, and nothing comes after it.</summary>
    public bool MayWithdraw { get; private set; }

    public string? Refusal { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>Shown by the list of schemes.</summary>
    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string role, int number, CancellationToken cancel) => await LoadAsync(role, number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostWithdrawAsync(string role, int number, string? reason, CancellationToken cancel)
    {
        if (!await LoadAsync(role, number, cancel)) return NotFound();
        if (await withdrawal.WithdrawAsync(Role, number, reason ?? "", User, cancel) is { } refusal)
        {
            (Refusal, Reason) = (text[refusal], reason);
            return Page();
        }
        Done = text["{0}方案第 {1} 版已撤回，内容放回草案。", text[Role.Title()], number];
        return Redirect(Request.PathBase + "/console/schemes");
    }

    private async Task<bool> LoadAsync(string role, int number, CancellationToken cancel)
    {
        var found = RoleFacts.All.Where(r => SchemeReader.Slug(r) == role).ToList();
        if (found.Count == 0) return false;
        var versions = (await schemes.AllAsync(cancel)).Of(found[0]);
        if (versions.FirstOrDefault(v => v.Version == number) is not { } version) return false;
        (Role, Version) = (found[0], version);
        MayWithdraw = await withdrawal.MayAsync(Role, number, cancel);
        var known = await subjects.AllAsync(cancel);
        Outline = text.Outline(version.Title, version.Rules, known);
        if (versions.LastOrDefault(v => v.Version < number) is { } before)
            Changes = OutlineChange.Between(text.Outline(before.Title, before.Rules, known), Outline);
        frame.Schemes(text["{0}方案第 {1} 版", text[found[0].Title()], number]);
        return true;
    }
}
