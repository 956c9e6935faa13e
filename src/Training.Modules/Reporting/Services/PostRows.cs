using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.Localization;

namespace Training.Modules.Reporting.Services;

/// <summary>The rows of 任职口径 of a board, with live totals and rates.</summary>
/// <param name="line">The only line looked at; null = each role in its own.</param>
/// <param name="top">Rows above the first.</param>
internal sealed class PostRows(RateBoard board, Line? line, int top, Text text)
{
    /// <summary>Columns of names, before those of counts.</summary>
    public const int Names = 3;

    private static readonly (string Head, Measure Measure)[] Counts =
    [
        ("在岗", Measure.InPost), ("不计入：新入职", Measure.ExcludedNewcomer), ("不计入：请假", Measure.ExcludedLeave), ("不计入：没有方案或未开放", Measure.ExcludedNotYetInScope),
        ("应训", Measure.Required), ("已完成", Measure.Completed), ("持证", Measure.Certified), ("即将到期", Measure.ExpiringSoon), ("过期", Measure.Expired), ("未取证", Measure.NeverCertified),
        ("撤销或暂停", Measure.RevokedOrSuspended), ("免训", Measure.Exempt), ("提前持证", Measure.EarlyCertified), ("应轮训", Measure.AnnualRequired), ("本年已轮训", Measure.RefreshedThisYear),
    ];

    public static readonly IReadOnlyList<string> Heads = ["街镇", "条线", "岗位", .. Counts.Select(c => c.Head), "完训率", "持证率", "年度轮训率"];

    public int Count { get; private set; }

    public IEnumerable<IReadOnlyList<SheetCell>> All()
    {
        foreach (var row in board.Rows)
            foreach (var figure in Block(row.Unit, row.Unit.Name, row.Cells, row.Total)) yield return figure;
        foreach (var figure in Block(null, board.Rows.Count == 0 ? board.District.Name : text["全区"], board.Totals, board.Total)) yield return figure;
    }

    /// <summary>The roles of a unit and their total, which is a live sum unless a small count above it is hidden.</summary>
    private IEnumerable<IReadOnlyList<SheetCell>> Block(OrgUnit? unit, string name, IReadOnlyList<RateCell> cells, RateCounts total)
    {
        var first = top + Count + 1;
        var shown = cells.Where(c => c.Counts[Measure.InPost] > 0).ToList();
        foreach (var cell in shown) yield return Row([name, text[(line ?? cell.Role.LineOf()).Title()], text[cell.Role.Title()]], unit, cell.Role, cell.Counts, null);
        var hidden = shown.Count == 0 || shown.Any(c => c.Hiding != Hiding.None);
        yield return Row([name, "", text["合计"]], unit, null, total, hidden ? (0, 0) : (first, first + shown.Count - 1));
    }

    /// <param name="sum">For a total the rows that it sums up; (0, 0) where it cannot.</param>
    private IReadOnlyList<SheetCell> Row(string[] names, OrgUnit? unit, TrainingRole? role, RateCounts counts, (int First, int Last)? sum)
    {
        Count++;
        var row = top + Count;
        var (words, numbers) = sum is null ? (CellLook.Text, CellLook.Count) : (CellLook.TotalText, CellLook.TotalCount);
        var (hiding, annual) = (board.Hides(unit, role), board.HidesAnnual(unit, role));
        var cells = new List<SheetCell>(names.Select(n => new SheetCell(n, words)));
        for (var i = 0; i < Counts.Length; i++)
        {
            var measure = Counts[i].Measure;
            var how = measure is Measure.AnnualRequired or Measure.RefreshedThisYear ? annual : hiding;
            cells.Add(how != Hiding.None ? new(hiding == Hiding.None || measure == Measure.Required ? RateWords.Mark(how) : null, numbers)
                : sum is { First: > 0 } rows ? SheetCell.SumOf(counts[measure], Names + i, rows) : new SheetCell(counts[measure], numbers));
        }
        cells.Add(Share(hiding, counts.CompletionRate, Measure.Completed, Measure.Required));
        cells.Add(Share(hiding, counts.CertificationRate, Measure.Certified, Measure.Required));
        cells.Add(Share(annual, counts.AnnualRefreshRate, Measure.RefreshedThisYear, Measure.AnnualRequired));
        return cells;

        SheetCell Share(Hiding how, Rate rate, Measure part, Measure whole) => how != Hiding.None ? new(null, numbers) : SheetCell.RateOf(rate, At(part), At(whole), sum is not null);

        string At(Measure measure) => SheetCell.Address(Names + Array.FindIndex(Counts, c => c.Measure == measure), row);
    }
}
