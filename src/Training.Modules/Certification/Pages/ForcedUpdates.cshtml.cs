using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Certification.Pages;

/// <summary>强制更新: announced on a second look, with how many certificates it concerns.</summary>
[Authorize(CertificationPermissions.ManageSchemes)]
public sealed class ForcedUpdatesModel(ModuleUpdates updates, UpdateReach reach, Catalog catalog, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    /// <summary>Updates listed, newest first.</summary>
    private const int Listed = 50;

    [BindProperty] public string? Module { get; set; }
    [BindProperty] public string? Days { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>None = all.</summary>
    [BindProperty] public IReadOnlyList<Line> Lines { get; set; } = [];

    /// <summary>Lines that train anybody.</summary>
    public static IReadOnlyList<Line> Selectable { get; } = [.. RoleFacts.All.Select(r => r.LineOf()).Distinct().Order()];

    public IReadOnlyList<(string Code, string Title)> Modules { get; private set; } = [];
    public IReadOnlyList<ForcedUpdate> Past { get; private set; } = [];

    /// <summary>What it would concern; null before somebody asked.</summary>
    public Reached? Touched { get; private set; }

    public DateOnly Deadline { get; private set; }
    public string? Refusal { get; private set; }

    [TempData] public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken cancel)
    {
        Days = ForcedUpdate.DefaultDays.ToString(CultureInfo.InvariantCulture);
        return FillAsync(cancel);
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        await CheckAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAnnounceAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        if (await CheckAsync(cancel) is not { } days) return Page();
        if (await updates.ForceAsync(Module!, days, Reason!, Lines, User.UserId(), cancel) is { } refusal)
        {
            (Refusal, Touched) = (text[refusal], null);
            return Page();
        }
        Done = text["模块 {0} 的强制更新已发布，最晚{1}当天学完。", Module, text.Date(Deadline)];
        return Redirect(Request.PathBase + "/console/schemes/forced-updates");
    }

    /// <returns>Days; null when something is to be mended first.</returns>
    private async Task<int?> CheckAsync(CancellationToken cancel)
    {
        if (!Modules.Any(m => m.Code == Module)) Refusal = text["请选一个红线模块。"];
        else if (!int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < ForcedUpdate.DaysMin or > ForcedUpdate.DaysMax)
            Refusal = text["期限请填 {0} 到 {1} 之间的天数。", ForcedUpdate.DaysMin, ForcedUpdate.DaysMax];
        else if ((Reason ?? "").Trim().Length is < ForcedUpdate.ReasonMin or > ForcedUpdate.ReasonMax)
            Refusal = text["请写明改了什么，{0} 到 {1} 个字。", ForcedUpdate.ReasonMin, ForcedUpdate.ReasonMax];
        else
        {
            Deadline = clock.Today().AddDays(days);
            Touched = await reach.OfAsync(Module!, Lines, cancel);
            return days;
        }
        return null;
    }

    /// <summary>民政、教育; all where none is named.</summary>
    public string Named(IReadOnlyList<Line> lines) => lines.Count == 0 ? text["全部条线"] : string.Join(text["、"], lines.Select(l => text[l.Title()]));

    private async Task FillAsync(CancellationToken cancel)
    {
        frame.Schemes(text["强制更新"]);
        Modules = [.. (await catalog.ModulesAsync(cancel)).Where(m => m.Part.RedLine).Select(m => (m.Code, m.Title))];
        Past = await updates.ListAsync(Listed, cancel);
    }
}
