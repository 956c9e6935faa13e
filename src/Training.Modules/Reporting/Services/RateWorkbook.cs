using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.Localization;

namespace Training.Modules.Reporting.Services;

/// <summary>The rates of one day as a spreadsheet in the official layout: figures, names within the reader's scope, definitions.</summary>
/// <param name="people">Null = without the sheet of names.</param>
/// <param name="generated">When, as a clock in China shows it.</param>
/// <param name="mark">Who exported it.</param>
internal sealed class RateWorkbook(RateBoard board, RateSelection selection, IReadOnlyList<CountedPerson>? people, bool complete, string generated, string mark, Text text)
{
    private static readonly string[] NameHeads = ["姓名", "工号", "街镇", "条线", "岗位", "状态", "最近完成", "证书到期"];

    /// <summary>Rows above the heads of figures and of people.</summary>
    private const int FigureTop = 6, PersonTop = 5;

    /// <summary>Rows of the table of figures, without its head.</summary>
    public int FigureRows { get; private set; }

    public void Write(Stream stream)
    {
        using var book = new OfficialWorkbook(stream, mark, text["第 {0} 页，共 {1} 页", "{0}", "{1}"]);
        book.Add(new(text["持证率"], [16, 8, 20, .. Enumerable.Repeat(10d, PostRows.Heads.Count - PostRows.Names)], FigureTop, PostRows.Heads.Count, PostRows.Names), Figures());
        book.Add(new(text["人头口径"], [16, 8, 20, .. Enumerable.Repeat(10d, PersonRows.Heads.Count - PostRows.Names)], PersonTop, PersonRows.Heads.Count, PostRows.Names), People());
        if (people is not null) book.Add(new(text["名单"], [12, 14, 16, 8, 20, 20, 14, 14], complete ? 4 : 5, NameHeads.Length), Names(people));
        book.Add(new(text["口径说明"], [20, 100], 1, 0), Definitions());
    }

    /// <summary>What is selected on the page, so that nobody takes a part for the whole.</summary>
    private string Selected => text["条线：{0}；方案：{1}", selection.Line is { } line ? text[line.Title()] : text["全部条线"],
        selection.Scheme is { } scheme ? text["{0}方案", text[scheme.Title()]] : text["全部方案"]];

    private IEnumerable<IReadOnlyList<SheetCell>> Figures()
    {
        yield return [new(text["{0} 持证情况", board.District.Name], CellLook.Title)];
        yield return [new(selection.IsForecast ? text["截至：{0}（预测：按现有的任职和证书推算）", text.Date(selection.Day)] : text["截至：{0}", text.Date(selection.Day)], CellLook.Note)];
        yield return [new(Selected, CellLook.Note)];
        yield return [new(text["口径：任职口径，IndicatorSpec v1；生成于 {0}", generated], CellLook.Note)];
        yield return [new(mark, CellLook.Faint)];
        yield return [.. PostRows.Heads.Select(h => new SheetCell(text[h], CellLook.Head))];
        var rows = new PostRows(board, selection.Line, FigureTop, text);
        foreach (var row in rows.All()) yield return row;
        FigureRows = rows.Count;
        yield return [];
        var (posts, p) = (ToldCounts.Posts(board, null, null), ToldCounts.People(board));
        yield return [new(text["人头口径"] + "：" + (p.Whole != Hiding.None ? text["你的范围以外人数太少，合计也不显示，免得推算出个人。"]
            : text["应训 {0} 人，全岗持证 {1} 人（{2}），至少一岗持证 {3} 人（{4}）", p.Text(Measure.PersonRequired), p.Text(Measure.PersonAllCertified),
                p.Rate(Measure.PersonAllCertified, Measure.PersonRequired).Percent, p.Text(Measure.PersonAnyCertified), p.Rate(Measure.PersonAnyCertified, Measure.PersonRequired).Percent]), CellLook.Note)];
        yield return [new(text["年度轮训率"] + "：" + (posts.HidingOf(Measure.RefreshedThisYear) is var annual && annual != Hiding.None ? RateWords.Mark(annual)
            : $"{board.Annual.Percent}（{board.Annual.Numerator}/{board.Annual.Denominator}）"), CellLook.Note)];
    }

    /// <summary>Of what lies within the reader's scope: each person once in each row, so rows do not add up.</summary>
    private IEnumerable<IReadOnlyList<SheetCell>> People()
    {
        yield return [new(text["人头口径：一人计一次，各行不能相加"], CellLook.Title)];
        yield return [new(text["只列本人范围内的街镇和岗位。"], CellLook.Note)];
        yield return [new(Selected, CellLook.Note)];
        yield return [new(mark, CellLook.Faint)];
        yield return [.. PersonRows.Heads.Select(h => new SheetCell(text[h], CellLook.Head))];
        foreach (var row in new PersonRows(board, selection.Line, PersonTop, text).All()) yield return row;
    }

    private IEnumerable<IReadOnlyList<SheetCell>> Names(IReadOnlyList<CountedPerson> people)
    {
        yield return [new(text["应训名单，限本人范围"] + "：" + text["{0} 人次", people.Count], CellLook.Title)];
        yield return [new(Selected, CellLook.Note)];
        yield return [new(mark, CellLook.Faint)];
        if (!complete) yield return [new(text["超过 {0} 人次，没有列全。请按街镇或岗位分别导出。", RatePeople.ExportMax], CellLook.Note)];
        yield return [.. NameHeads.Select(h => new SheetCell(text[h], CellLook.Head))];
        var units = board.Rows.ToDictionary(r => r.Unit.Id, r => r.Unit.Name);
        // Posts may stand at the district itself, in none of its streets; a school has no rows, and its street is not told.
        units.TryAdd(board.District.Id, text["区本级"]);
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
