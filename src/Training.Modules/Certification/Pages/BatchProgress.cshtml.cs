using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Certification.Pages;

/// <summary>How far a batch is; for the officer who ordered it.</summary>
[Authorize(CertificationPermissions.IssueCertificates)]
public sealed class BatchProgressModel(TenantDb db, JobQueue jobs, PageFrame frame, Text text) : PageModel
{
    public JobView Job { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        var userId = User.UserId();
        if (!await db.Set<Job>().AnyAsync(j => j.Ref == reference && j.Name == BatchIssueJob.JobName && j.ByUserId == userId, cancel)
            || await jobs.FindAsync(reference, cancel) is not { } job) return NotFound();
        Job = job;
        frame.Title = text["批量审核发证"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificates";
        return Page();
    }
}
