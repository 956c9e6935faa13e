using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certificates.Services;
using Training.Modules.Certification.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Settings;

namespace Training.Modules.Certificates.Pages;

/// <summary>One certificate, for its holder and for staff in scope.</summary>
public sealed class CertificateModel(CertificateDesk desk, CertificateSheets sheets, SettingsStore settings, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public PassCard Card { get; private set; } = null!;
    public bool IsMine { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel)
    {
        if (await desk.FindAsync(User, number, cancel) is not { } found) return NotFound();
        var site = await settings.GetAsync<SiteSettings>(cancel);
        Card = new(found, clock.Today(), site.Name, site.SubName, await sheets.VerifyUrlAsync(found.Certificate, Request, cancel));
        IsMine = People.Services.PersonClaimsReading.PersonId(User) == found.Certificate.PersonId;
        frame.Title = text["证书 {0}", number];
        frame.Nav = "certificates";
        return Page();
    }
}
