using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Reporting.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Pages;

/// <summary>What the district decides about its figures: target, and seats of a training session.</summary>
[Authorize(ReportingPermissions.SetRates)]
public sealed class RateSettingsPageModel(SettingsStore settings, UnitOfWork unit, AuditLog audit, CurrentTenant tenant, PageFrame frame, Text text) : PageModel
{
    /// <summary>As typed.</summary>
    public string? Target { get; private set; }
    public string? Seats { get; private set; }
    public string? Refusal { get; private set; }
    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!SetFrame()) return NotFound();
        var stored = await settings.GetAsync<RateSettings>(cancel);
        (Target, Seats) = (Written(stored.TargetPercent), Written(stored.SeatsPerSession));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? target, [FromForm] string? seats, CancellationToken cancel)
    {
        if (!SetFrame()) return NotFound();
        (Target, Seats) = (target?.Trim(), seats?.Trim());
        var before = await settings.GetAsync<RateSettings>(cancel);
        var after = before with { TargetPercent = Read(Target), SeatsPerSession = Read(Seats) };
        if (after.Refuse() is { } refusal)
        {
            Refusal = text[refusal];
            return Page();
        }
        await unit.RunAsync(async () =>
        {
            await settings.SetAsync(after, cancel);
            audit.Add("Settings", "RateSettingsChanged", nameof(RateSettings),
                $"改了持证率目标和每场名额：目标 {before.TargetPercent}% → {after.TargetPercent}%，每场 {before.SeatsPerSession} → {after.SeatsPerSession} 人。");
        }, cancel);
        Done = text["已存。统计和到期预测按新的算。"];
        return Redirect(Request.PathBase + "/console/rates/settings");
    }

    private bool SetFrame()
    {
        (frame.Title, frame.Area, frame.Layout, frame.Nav) = (text["目标和名额"], Area.Console, "Layout-Console", "rates");
        return !tenant.Required.IsDefault;
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>0 for what is no number: refused like any other that is out of bounds.</summary>
    private static int Read(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
