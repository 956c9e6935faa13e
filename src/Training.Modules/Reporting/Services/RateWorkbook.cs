using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.Localization;

namespace Training.Modules.Reporting.Services;

/// <summary>The rates of one day as a spreadsheet in the official layout: figures, names within the reader's scope, definitions.</summary>
/// <param name="generated">When, as a clock in China shows it.</param>
/// <param name="mark">Who exported it.</param>
internal sealed class RateWorkbook(RateBoard board, RateSelection selection, IReadOnlyList<CountedPerson> people, bool complete, string generated, string mark, Text text)
{
    private static readonly string[] FigureHeads =
    [
        "街镇", "条线", "岗位", "在岗", "不计入", "应训", "已完成", "持证", "即将到期", "过期", "未取证", "撤销或暂停", "免训", "提前持证", "完训率", "持证率",
    ];

    private static readonly string[] PersonHeads =
    [
        "街镇", "条线", "岗位", "在岗", "不计入", "应训", "已完成", "全岗持证", "至少一岗持证", "即将到期", "过期", "未取证", "撤销或暂停", "免训", "提前持证", "完训率", "全岗持证率",
        "年度轮训率",
    ];

    private static readonly string[] NameHeads = ["姓名", "工号", "街镇", "条线", "岗位", "状态", "最近完成", "证书到期"];

    /// <summary>Columns of the counts, from 0, and of those that make up the rates.</summary>
    private const int FirstCount = 3, Counts = 11, Required = 5, Completed = 6, Certified = 7;

    /// <summary>Rows above the head of figures, and of names.</summary>
    private const int FigureTop = 6;

    /// <summary>Rows of the table of figures, without its head.</summary>
    public int FigureRows { get; private set; }

    public void Write(Stream stream)
    {
        using var book = new OfficialWorkbook(stream, mark, text["第 {0} 页，共 {1} 页", "{0}", "{1}"]);
        book.Add(new(text["持证率"], [16, 8, 20, .. Enumerable.Repeat(10d, 13)], FigureTop, FigureHeads.Length, FirstCount), Figures());
        book.Add(new(text["人头口径"], [16, 8, 20, .. Enumerable.Repeat(10d, PersonHeads.Length - 3)], 4, PersonHeads.Length, FirstCount), People());
        book.Add(new(text["名单"], [12, 14, 16, 8, 20, 20, 14, 14], complete ? 3 : 4, NameHeads.Length), Names());
        book.Add(new(text["口径说明"], [20, 100], 1, 0), Definitions());
    }

    private IEnumerable<IReadOnlyList<SheetCell>> Figures()
    {
        yield return [new(text["{0} 持证情况", board.District.Name], CellLook.Title)];
        yield return [new(selection.IsForecast ? text["截至：{0}（预测：按现有的任职和证书推算）", text.Date(selection.Day)] : text["截至：{0}", text.Date(selection.Day)], CellLook.Note)];
        yield return [new(text["条线：{0}", selection.Line is { } line ? text[line.Title()] : text["全部条线"]], CellLook.Note)];
        yield return [new(text["口径：任职口径，IndicatorSpec v1；生成于 {0}", generated], CellLook.Note)];
        yield return [new(mark, CellLook.Faint)];
        yield return [.. FigureHeads.Select(h => new SheetCell(text[h], CellLook.Head))];
        foreach (var row in board.Rows)
            foreach (var figure in Block(row.Unit.Name, row.Cells, row.Total, row.Hiding)) yield return figure;
        foreach (var figure in Block(board.Rows.Count == 0 ? board.District.Name : text["全区"], board.Totals, board.Total, board.Hides(null, null))) yield return figure;
        yield return [];
        var p = board.People;
        yield return [new(text["人头口径"] + "：" + text["应训 {0} 人，全岗持证 {1} 人（{2}），至少一岗持证 {3} 人（{4}）", p[Measure.PersonRequired], p[Measure.PersonAllCertified], new Rate(p[Measure.PersonAllCertified], p[Measure.PersonRequired]).Percent, p[Measure.PersonAnyCertified], new Rate(p[Measure.PersonAnyCertified], p[Measure.PersonRequired]).Percent], CellLook.Note)];
        yield return [new($"{text["年度轮训率"]}：{board.Annual.Percent}（{board.Annual.Numerator}/{board.Annual.Denominator}）", CellLook.Note)];
    }

    /// <summary>The roles of a unit and their total, which is a live sum unless a small count above it is hidden.</summary>
    private IEnumerable<IReadOnlyList<SheetCell>> Block(string unit, IReadOnlyList<RateCell> cells, RateCounts total, Hiding hiding)
    {
        var first = FigureTop + FigureRows + 1;
        var shown = cells.Where(c => c.Counts[Measure.InPost] > 0).ToList();
        foreach (var cell in shown) yield return Figure(unit, text[cell.Role.LineOf().Title()], text[cell.Role.Title()], cell.Counts, cell.Hiding, null);
        var hidden = shown.Count == 0 || shown.Any(c => c.Hiding != Hiding.None);
        yield return Figure(unit, "", text["合计"], total, hiding, hidden ? (0, 0) : (first, first + shown.Count - 1));
    }

