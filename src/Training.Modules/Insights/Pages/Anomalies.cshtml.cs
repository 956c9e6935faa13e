using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Courseware.Services;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.Insights.Services;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Insights.Pages;

/// <summary>异常提示: what the nightly rules noticed. Somebody looks, and lays it aside with a note; nothing happens by itself.</summary>
[Authorize(InsightsPermissions.ReviewAnomalies)]
public sealed class AnomaliesModel(
    RatesFrame frame, TenantDb db, UnitOfWork unit, AuditLog audit, AnomalyFinder finder, ChangeQuery people, Catalog catalog, JobQueue queue, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 25;

    /// <summary>Names of one anomaly.</summary>
    public const int MostNames = 60;

    public RatesStart Start { get; private set; } = null!;
    public bool Dismissed { get; private set; }
    public IReadOnlyList<Anomaly> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int CurrentPage { get; private set; } = 1;
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public JobView? Latest { get; private set; }
    public Anomaly? Opened { get; private set; }
    public IReadOnlyList<(string Name, string StaffNo, string Ref)> Names { get; private set; } = [];
    public string? Refusal { get; private set; }
    public string Typed { get; private set; } = "";
    [TempData] public string? Done { get; set; }

    private IReadOnlyDictionary<string, string> _modules = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FillAsync(Request.Query["open"], cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDismissAsync(string? reference, string? note, CancellationToken cancel)
    {
        if (!await FillAsync(reference, cancel) || Opened is null) return NotFound();
        Typed = note?.Trim() ?? "";
        if (Typed.Length is 0 or > Anomaly.NoteMax)
        {
            Refusal = Typed.Length == 0 ? text["请写一句看的结果，例如“已问过街镇，是集中培训后补点”。"] : text["说明太长，请写在 {0} 个字以内。", Anomaly.NoteMax];
            return Page();
        }
        var done = await unit.RunAsync(async () =>
        {
            // Only the first one counts: who comes second sees that it has been done.
            var (now, by) = (clock.UtcNow(), User.Name());
            var changed = await db.Set<Anomaly>().Where(a => a.Ref == Opened.Ref && a.DismissedUtc == null)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.DismissedUtc, now).SetProperty(a => a.DismissedBy, by).SetProperty(a => a.Note, Typed), cancel);
            if (changed == 1) audit.Add("Insights", "AnomalyDismissed", Opened.Ref, $"看过异常提示“{Opened.Rule.Title()}”（{Opened.Day:yyyy-MM-dd}）：{Typed}");
            return changed == 1;
        }, cancel);
        Done = done ? text["已记下看的结果。"] : text["别人已经处理过这一条。"];
        return Redirect(Request.PathBase + "/console/anomalies");
    }

    public string Sentence(Anomaly anomaly) =>
        AnomalyWords.Sentence(text, anomaly, anomaly.UnitId is { } id ? Start.StreetName(id) : "", _modules.GetValueOrDefault(anomaly.Subject, anomaly.Subject));

    public string Address(int page = 1, string? open = null) => "?" + string.Join('&', new[]
    {
        Dismissed ? "state=dismissed" : null, page > 1 ? string.Create(CultureInfo.InvariantCulture, $"page={page}") : null, open is null ? null : "open=" + open,
    }.OfType<string>());

    private async Task<bool> FillAsync(string? open, CancellationToken cancel)
    {
        if (await frame.OpenAsync(HttpContext, "anomalies", "异常提示", cancel) is not { } start) return false;
        Start = start;
        Dismissed = Request.Query["state"] == "dismissed";
        _modules = (await catalog.ModulesAsync(cancel)).DistinctBy(m => m.Code).ToDictionary(m => m.Code, m => m.Title);
        var rows = db.Set<Anomaly>().AsNoTracking().Where(a => Dismissed ? a.DismissedUtc != null : a.DismissedUtc == null);
        Total = await rows.CountAsync(cancel);
        CurrentPage = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, Pages) : 1;
        Rows = await rows.OrderByDescending(a => a.Id).Skip((CurrentPage - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        Latest = await queue.LatestAsync(FindAnomalies.Id, cancel);
        if (string.IsNullOrEmpty(open)) return true;
        Opened = await db.Set<Anomaly>().AsNoTracking().FirstOrDefaultAsync(a => a.Ref == open, cancel);
        if (Opened is null) return false;
        var ids = (await finder.PeopleOfAsync(Opened, cancel)).Take(MostNames).ToList();
        if (ids.Count > 0) Names = [.. (await people.NamesAsync(ids, cancel)).Values.OrderBy(p => p.StaffNo, StringComparer.Ordinal)];
        return true;
    }
}
