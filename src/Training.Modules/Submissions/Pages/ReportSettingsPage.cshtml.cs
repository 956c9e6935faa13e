using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Submissions.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Pages;

/// <summary>Deadlines in days after the as-of day, and the day of the annual report; for periods that open afterwards.</summary>
[Authorize(SubmissionPermissions.SubmitReports)]
public sealed class ReportSettingsPageModel(SettingsStore settings, UnitOfWork unit, AuditLog audit, CurrentTenant tenant, PageFrame frame, Text text) : ReportPage(frame, text)
{
    public ReportSettings Settings { get; private set; } = new();
    public string? Refusal { get; private set; }

    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (tenant.Required.IsDefault) return NotFound();
        SetFrame(Text["期限设置"]);
        Settings = await settings.GetAsync<ReportSettings>(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm] int monthConfirm, [FromForm] int monthSubmit, [FromForm] int quarterConfirm, [FromForm] int quarterSubmit, [FromForm] int yearConfirm, [FromForm] int yearSubmit,
        [FromForm] string? yearEnd, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault) return NotFound();
        SetFrame(Text["期限设置"]);
        Settings = (await settings.GetAsync<ReportSettings>(cancel)) with
        {
            Month = new(monthConfirm, monthSubmit), Quarter = new(quarterConfirm, quarterSubmit), Year = new(yearConfirm, yearSubmit), YearEndsInDecember = yearEnd == "12-31",
        };
        if (Settings.Refuse() is { } refusal)
        {
            Refusal = Text[refusal];
            return Page();
        }
        await unit.RunAsync(async () =>
        {
            await settings.SetAsync(Settings, cancel);
            audit.Add("Settings", "ReportDeadlinesChanged", nameof(ReportSettings), $"改了报表期限：月报 {monthConfirm}/{monthSubmit} 天，季报 {quarterConfirm}/{quarterSubmit} 天，年报 {yearConfirm}/{yearSubmit} 天，截至 {(Settings.YearEndsInDecember ? "12月31日" : "11月30日")}。");
        }, cancel);
        Done = Text["已存。以后开始的各期按新的期限。"];
        return Redirect(Request.PathBase + "/console/reports/settings");
    }
}
