using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Queries;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>How many valid certificates rest on what people entered, by street, within the reader's scope: numbers, no names.</summary>
[Authorize(CertificationPermissions.IssueCertificates)]
public sealed class ByHandModel(HandCount count, PeopleDirectory people, PageFrame frame, Text text) : PageModel
{
    /// <summary>Kinds that people enter, in the order of the columns.</summary>
    public static readonly IReadOnlyList<EvidenceKind> Kinds =
    [
        EvidenceKind.Waived, EvidenceKind.SignedOff, EvidenceKind.SessionAttended, EvidenceKind.SupervisionAttended, EvidenceKind.TaskAssessed,
        EvidenceKind.OutsideTraining, EvidenceKind.ModuleCompleted,
    ];

    [BindProperty(SupportsGet = true)] public int? Street { get; set; }

    /// <summary>Null = too many people for one page.</summary>
    public IReadOnlyList<HandRow>? Rows { get; private set; }

    public IReadOnlyDictionary<int, string> Streets { get; private set; } = new Dictionary<int, string>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        frame.Title = text["靠人工登记的证书"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificates";
        Streets = (await people.ReportingUnitsAsync(cancel)).Where(u => u.Kind != OrgUnitKind.District).ToDictionary(u => u.Id, u => u.Name);
        Rows = await count.ByStreetAsync(AssignmentScope.Of(User), Street, cancel);
    }
}
