using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;

namespace Training.Modules.Insights.Pages;

/// <summary>A street and role that differs between the two days.</summary>
/// <param name="TellsParts">已完成 and 即将到期 too.</param>
public sealed record ComparedCell(OrgUnit Street, TrainingRole Role, RateCounts From, RateCounts To, bool Told, bool TellsParts, IReadOnlyList<CauseCount>? Causes)
{
    public int Change(Measure measure) => To[measure] - From[measure];
}

/// <summary>How many changes have one cause, and what they add to 应训 and 持证.</summary>
public sealed record CauseCount(Cause Cause, int Count, int Required, int Certified);

/// <summary>Somebody whose post counts otherwise.</summary>
/// <param name="Ref">Of the person, for a link; null where the post has ended.</param>
public sealed record ChangedName(Change Change, Cause Cause, string Name, string StaffNo, string? Ref);

/// <summary>两日对比: what differs between two days, why, and who (within the scope).</summary>
[Authorize(ReportingPermissions.ViewRates)]
public sealed class CompareModel(RatesFrame frame, RateQuery rates, OwnRates own, ChangeQuery changes, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    public RatesStart Start { get; private set; } = null!;
    public ComparedBoard Board { get; private set; } = null!;
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public bool IsForecast => To > Start.Selection.Today;
    public bool DateRefused { get; private set; }
    public RateCounts Before { get; private set; } = RateCounts.Zero;
    public RateCounts After { get; private set; } = RateCounts.Zero;
    public RateCounts PeopleBefore { get; private set; } = RateCounts.Zero;
    public RateCounts PeopleAfter { get; private set; } = RateCounts.Zero;

    /// <summary>The totals of the line and scheme are told.</summary>
    public bool Told { get; private set; }
    public bool TellsParts { get; private set; }
    public IReadOnlyList<CauseCount> Totals { get; private set; } = [];

    /// <summary>Counts by cause that the reader is not told.</summary>
    public CauseBoard Small { get; private set; } = new([]);
    public IReadOnlyList<ComparedCell> Cells { get; private set; } = [];

    /// <summary>All changes of the scope are listed, not only the first ones.</summary>
    public bool Complete { get; private set; } = true;
    public IReadOnlyList<ChangedName> Names { get; private set; } = [];
    public Cause? Only { get; private set; }
    public int InScope { get; private set; }
    public int CurrentPage { get; private set; } = 1;
    public int Pages => Math.Max(1, (InScope + PageSize - 1) / PageSize);

    private Line? Line => Start.Selection.Line;
    private TrainingRole? Scheme => Start.Selection.Scheme;

    public async Task<IActionResult> OnGetAsync(string? from, string? to, CancellationToken cancel)
    {
        if (await frame.OpenAsync(HttpContext, "compare", "两日对比", cancel) is not { } start) return NotFound();
        Start = start;
        ReadDays(from, to);
        Only = Slug.Parse<Cause>(Request.Query["cause"]);
        var then = await rates.TableAsync(From, cancel);
        var now = await rates.TableAsync(To, then.Log, cancel);
        Board = new(then, now, start, (await own.CellsAsync(start.Figures, From, then.Log, cancel), await own.CellsAsync(start.Figures, To, then.Log, cancel)),
            (await own.DoublesAsync(start.Figures, then, Line, cancel), await own.DoublesAsync(start.Figures, now, Line, cancel)));
        (Before, After) = Board.Of(null, Scheme, Line);
        (PeopleBefore, PeopleAfter) = Board.PeopleOf(Scheme, Line);
        (Told, TellsParts) = (Board.Tells(null, Scheme, Line), Board.TellsParts(null, Scheme, Line));
        var every = await changes.CountsAsync(From, To, then.Log, cancel);
        Totals = Counted(every.Where(Fits));
        var streets = start.Streets.ToDictionary(s => s.Id);
        var toldCells = every.GroupBy(c => (c.UnitId, c.Role))
            .Where(g => streets.TryGetValue(g.Key.UnitId, out var of) && CausesOf(of, g.Key.Role, Board.Tells(of, g.Key.Role, null), g) is not null).Select(g => g.Key).ToHashSet();
        Small = new([.. every.Select(c => new SeenCount(c, start.InScope(c.UnitId, c.Line) || toldCells.Contains((c.UnitId, c.Role))))], (line, role) => !Board.Tells(null, role, line));
        var byCell = every.Where(Fits).ToLookup(c => (c.UnitId, c.Role));
        var roles = Scheme is { } scheme ? [scheme] : RoleFacts.All;
        Cells =
        [
            .. from street in start.Streets
               from role in roles
               let counts = Board.Of(street, role, Line)
               where byCell[(street.Id, role)].Any() || Compared.Any(m => counts.From[m] != counts.To[m])
               let told = Board.Tells(street, role, null)
               select new ComparedCell(street, role, counts.From, counts.To, told, Board.TellsParts(street, role, null), CausesOf(street, role, told, byCell[(street.Id, role)])),
        ];
        await ListAsync(then.Log, cancel);
        return Page();
    }

    /// <summary>What the table of streets compares.</summary>
    public static IReadOnlyList<Measure> Compared { get; } = [Measure.Required, Measure.Completed, Measure.Certified, Measure.ExpiringSoon];

    /// <summary>"?from=…&amp;to=…" of this page.</summary>
    public string Address(Cause? cause = null, int page = 1) => FormattableString.Invariant($"?from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}")
        + (Line is { } l ? "&line=" + Slug.Of(l) : "") + (Scheme is { } s ? "&scheme=" + Slug.Of(s) : "")
        + (cause is { } c ? "&cause=" + Slug.Of(c) : "") + (page > 1 ? FormattableString.Invariant($"&page={page}") : "");

    private bool Fits(ChangeCount change) => (Line is null || change.Line == Line) && (Scheme is null || change.Role == Scheme);

    private async Task ListAsync(RateLog log, CancellationToken cancel)
    {
        var (all, complete) = await changes.NamedAsync(From, To, Start.Scope, log, cancel);
        Complete = complete;
        var seen = all.Where(c => (Line is null || c.Change.Line == Line) && (Scheme is null || c.Change.Role == Scheme) && (Only is null || c.Cause == Only)).ToList();
        InScope = seen.Count;
        CurrentPage = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, Pages) : 1;
        var shown = seen.Skip((CurrentPage - 1) * PageSize).Take(PageSize).ToList();
        if (shown.Count == 0) return;
        var holders = await changes.HoldersAsync([.. shown.Select(c => c.Change.AssignmentId)], cancel);
        Names =
        [
            .. from c in shown
               where holders.ContainsKey(c.Change.AssignmentId)
               let holder = holders[c.Change.AssignmentId]
               let stands = holder.End is null || holder.End >= Start.Selection.Today
               select new ChangedName(c.Change, c.Cause, holder.Name, holder.StaffNo, Start.Scope.CoversAll || stands ? holder.Ref : null),
        ];
    }

    /// <summary>Outside the scope causes are told only where none of them stands for a few people.</summary>
    private List<CauseCount>? CausesOf(OrgUnit street, TrainingRole role, bool told, IEnumerable<ChangeCount> changed)
    {
        if (!told) return null;
        var all = changed.ToList();
        var counts = Counted(all);
        return all.TrueForAll(c => Start.InScope(street.Id, c.Line)) || counts.All(c => c.Count >= RateCell.Few) ? counts : null;
    }

    private static List<CauseCount> Counted(IEnumerable<ChangeCount> changed) =>
        [.. changed.GroupBy(c => c.Cause).OrderBy(g => g.Key).Select(g => new CauseCount(g.Key, g.Sum(c => c.Count), g.Sum(c => c.Count * c.Required), g.Sum(c => c.Count * c.Certified)))];

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
