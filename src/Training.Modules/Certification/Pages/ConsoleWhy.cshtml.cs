using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Explaining;
using Training.Modules.People;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>The same explanation for an officer, of the posts within the officer's scope; of nobody else.</summary>
[Authorize(PeoplePermissions.ViewPeople)]
public sealed class ConsoleWhyModel(WhyReader reader, PeopleDirectory people, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public string Reference { get; private set; } = "";
    public IReadOnlyList<RoleWhy> Roles { get; private set; } = [];
    public WhyRoleView? Shown { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, string? role, CancellationToken cancel)
    {
        if (await people.ByRefAsync(reference, cancel) is not { } person) return NotFound();
        var (scope, today) = (AssignmentScope.Of(User), clock.Today());
        var posts = (await people.AssignmentsAsync(person.Id, cancel)).FindAll(a => (a.End is null || a.End >= today) && scope.Allows(a));
        if (posts.Count == 0 && !scope.CoversAll) return NotFound();
        Reference = person.Ref;
        var why = await reader.OfAsync(person, scope.Allows, cancel);
        Roles = why.Roles;
        // A list as of another day may name a role that is no longer held: then the others are shown.
        if ((Roles.FirstOrDefault(r => r.Slug == role) ?? Roles.FirstOrDefault()) is { } shown) Shown = new(shown, why.Facts, ForOfficer: true);
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "rates";
        frame.Title = Shown is { Why.Standing.IsCertified: false } ? text["{0}为什么还没有持证", person.Name] : text["{0}的持证情况", person.Name];
        return Page();
    }
}
