using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certificates.Export;
using Training.Modules.Certificates.Services;
using Training.Modules.Certification;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certificates.Pages;

/// <summary>Orders certificates as a ZIP file, and the officer's own orders of the last seven days.</summary>
[Authorize(CertificationPermissions.IssueCertificates)]
public sealed class ExportListModel(Exports exports, PeopleDirectory people, PageFrame frame, Text text) : PageModel
{
    public IReadOnlyList<OrderedExport> Mine { get; private set; } = [];
    public IReadOnlyList<OrgUnit> Streets { get; private set; } = [];
    [BindProperty] public TrainingRole? Role { get; set; }
    [BindProperty] public int? Street { get; set; }
    [BindProperty] public DateOnly? From { get; set; }
    [BindProperty] public DateOnly? Through { get; set; }
    [BindProperty] public string? Purpose { get; set; }
    public string? Refusal { get; private set; }
    [TempData] public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await exports.OrderAsync(User, new(Role, Street, From, Through), Purpose, CertificateSheets.AddressOf(Request), cancel) is { } refusal)
        {
            Refusal = text[refusal];
            await FillAsync(cancel);
            return Page();
        }
        Done = text["已开始打包，做好后在下面下载。"];
        return Redirect(Request.PathBase + "/console/certificates/exports");
    }

    public async Task<IActionResult> OnPostResumeAsync(string reference, CancellationToken cancel)
    {
        if (!await exports.ResumeAsync(User, reference, cancel)) return NotFound();
        Done = text["接着打包，已经做好的不再重做。"];
        return Redirect(Request.PathBase + "/console/certificates/exports");
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        frame.Title = text["打包下载证书"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificate-exports";
        Streets = [.. (await people.ReportingUnitsAsync(cancel)).Where(u => u.Kind != OrgUnitKind.District)];
        Mine = await exports.MineAsync(User, cancel);
    }
}
