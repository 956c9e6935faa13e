using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Services;
using Training.Modules.Certification.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certificates.Pages;

/// <summary>The certificate as a sheet of paper, A4 landscape, for printing from the browser.</summary>
public sealed class CertificatePrintModel(CertificateDesk desk, CertificateSheets sheets, CertificateFonts fonts, PageFrame frame, Text text) : PageModel
{
    public CertificateSheet Sheet { get; private set; } = null!;
    public QrCode Qr { get; private set; } = null!;
    public string MissingNote { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel)
    {
        if (await desk.FindAsync(User, number, cancel) is not { } found) return NotFound();
        Sheet = await sheets.ForAsync(found.Certificate, Request, cancel);
        MissingNote = CertificateSheet.NoteOn(fonts.Missing(Sheet.Holder));
        Qr = new QrCode(Sheet.VerifyUrl);
        frame.Title = text["证书 {0}", number];
        frame.Layout = "Layout-Print";
        frame.BodyClass = "landscape";
        return Page();
    }
}
