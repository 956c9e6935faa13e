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
            foreach (var figure in Block(row.Unit, row.Unit.Name, row.Cells)) yield return figure;
        foreach (var figure in Block(null, board.Rows.Count == 0 ? board.District.Name : text["全区"], board.Totals)) yield return figure;
    }

    /// <summary>The roles of a unit and their total.</summary>
    private IEnumerable<IReadOnlyList<SheetCell>> Block(OrgUnit? unit, string name, IReadOnlyList<RateCell> cells)
    {
        var shown = cells.Where(c => c.Counts[Measure.InPost] > 0).Select(c => (c.Role, Told: ToldCounts.Posts(board, unit, c.Role))).ToList();
        foreach (var (role, told) in shown) yield return Row([name, text[(line ?? role.LineOf()).Title()], text[role.Title()]], told, null);
        yield return Row([name, "", text["合计"]], ToldCounts.Posts(board, unit, null), [.. shown.Select(s => s.Told)]);
    }

    /// <param name="parts">For a total the rows above it: it is a live sum of them unless a small count of one is hidden.</param>
    private IReadOnlyList<SheetCell> Row(string[] names, ToldCounts told, IReadOnlyList<ToldCounts>? parts)
    {
        Count++;
        var row = top + Count;
        var (words, numbers) = parts is null ? (CellLook.Text, CellLook.Count) : (CellLook.TotalText, CellLook.TotalCount);
        var cells = new List<SheetCell>(names.Select(n => new SheetCell(n, words)));
        for (var i = 0; i < Counts.Length; i++) cells.Add(Number(i, Counts[i].Measure));
        cells.Add(Share(Measure.Completed, Measure.Required));
        cells.Add(Share(Measure.Certified, Measure.Required));
        cells.Add(Share(Measure.RefreshedThisYear, Measure.AnnualRequired));
        return cells;

        SheetCell Number(int column, Measure measure) => told.HidingOf(measure) is var how && how != Hiding.None
            // Of a row that is hidden whole one mark is enough.
            ? new(told.Whole == Hiding.None || measure == Measure.Required ? RateWords.Mark(how) : null, numbers)
            : parts is { Count: > 0 } && parts.All(p => p.Tells(measure)) ? SheetCell.SumOf(told.Counts[measure], Names + column, (row - parts.Count, row - 1))
            : new(told.Counts[measure], numbers);

        SheetCell Share(Measure part, Measure whole) => told.Tells(part) && told.Tells(whole)
            ? SheetCell.RateOf(told.Rate(part, whole), At(part), At(whole), parts is not null) : new(null, numbers);

        string At(Measure measure) => SheetCell.Address(Names + Array.FindIndex(Counts, c => c.Measure == measure), row);
    }
}
