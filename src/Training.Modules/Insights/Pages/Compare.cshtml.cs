using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;

namespace Training.Modules.Insights.Pages;

/// <summary>A street and role that differs between the two days.</summary>
public sealed record ComparedCell(OrgUnit Street, TrainingRole Role, RateCounts From, RateCounts To, bool Told, IReadOnlyList<CauseCount>? Causes)
{
    public int Required => To.Required - From.Required;
    public int Certified => To.Certified - From.Certified;
}

/// <summary>How many changes have one cause, and what they add to 应训 and 持证.</summary>
public sealed record CauseCount(Cause Cause, int Count, int Required, int Certified);

/// <summary>两日对比: what differs between two days, why, and who (within the scope).</summary>
[Authorize(ReportingPermissions.ViewRates)]
public sealed class CompareModel(RatesFrame frame, RateQuery rates, ChangeQuery changes, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    public RatesStart Start { get; private set; } = null!;
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public bool DateRefused { get; private set; }
    public RateCounts Before { get; private set; } = RateCounts.Zero;
    public RateCounts After { get; private set; } = RateCounts.Zero;
    public IReadOnlyList<CauseCount> Totals { get; private set; } = [];

    /// <summary>Counts by cause that the reader is not told.</summary>
    public CauseBoard Small { get; private set; } = new([]);
    public IReadOnlyList<ComparedCell> Cells { get; private set; } = [];
    public bool Complete { get; private set; } = true;
    public IReadOnlyList<(Change Change, Cause Cause, string Name, string StaffNo)> Names { get; private set; } = [];
    public Cause? Only { get; private set; }
    public int InScope { get; private set; }
    public int CurrentPage { get; private set; } = 1;
    public int Pages => Math.Max(1, (InScope + PageSize - 1) / PageSize);

    public async Task<IActionResult> OnGetAsync(string? from, string? to, CancellationToken cancel)
    {
        if (await frame.OpenAsync(HttpContext, "compare", "两日对比", cancel) is not { } start) return NotFound();
        Start = start;
        ReadDays(from, to);
        Only = Slug.Parse<Cause>(Request.Query["cause"]);
        var (line, district) = (start.Selection.Line, start.District.Id);
        var then = await rates.TableAsync(From, cancel);
        var now = await rates.TableAsync(To, then.Log, cancel);
        (Before, After) = (then.Of(district, null, line), now.Of(district, null, line));
        var found = await changes.BetweenAsync(From, To, [.. start.Streets.Select(s => s.Id)], then.Log, cancel);
        Complete = found.Complete;
        var every = Causes.Of([.. found.All]);
        var all = every.Where(c => line is null || c.Change.Line == line).ToList();
        Totals = Counted(all);
        var byCell = all.ToLookup(c => (c.Change.UnitId, c.Change.Role));
        var (boardThen, boardNow) = (Board(then), Board(now));
        var toldCells = every.GroupBy(c => (c.Change.UnitId, c.Change.Role))
            .Where(g => start.Streets.FirstOrDefault(s => s.Id == g.Key.UnitId) is { } of && CausesOf(of, g.Key.Role, Told(of, g.Key.Role), g) is not null).Select(g => g.Key).ToHashSet();
        Small = new([.. every.Select(c => new CausedChange(c.Change, c.Cause,
            start.InScope(c.Change.UnitId, c.Change.Line) || toldCells.Contains((c.Change.UnitId, c.Change.Role))))]);
        Cells =
        [
            .. from street in start.Streets
               from role in RoleFacts.All
               let a = then.Of(street.Id, role, line)
               let b = now.Of(street.Id, role, line)
               where a.Required != b.Required || a.Certified != b.Certified || byCell[(street.Id, role)].Any()
               let told = Told(street, role)
               select new ComparedCell(street, role, a, b, told, CausesOf(street, role, told, byCell[(street.Id, role)])),
        ];
        await ListAsync(all, cancel);
        return Page();

        RateBoard Board(RateTable table) => new(table, start.District, start.Streets, line, start.Scope);

        bool Told(OrgUnit street, TrainingRole role) => boardThen.Hides(street, role) == Hiding.None && boardNow.Hides(street, role) == Hiding.None;
    }

    /// <summary>"?from=…&amp;to=…" of this page.</summary>
    public string Address(Cause? cause = null, int page = 1)
    {
        var line = Start.Selection.Line is { } l ? "&line=" + Slug.Of(l) : "";
        return FormattableString.Invariant($"?from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}{line}") + (cause is { } c ? "&cause=" + Slug.Of(c) : "") + (page > 1 ? FormattableString.Invariant($"&page={page}") : "");
    }

    private async Task ListAsync(List<(Change Change, Cause Cause)> all, CancellationToken cancel)
    {
        var seen = all.Where(c => Start.InScope(c.Change.UnitId, c.Change.Line) && (Only is null || c.Cause == Only))
            .OrderBy(c => c.Change.UnitId).ThenBy(c => c.Change.Role).ThenBy(c => c.Cause).ThenBy(c => c.Change.AssignmentId).ToList();
        InScope = seen.Count;
        CurrentPage = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, Pages) : 1;
        var shown = seen.Skip((CurrentPage - 1) * PageSize).Take(PageSize).ToList();
        if (shown.Count == 0) return;
        var names = await changes.NamesAsync([.. shown.Select(c => c.Change.PersonId).Distinct()], cancel);
        Names = [.. shown.Where(c => names.ContainsKey(c.Change.PersonId)).Select(c => (c.Change, c.Cause, names[c.Change.PersonId].Name, names[c.Change.PersonId].StaffNo))];
    }

    /// <summary>Outside the scope causes are told only where none of them stands for a few people.</summary>
    private List<CauseCount>? CausesOf(OrgUnit street, TrainingRole role, bool told, IEnumerable<(Change Change, Cause Cause)> changed)
    {
        if (!told) return null;
        var counts = Counted(changed);
        return Start.InScope(street.Id, role.LineOf()) || counts.All(c => c.Count >= RateCell.Few) ? counts : null;
    }

    private static List<CauseCount> Counted(IEnumerable<(Change Change, Cause Cause)> changed) =>
        [.. changed.GroupBy(c => c.Cause).OrderBy(g => g.Key).Select(g => new CauseCount(g.Key, g.Count(), g.Sum(c => c.Change.Effect().Required), g.Sum(c => c.Change.Effect().Certified)))];

    /// <summary>By default the end of the month before and today; the earlier day comes first however they were typed.</summary>
    private void ReadDays(string? from, string? to)
    {
        var today = clock.Today();
        var (a, b) = (new DateOnly(today.Year, today.Month, 1).AddDays(-1), today);
        DateRefused = !Parse(from, ref a) | !Parse(to, ref b);
        (From, To) = a <= b ? (a, b) : (b, a);

        bool Parse(string? text, ref DateOnly day)
        {
            if (string.IsNullOrEmpty(text)) return true;
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
                || read < new DateOnly(2000, 1, 1) || read > today.AddYears(3)) return false;
            day = read;
            return true;
        }
    }
}
