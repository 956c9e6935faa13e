using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Training.Modules.Certificates.Services;
using Training.Modules.Certificates.Transcripts;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Certificates.Pages;

/// <summary>
/// 证书核验, public: an empty form, or the verdict on one number or code. Limited by address, so that numbers cannot be
/// gone through; who asks is not recorded.
/// </summary>
[AllowAnonymous, EnableRateLimiting(SecurityServices.GuessingLimit)]
public sealed class VerifyModel(Verification verification, TranscriptDesk transcripts, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public string Typed { get; private set; } = "";
    public bool Asked { get; private set; }
    public PublicCertificate? Found { get; private set; }
    public PublicTranscript? Transcript { get; private set; }
    public DateTime Now { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? number, string? no, CancellationToken cancel)
    {
        frame.Title = text["证书核验"];
        frame.Area = Area.Public;
        frame.Nav = "verify";
        Now = clock.UtcNow();
        // The form works without script: it asks with ?no=, and the answer has an address of its own.
        if (number is null && !string.IsNullOrWhiteSpace(no))
        {
            var typed = no.Trim();
            if (typed.Length > CertificateNumber.TypedMax) typed = typed[..CertificateNumber.TypedMax];
            return Redirect($"{Request.PathBase}/verify/{Uri.EscapeDataString(CertificateNumber.Parse(typed) ?? typed)}");
        }
        if (number is null) return Page();
        (Typed, Asked) = (number.Length > CertificateNumber.TypedMax ? number[..CertificateNumber.TypedMax] : number, true);
        Found = await verification.FindAsync(Typed, cancel);
        if (Found is null) Transcript = await transcripts.VerifyAsync(Typed, cancel);
        // Said in words on the page, and in its status for machines.
        if (Found is null && Transcript is null) Response.StatusCode = StatusCodes.Status404NotFound;
        // A link to a certificate is not for search engines.
        Response.Headers["X-Robots-Tag"] = "noindex";
        return Page();
    }
}
