using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.Insights.Services;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Localization;

namespace Training.Modules.Insights.Pages;

/// <summary>培训效果: before and after, by module and question, with intervals and without names.</summary>
[Authorize(ReportingPermissions.ViewRates)]
public sealed class TrainingEffectModel(RatesFrame frame, TenantDb db, Catalog catalog, KnowledgeChecks checks, JobQueue queue, Text text) : PageModel
{
    public RatesStart Start { get; private set; } = null!;
    public IReadOnlyList<(ModuleView Module, EffectFigure? Figure)> Rows { get; private set; } = [];
    public ModuleView? Module { get; private set; }
    public IReadOnlyList<(CheckQuestion Question, EffectItem? Item)> Items { get; private set; } = [];
    public JobView? Latest { get; private set; }

    /// <summary>Figures whose number of people is hidden beside a small one.</summary>
    private readonly HashSet<long> _beside = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await frame.OpenAsync(HttpContext, "effect", "培训效果", cancel) is not { } start) return NotFound();
        Start = start;
        // A street or a line, not both: cells of both would nearly always be too small to say anything.
        int? unit = start.Selection.Unit?.Id;
        var line = unit is null ? start.Selection.Line : null;
        var figures = await db.Set<EffectFigure>().AsNoTracking().Where(f => f.UnitId == unit && f.Line == line).OrderBy(f => f.Id).Take(500).ToListAsync(cancel);
        var byCode = figures.DistinctBy(f => f.ModuleCode).ToDictionary(f => f.ModuleCode);
        Rows = [.. (await catalog.ModulesAsync(cancel)).Select(m => (m, byCode.GetValueOrDefault(m.Code)))];
        if (unit is not null || line is not null) await HideAsync(unit is not null, cancel);
        Latest = await queue.LatestAsync(MeasureEffect.Id, cancel);
        if (await catalog.ByCodeAsync(Request.Query["module"].ToString(), cancel) is { } module) await ItemsAsync(module, cancel);
        return Page();
    }

    /// <summary>n, where a small one tells nothing of anybody.</summary>
    public static string People(int count) => count is > 0 and < RateCell.Few ? "<" + RateCell.Few : count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>
    /// How many were tested, as it is told: fewer than five of a street or line are not counted, and if that is one alone, the smallest
    /// of the others neither, or it would follow from the whole.
    /// </summary>
    public string Told(EffectFigure? figure) => figure is not null && _beside.Contains(figure.Id) ? "＊" : People(figure?.People ?? 0);

    /// <summary>72.0%（65–79%）; too few is said in words.</summary>
    public string Average(Moments moments) => moments.Count < Wilson.Enough || moments.Half is not { } half ? text[Verdict.TooFew.Title()]
        : text["{0}（{1}–{2}%）", Percent(moments.Mean), Whole(Math.Max(0, moments.Mean - half)), Whole(Math.Min(100, moments.Mean + half))];

    /// <summary>Share of those who passed; "—" where nobody is signed off for this module.</summary>
    public string SignedOff(EffectFigure? figure) => figure is null or { SignedOff: 0 } ? "—" : Share(figure.SignedOff, figure.Passed);

    public string Difference(Contrast contrast) => contrast.Verdict == Verdict.TooFew || contrast.Half is not { } half ? text[Verdict.TooFew.Title()]
        : text["{0}（{1} 到 {2}）", Signed(contrast.Mean), Signed(contrast.Mean - half), Signed(contrast.Mean + half)];

    /// <summary>62.0%（54–70%）; too few is said in words.</summary>
    public string Share(int right, int of)
    {
        if (of < Wilson.Enough) return text[Verdict.TooFew.Title()];
        var (low, high) = Wilson.Of(right, of).Tenths;
        return text["{0}（{1}–{2}%）", new Reporting.Models.Rate(right, of).Percent, (low + 5) / 10, (high + 5) / 10];
    }

    /// <summary>+12（+8 到 +16）; too few is said in words.</summary>
    public string Difference(Moments moments, double scale = 1) => moments.Count < Wilson.Enough || moments.Half is not { } half ? text[Verdict.TooFew.Title()]
        : text["{0}（{1} 到 {2}）", Signed(moments.Mean * scale), Signed((moments.Mean - half) * scale), Signed((moments.Mean + half) * scale)];

    /// <summary>What is left after half a year: no clear change is the good answer here.</summary>
    public static string KeptTitle(Verdict verdict) => verdict switch { Verdict.TooFew => "样本不足", Verdict.Worse => "明显下降", Verdict.Better => "更好了", _ => "保持住了" };

    public string Address(string module) => "?module=" + Uri.EscapeDataString(module)
        + (Start.Selection.Unit is { } unit ? "&unit=" + Uri.EscapeDataString(unit.Code) : "")
        + (Start.Selection.Line is { } line ? "&line=" + Reporting.Models.Slug.Of(line) : "") + "#items";

    private async Task HideAsync(bool streets, CancellationToken cancel)
    {
        var all = await db.Set<EffectFigure>().AsNoTracking().Where(f => streets ? f.UnitId != null : f.Line != null).OrderBy(f => f.Id)
            .Select(f => new { f.Id, f.ModuleCode, f.People }).Take(20_000).ToListAsync(cancel);
        foreach (var module in all.GroupBy(f => f.ModuleCode))
            if (module.Count(f => f.People is > 0 and < RateCell.Few) == 1 && module.Where(f => f.People >= RateCell.Few).OrderBy(f => f.People).ThenBy(f => f.Id).FirstOrDefault() is { } other)
                _beside.Add(other.Id);
    }

    private async Task ItemsAsync(ModuleView module, CancellationToken cancel)
    {
        Module = module;
        if (await checks.ByCodeAsync(module.Code, cancel) is not { } bank) return;
        var items = await db.Set<EffectItem>().AsNoTracking().Where(i => i.ModuleCode == module.Code).OrderBy(i => i.Id).Take(300).ToListAsync(cancel);
        var byKey = items.DistinctBy(i => i.QuestionKey).ToDictionary(i => i.QuestionKey);
        Items = [.. bank.Part.Questions.Select(q => (q, byKey.GetValueOrDefault(q.Key)))];
    }

    /// <summary>A mean of shares, rounded like a <see cref="Reporting.Models.Rate"/>: to a ten-thousandth of a percent it is one.</summary>
    private static string Percent(double mean) => new Reporting.Models.Rate((int)Math.Clamp(Math.Round(mean * 10_000, MidpointRounding.AwayFromZero), mean > 0 ? 1 : 0, mean < 100 ? 999_999 : 1_000_000), 1_000_000).Percent;

    private static int Whole(double percent) => (int)Math.Round(percent, MidpointRounding.AwayFromZero);

    private static string Signed(double points) => Math.Round(points, MidpointRounding.AwayFromZero) switch
    {
        > 0 and var p => "+" + p.ToString("0", CultureInfo.InvariantCulture),
        < 0 and var p => "−" + (-p).ToString("0", CultureInfo.InvariantCulture),
        _ => "0",
    };
}
