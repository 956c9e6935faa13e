using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Explaining;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>为什么我（还没有）持证: each rule, the evidence for it, the days, and what to do next.</summary>
public sealed class WhyModel(WhyReader reader, PeopleDirectory people, PageFrame frame, Text text) : PageModel
{
    public IReadOnlyList<RoleWhy> Roles { get; private set; } = [];

    /// <summary>Null for somebody without a role that is certified.</summary>
    public WhyRoleView? Shown { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? role, CancellationToken cancel)
    {
        frame.Nav = "certificates";
        frame.Title = text["为什么我还没有持证"];
        if (User.PersonId() is { } id && await people.FindAsync(id, cancel) is { } person)
        {
            var why = await reader.OfAsync(person, null, cancel);
            Roles = why.Roles;
            if ((role is null ? Roles.FirstOrDefault() : Roles.FirstOrDefault(r => r.Slug == role)) is { } shown)
            {
                Shown = new(shown, why.Facts, ForOfficer: false);
                if (shown.Standing.IsCertified) frame.Title = text["为什么我持证"];
            }
        }
        return role is not null && Shown is null ? NotFound() : Page();
    }
}
