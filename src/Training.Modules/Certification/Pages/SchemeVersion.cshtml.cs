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
public sealed class SchemeVersionModel(SchemeTable schemes, SchemeSubjectsQuery subjects, PageFrame frame, Text text) : PageModel
{
    public DatedRules Version { get; private set; } = null!;
    public IReadOnlyList<OutlineLine> Outline { get; private set; } = [];

    /// <summary>Null for the first version.</summary>
    public IReadOnlyList<OutlineChange>? Changes { get; private set; }

    public async Task<IActionResult> OnGetAsync(string role, int number, CancellationToken cancel)
    {
        var found = RoleFacts.All.Where(r => SchemeReader.Slug(r) == role).ToList();
        if (found.Count == 0) return NotFound();
        var versions = (await schemes.AllAsync(cancel)).Of(found[0]);
        if (versions.FirstOrDefault(v => v.Version == number) is not { } version) return NotFound();
        Version = version;
        var known = await subjects.AllAsync(cancel);
        Outline = text.Outline(version.Title, version.Rules, known);
        if (versions.LastOrDefault(v => v.Version < number) is { } before)
            Changes = OutlineChange.Between(text.Outline(before.Title, before.Rules, known), Outline);
        frame.Schemes(text["{0}方案第 {1} 版", text[found[0].Title()], number]);
        return Page();
    }
}
