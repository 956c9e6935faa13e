using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Services;
using Training.Modules.People;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>All certificates of somebody, old ones too, within the officer's scope; 404 for people who never had a post in it.</summary>
[Authorize(PeoplePermissions.ViewPeople)]
public sealed class PersonCertificatesModel(CertificateSearch search, PeopleDirectory people, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public FoundCertificates Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await people.ByRefAsync(reference, cancel) is not { } person) return NotFound();
        var scope = AssignmentScope.Of(User);
        if (!scope.CoversAll && !(await people.AssignmentsAsync(person.Id, cancel)).Exists(scope.Allows)) return NotFound();
        var (first, total) = await search.OfPersonAsync(scope, person.Id, cancel);
        Found = new(first, total, clock.Today(), WithNames: false);
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "rates";
        frame.Title = text["{0}的证书", person.Name];
        return Page();
    }
}
