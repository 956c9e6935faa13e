using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Certification.Pages;

/// <summary>One line of the form, as typed.</summary>
/// <param name="When">always, from or later.</param>
/// <param name="Fault">What is wrong with it; null = nothing.</param>
public sealed record OpeningInput(StreetOpens Now, string When, string? Day, string? Fault = null);

/// <summary>分批开放 of one role: a line for each 街镇, saved on a second look at whom it concerns.</summary>
[Authorize(CertificationPermissions.ManageSchemes)]
public sealed class OpeningsModel(OpeningDesk desk, SchemeTable schemes, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public const string Always = "always", From = "from", Later = "later";

    public TrainingRole Role { get; private set; }
    public IReadOnlyList<OpeningInput> Lines { get; private set; } = [];

    /// <summary><see cref="RoleOpenings.Seen"/> of what is shown.</summary>
    public long Seen { get; private set; }

    /// <summary>What would change; null before somebody asked.</summary>
    public IReadOnlyList<OpeningChange>? Changes { get; private set; }

    public string? Refusal { get; private set; }

    [TempData] public string? Done { get; set; }

    public string Address => "/console/schemes/openings/" + SchemeReader.Slug(Role);
    public string Earliest => Written(OpeningDesk.FirstDay);
    public string Latest => Written(clock.Today().AddYears(OpeningDesk.YearsAhead));

    public async Task<IActionResult> OnGetAsync(string role, CancellationToken cancel) => await OpenAsync(role, cancel) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostPreviewAsync(string role, CancellationToken cancel)
    {
        if (await OpenAsync(role, cancel) is not { } now) return NotFound();
        if (Read() is { } wanted)
        {
            Changes = await desk.ChangesAsync(Role, now, wanted, cancel);
            if (Changes.Count == 0) (Changes, Refusal) = (null, text["没有改动：每个街镇都和现在一样。"]);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string role, long seen, CancellationToken cancel)
    {
        if (await OpenAsync(role, cancel) is null) return NotFound();
        if (Read() is not { } wanted) return Page();
        if (await desk.SaveAsync(Role, wanted, seen, User.UserId(), cancel) is not { } changed)
        {
            await OpenAsync(role, cancel);
            Refusal = text["没有保存：你看的时候，另一位同事改过开放日。下面是现在的，请重新改。"];
            return Page();
        }
        Done = changed == 0 ? text["没有改动：每个街镇都和现在一样。"] : text["已保存 {0} 个街镇的开放日，持证统计正在重算。要改回去，再改一次就可以。", changed];
        return Redirect(Request.PathBase + Address);
    }

    /// <summary>一直开放, 2026年9月1日起, 还没有开放.</summary>
    public string Said(DateOnly day) => day == StreetOpening.Always ? text["一直开放"] : day == StreetOpening.NotYet ? text["还没有开放"] : text["{0}起", text.Date(day)];

    /// <returns>What is stored; null for no role that has a scheme.</returns>
    private async Task<RoleOpenings?> OpenAsync(string slug, CancellationToken cancel)
    {
        var found = RoleFacts.All.Where(r => SchemeReader.Slug(r) == slug).ToList();
        if (found.Count == 0 || (await schemes.AllAsync(cancel)).Of(found[0]).Count == 0) return null;
        Role = found[0];
        frame.Schemes(text["{0}：分批开放", text[Role.Title()]]);
        var now = await desk.OfAsync(Role, cancel);
        Seen = now.Seen;
        Lines = [.. now.Streets.Select(s => new OpeningInput(s, s.OpensOn == StreetOpening.Always ? Always : s.OpensOn == StreetOpening.NotYet ? Later : From,
            s.OpensOn == StreetOpening.Always || s.OpensOn == StreetOpening.NotYet ? null : Written(s.OpensOn)))];
        return now;
    }

    /// <summary>The form over what is stored; a line that was not sent stays as it is.</summary>
    /// <returns>First days by 街镇; null when something is to be mended first.</returns>
    private Dictionary<int, DateOnly>? Read()
    {
        var wanted = new Dictionary<int, DateOnly>();
        Lines = [.. Lines.Select(Typed)];
        if (Lines.All(l => l.Fault is null)) return wanted;
        Refusal = text["有 {0} 个街镇没有填对，改好再保存。", Lines.Count(l => l.Fault is not null)];
        return null;

        OpeningInput Typed(OpeningInput line)
        {
            var id = line.Now.Street.Id.ToString(CultureInfo.InvariantCulture);
            if (Request.Form["when-" + id].FirstOrDefault() is not { } when) return line;
            line = line with { When = when, Day = Request.Form["day-" + id].FirstOrDefault()?.Trim() };
            var day = when switch
            {
                Always => StreetOpening.Always,
                Later => StreetOpening.NotYet,
                From when DateOnly.TryParseExact(line.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var typed) => typed,
                _ => (DateOnly?)null,
            };
            if (day is null && when != From) return line with { Fault = text["请在三项里选一项。"] };
            if (day is null) return line with { Fault = string.IsNullOrEmpty(line.Day) ? text["请填从哪一天起开放。"] : text["没有“{0}”这一天，日期写成 2026-09-01 这样。", line.Day] };
            // The two words for no day are no days that may be typed.
            if (!desk.IsPossible(day.Value) || (when == From && (day == StreetOpening.Always || day == StreetOpening.NotYet)))
                return line with { Fault = text["开放日要在 {0} 到 {1} 之间。", Earliest, Latest] };
            wanted[line.Now.Street.Id] = day.Value;
            return line;
        }
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