    /// <param name="sum">For a total the rows that it sums up; (0, 0) where it cannot.</param>
    private IReadOnlyList<SheetCell> Figure(string unit, string line, string role, RateCounts c, Hiding hiding, (int First, int Last)? sum)
    {
        FigureRows++;
        var row = FigureTop + FigureRows;
        var (words, counts) = sum is null ? (CellLook.Text, CellLook.Count) : (CellLook.TotalText, CellLook.TotalCount);
        SheetCell[] names = [new(unit, words), new(line, words), new(role, words)];
        if (hiding != Hiding.None)
            return [.. names, new(null, counts), new(null, counts), new(RateWords.Mark(hiding), counts), .. Enumerable.Repeat(new SheetCell(null, counts), 10)];
        int[] values =
        [
            c[Measure.InPost], c.Excluded, c.Required, c[Measure.Completed], c.Certified, c[Measure.ExpiringSoon], c[Measure.Expired], c[Measure.NeverCertified],
            c[Measure.RevokedOrSuspended], c[Measure.Exempt], c[Measure.EarlyCertified],
        ];
        return
        [
            .. names,
            .. Enumerable.Range(0, Counts).Select(i => sum is { First: > 0 } rows ? SheetCell.SumOf(values[i], FirstCount + i, rows) : new SheetCell(values[i], counts)),
            SheetCell.RateOf(c.CompletionRate, SheetCell.Address(Completed, row), SheetCell.Address(Required, row), sum is not null),
            SheetCell.RateOf(c.CertificationRate, SheetCell.Address(Certified, row), SheetCell.Address(Required, row), sum is not null),
        ];
    }

    /// <summary>Of what lies within the reader's scope: each person once in each row, so rows do not add up.</summary>
    private IEnumerable<IReadOnlyList<SheetCell>> People()
    {
        yield return [new(text["人头口径：一人计一次，各行不能相加"], CellLook.Title)];
        yield return [new(text["只列本人范围内的街镇和岗位。"], CellLook.Note)];
        yield return [new(mark, CellLook.Faint)];
        yield return [.. PersonHeads.Select(h => new SheetCell(text[h], CellLook.Head))];
        var row = 4;
        foreach (var unit in board.Rows.Select(r => (OrgUnit?)r.Unit).Append(null))
            foreach (var role in board.Roles.Select(r => (TrainingRole?)r).Append(null))
            {
                if (!board.InScope(unit, role) || board.PeopleOf(unit, role) is not { } c || c[Measure.InPost] == 0) continue;
                row++;
                var (words, counts) = role is null ? (CellLook.TotalText, CellLook.TotalCount) : (CellLook.Text, CellLook.Count);
                int[] values =
                [
                    c[Measure.InPost], c.Excluded, c.Required, c[Measure.Completed], c.Certified, c[Measure.PersonAnyCertified], c[Measure.ExpiringSoon], c[Measure.Expired],
                    c[Measure.NeverCertified], c[Measure.RevokedOrSuspended], c[Measure.Exempt], c[Measure.EarlyCertified],
                ];
                yield return
                [
                    new(unit?.Name ?? text["全区"], words), new(role is { } r ? text[r.LineOf().Title()] : "", words), new(role is { } of ? text[of.Title()] : text["合计"], words),
                    .. values.Select(v => new SheetCell(v, counts)),
                    SheetCell.RateOf(c.CompletionRate, SheetCell.Address(Completed, row), SheetCell.Address(Required, row), role is null),
                    SheetCell.RateOf(c.CertificationRate, SheetCell.Address(Certified, row), SheetCell.Address(Required, row), role is null),
                    new(c.AnnualRefreshRate.Percent, words),
                ];
            }
    }

    private IEnumerable<IReadOnlyList<SheetCell>> Names()
    {
        yield return [new(text["应训名单，限本人范围"] + "：" + text["{0} 人次", people.Count], CellLook.Title)];
        yield return [new(mark, CellLook.Faint)];
        if (!complete) yield return [new(text["超过 {0} 人次，没有列全。请按街镇或岗位分别导出。", RatePeople.ExportMax], CellLook.Note)];
        yield return [.. NameHeads.Select(h => new SheetCell(text[h], CellLook.Head))];
        var units = board.Rows.ToDictionary(r => r.Unit.Id, r => r.Unit.Name);
        foreach (var p in people)
            yield return
            [
                new(p.Name), new(p.StaffNo), new(units.GetValueOrDefault(p.UnitId, "")), new(text[p.Line.Title()]), new(text[p.Role.Title()]),
                new(text[p.State.Title()] + (p.Exempt ? text["，免训"] : "")), new(p.LastCompletion, CellLook.Day), new(p.ValidThrough, CellLook.Day),
            ];
    }

    private IEnumerable<IReadOnlyList<SheetCell>> Definitions()
    {
        yield return [new(text["指标"], CellLook.Head), new(text["口径"], CellLook.Head)];
        foreach (var (name, words) in RateDefinitions.All) yield return [new(text[name], CellLook.Wrapped), new(text[words], CellLook.Wrapped)];
    }
}
