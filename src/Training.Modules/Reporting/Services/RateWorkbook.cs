using System.Globalization;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Reporting.Queries;
using Training.Platform.Localization;

namespace Training.Modules.Reporting.Services;

/// <summary>The rates of one day as a spreadsheet: figures, names within the reader's scope, definitions.</summary>
internal sealed class RateWorkbook(RateBoard board, RateSelection selection, IReadOnlyList<CountedPerson> people, bool complete, string generated, Text text)
{
    private static readonly string[] FigureHeads =
    [
        "街镇", "条线", "岗位", "在岗", "不计入", "应训", "已完成", "持证", "即将到期", "过期", "未取证", "撤销或暂停", "免训", "提前持证", "完训率", "持证率",
    ];

    /// <summary>Columns of counts begin here, and those of shares.</summary>
    private const int FirstCount = 3, FirstShare = 14;

    private static readonly string[] NameHeads = ["姓名", "工号", "街镇", "条线", "岗位", "状态", "最近完成", "证书到期"];

    /// <summary>Rows of the table of figures, without its head.</summary>
    public int FigureRows { get; private set; }

    public void Write(Stream stream)
    {
        var sheets = new Dictionary<string, object>
        {
            [text["持证率"]] = Lettered(Figures().ToList()),
            [text["名单"]] = Lettered(Names().ToList()),
            [text["口径说明"]] = Lettered(Definitions().ToList()),
        };
        stream.SaveAs(sheets, printHeader: false, configuration: new OpenXmlConfiguration
        {
            TableStyles = TableStyles.None, AutoFilter = false,
            DynamicColumns = [.. Enumerable.Range(0, FigureHeads.Length).Select(i => new DynamicExcelColumn(Letter(i))
            {
                Width = i is 0 or 2 or 6 or 7 ? 18 : 12, Format = i < FirstCount ? null : i < FirstShare ? "#,##0" : "0.0%",
            })],
        });
    }

    private IEnumerable<object?[]> Figures()
    {
        yield return [text["{0} 持证情况", board.District.Name]];
        yield return [text["截至"], text.Date(selection.Day), selection.IsForecast ? text["预测：按现有的任职和证书推算"] : null];
        yield return [text["条线"], selection.Line is { } line ? text[line.Title()] : text["全部条线"]];
        yield return [text["口径"], text["任职口径，IndicatorSpec v1；生成于 {0}", generated]];
        yield return [];
        yield return [.. FigureHeads.Select(h => (object)text[h])];
        foreach (var row in board.Rows)
        {
            foreach (var cell in row.Cells.Where(c => c.Counts[Measure.InPost] > 0)) yield return Figure(row.Unit.Name, text[cell.Role.LineOf().Title()], text[cell.Role.Title()], cell.Counts, cell.Hiding);
            yield return Figure(row.Unit.Name, "", text["合计"], row.Total, row.Hiding);
        }
        foreach (var cell in board.Totals.Where(c => c.Counts[Measure.InPost] > 0)) yield return Figure(text["全区"], text[cell.Role.LineOf().Title()], text[cell.Role.Title()], cell.Counts, cell.Hiding);
        yield return Figure(text["全区"], "", text["合计"], board.Total, board.Hides(null, null));
        yield return [];
        var p = board.People;
        yield return [text["人头口径"], text["应训 {0} 人，全岗持证 {1} 人（{2}），至少一岗持证 {3} 人（{4}）", p[Measure.PersonRequired], p[Measure.PersonAllCertified], new Rate(p[Measure.PersonAllCertified], p[Measure.PersonRequired]).Percent, p[Measure.PersonAnyCertified], new Rate(p[Measure.PersonAnyCertified], p[Measure.PersonRequired]).Percent]];
        yield return [text["年度轮训率"], $"{board.Annual.Percent}（{board.Annual.Numerator}/{board.Annual.Denominator}）"];
    }

    private object?[] Figure(string unit, string line, string role, RateCounts c, Hiding hiding)
    {
        FigureRows++;
        if (hiding != Hiding.None) return [unit, line, role, .. Enumerable.Repeat<object?>(null, 2), RateWords.Mark(hiding)];
        return
        [
            unit, line, role, c[Measure.InPost], c.Excluded, c.Required, c[Measure.Completed], c.Certified, c[Measure.ExpiringSoon], c[Measure.Expired],
            c[Measure.NeverCertified], c[Measure.RevokedOrSuspended], c[Measure.Exempt], c[Measure.EarlyCertified], Share(c.CompletionRate), Share(c.CertificationRate),
        ];
    }

    private IEnumerable<object?[]> Names()
    {
        yield return [text["应训名单，限本人范围"], null, text["{0} 人次", people.Count]];
        if (!complete) yield return [text["超过 {0} 人次，没有列全。请按街镇或岗位分别导出。", RatePeople.ExportMax]];
        yield return [.. NameHeads.Select(h => (object)text[h])];
        var units = board.Rows.ToDictionary(r => r.Unit.Id, r => r.Unit.Name);
        foreach (var p in people)
            yield return
            [
                p.Name, p.StaffNo, units.GetValueOrDefault(p.UnitId, ""), text[p.Line.Title()], text[p.Role.Title()],
                text[p.State.Title()] + (p.Exempt ? text["，免训"] : ""), Day(p.LastCompletion), Day(p.ValidThrough),
            ];
    }

    private IEnumerable<object?[]> Definitions()
    {
        yield return [text["指标"], text["口径"]];
        foreach (var (name, words) in RateDefinitions.All) yield return [text[name], text[words]];
    }

    /// <summary>A number to reckon with, as it is shown on the page; "—" and "&lt;0.1%" stay words.</summary>
    private static object Share(Rate rate) => rate.Shown is { } points && !rate.Percent.StartsWith('<') ? points / 100 : rate.Percent;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<IDictionary<string, object?>> Lettered(List<object?[]> rows)
    {
        var width = rows.Max(r => r.Length);
        return rows.Select(r => (IDictionary<string, object?>)Enumerable.Range(0, width).ToDictionary(Letter, i => i < r.Length ? r[i] : null));
    }

    private static string Letter(int column) => ((char)('A' + column)).ToString();
}
