using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Certification.Explaining;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.People;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Certification.Pages;

/// <summary>The same explanation for an officer, of the posts within the officer's scope; of nobody else.</summary>
[Authorize(PeoplePermissions.ViewPeople)]
public sealed class ConsoleWhyModel(
    WhyReader reader, PeopleDirectory people, EarlyRenewal early, CertificateDesk desk, PermissionTable permissions, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public string Reference { get; private set; } = "";
    public IReadOnlyList<RoleWhy> Roles { get; private set; } = [];
    public WhyRoleView? Shown { get; private set; }

    /// <summary>May open the renewal of the role that is shown.</summary>
    public bool MayOpenEarly { get; private set; }

    [BindProperty] public string? Reason { get; set; }
    public string? Refusal { get; private set; }
    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string reference, string? role, CancellationToken cancel) =>
        await people.ByRefAsync(reference, cancel) is { } person && await FillAsync(person, role, cancel) ? Page() : NotFound();

    /// <summary>提前开放换证 for the person in the role that is shown.</summary>
    public async Task<IActionResult> OnPostOpenEarlyAsync(string reference, string? role, CancellationToken cancel)
    {
        if (await people.ByRefAsync(reference, cancel) is not { } person || !await FillAsync(person, role, cancel) || Shown is null) return NotFound();
        if (!permissions.Has(User, CertificationPermissions.IssueCertificates) || !await desk.InScopeAsync(User, person.Id, Shown.Why.Role, cancel)) return NotFound();
        if (await early.OpenAsync(User, person.Id, Shown.Why.Role, Reason ?? "", cancel) is { } refusal)
        {
            Refusal = text[refusal];
            return Page();
        }
        Done = text["已提前开放换证，本人会收到消息。"];
        return Redirect($"{Request.PathBase}/console/people/{person.Ref}/why?role={Shown.Why.Slug}");
    }

    private async Task<bool> FillAsync(Person person, string? role, CancellationToken cancel)
    {
        var (scope, today) = (AssignmentScope.Of(User), clock.Today());
        var posts = (await people.AssignmentsAsync(person.Id, cancel)).FindAll(a => (a.End is null || a.End >= today) && scope.Allows(a));
        if (posts.Count == 0 && !scope.CoversAll) return false;
        Reference = person.Ref;
        var why = await reader.OfAsync(person, scope.Allows, cancel);
        Roles = why.Roles;
        // A list as of another day may name a role that is no longer held: then the others are shown.
        if ((Roles.FirstOrDefault(r => r.Slug == role) ?? Roles.FirstOrDefault()) is { } shown) Shown = new(shown, why.Facts, ForOfficer: true);
        MayOpenEarly = Shown is not null && permissions.Has(User, CertificationPermissions.IssueCertificates) && EarlyRenewal.IsAhead(Shown.Why.Standing, today)
            && await desk.InScopeAsync(User, person.Id, Shown.Why.Role, cancel);
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "rates";
        frame.Title = Shown is { Why.Standing.IsCertified: false } ? text["{0}为什么还没有持证", person.Name] : text["{0}的持证情况", person.Name];
        return true;
    }
}
