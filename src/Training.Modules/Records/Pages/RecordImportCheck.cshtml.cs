using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Records.Import;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Records.Pages;

/// <summary>导入, second step: what the file would do, with each fault's row and column; third step: what it did.</summary>
[Authorize(RecordPermissions.KeepRecords)]
public sealed class RecordImportCheckModel(ImportDesk desk, PageFrame frame, Text text) : DeskPage(frame, text)
{
    /// <summary>Faults listed on the page; the file with all of them can be downloaded.</summary>
    public const int Shown = 200;

    public EvidenceImport Import { get; private set; } = null!;

    /// <summary>Null once it has been applied.</summary>
    public ImportPlan? Plan { get; private set; }

    /// <summary>Pressed, and not done: something changed since the check.</summary>
    public bool Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await FillAsync(reference, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        if (await desk.FindAsync(User, reference, cancel) is not { } import) return NotFound();
        if (await desk.ApplyAsync(User, import, cancel) is not null) return Redirect($"{Request.PathBase}/console/records/import/{reference}");
        Refused = true;
        return await FillAsync(reference, cancel) ?? Page();
    }

    private async Task<IActionResult?> FillAsync(string reference, CancellationToken cancel)
    {
        if (await desk.FindAsync(User, reference, cancel) is not { } import) return NotFound();
        SetFrame(Text["导入学习记录"]);
        Import = import;
        if (import.AppliedUtc is not null) return null;
        Plan = await desk.PlanAsync(User, import, cancel);
        return Plan is null ? Redirect(Request.PathBase + "/console/records/import") : null;
    }
}
