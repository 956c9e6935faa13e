using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Exchange.Desk;
using Training.Modules.Exchange.Import;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Localization;

namespace Training.Modules.Exchange.Pages;

/// <summary>What an uploaded set would do, fault by fault; then what it did.</summary>
[Authorize(ExchangePermissions.ExchangeFacts)]
public sealed class FactsCheckModel(FactsDesk desk, JobQueue jobs, PageFrame frame, Text text) : FactsPage(frame, text)
{
    public FactImport Import { get; private set; } = null!;

    /// <summary>Null while it is looked at.</summary>
    public FactsReport? Report { get; private set; }

    /// <summary>Under way beside the page.</summary>
    public bool Working => Import.State is FactImportState.Checking or FactImportState.Importing && !Failed;

    /// <summary>The job gave up; its page says why.</summary>
    public bool Failed { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await desk.FindAsync(User, reference, cancel) is not { } import) return NotFound();
        SetFrame();
        Import = import;
        Report = import.ReportJson is { } json ? FactsReport.Read(json) : null;
        Failed = import.State is FactImportState.Checking or FactImportState.Importing
            && import.JobRef is { } job && (await jobs.FindAsync(job, cancel)) is not { IsOpen: true };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        if (await desk.FindAsync(User, reference, cancel) is not { } import) return NotFound();
        if (import.ReportJson is { } json && FactsReport.Read(json).Good) await desk.ApplyAsync(import, cancel);
        return Redirect($"{Request.PathBase}{Address}/{reference}");
    }
}
