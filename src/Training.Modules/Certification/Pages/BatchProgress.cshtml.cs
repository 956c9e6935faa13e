using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Services;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>How far a batch is; for the officer who ordered it.</summary>
[Authorize(CertificationPermissions.IssueCertificates)]
public sealed class BatchProgressModel(Batches batches, PageFrame frame, Text text) : PageModel
{
    public JobView Job { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await batches.FindAsync(User, reference, cancel) is not { } job) return NotFound();
        Job = job;
        frame.Title = text[Batches.TitleOf(job)];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificates";
        return Page();
    }
}
