using System.Globalization;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Documents;

/// <summary>A document as spreadsheet, drawn from the document alone and in its own words: an old one looks as it did.</summary>
internal static class ReportWorkbook
{
    private static readonly (string Key, string Title)[] RateTitles =
    [
        ("completionRate", "完训率"), ("certificationRate", "持证率"), ("annualRefreshRate", "年度轮训率"), ("allCertifiedRate", "全岗持证率"), ("anyCertifiedRate", "至少一岗持证率"),
    ];

    public static void Write(ReportDocument report, string hash, Stream stream)
    {
        var sheets = new Dictionary<string, object>
        {
            ["封面"] = Lettered([.. Cover(report, hash)]),
            ["分街镇条线岗位"] = Lettered([.. Table(report, report.Rows)]),
            ["合计"] = Lettered([.. Table(report, report.Totals)]),
            ["人头口径"] = Lettered([.. Table(report, report.People)]),
            ["街镇确认"] = Lettered([.. Confirmations(report)]),
            ["口径说明"] = Lettered([["指标", "口径"], .. report.Measures.Where(m => m.Words is not null).Select(m => new object?[] { m.Title, m.Words }), .. report.Definitions.Select(d => new object?[] { d.Name, d.Words })]),
        };
        if (report.Differences is { } differences) sheets["差异"] = Lettered([.. DifferenceRows(report, differences)]);
        stream.SaveAs(sheets, printHeader: false, configuration: new OpenXmlConfiguration { TableStyles = TableStyles.None, AutoFilter = false });
    }

    private static IEnumerable<object?[]> Cover(ReportDocument r, string hash)
    {
        yield return [r.District.Name, "持证情况报表", r.Period.Key];
        yield return ["截至", Iso(r.Period.AsOf)];
        yield return ["第几次报送", r.Number, r.Kind == "Correction" ? $"更正第 {r.Corrects} 次" : null];
        yield return ["口径版本", r.SpecVersion];
        yield return ["目标", $"{r.TargetPercent}%"];
        yield return ["生成", ChinaTime.Local(r.GeneratedUtc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)];
        yield return ["报送人", r.Author];
        if (r.Reason is not null) yield return ["说明", r.Reason];
        yield return ["SHA-256", hash];
        yield return ["这份表按锁定的报送文件生成。核对以报送文件为准。"];
    }

    private static IEnumerable<object?[]> Table(ReportDocument report, IReadOnlyList<DocumentRow> rows)
    {
        var measures = rows.SelectMany(r => r.Counts.Keys).Distinct().ToList();
        var rates = rows.SelectMany(r => r.Rates.Keys).Distinct().ToList();
        var titles = report.Measures.ToDictionary(m => m.Key, m => m.Title);
        yield return ["街镇", "条线", "岗位", .. measures.Select(m => titles.GetValueOrDefault(m, m)), .. rates.Select(k => RateTitles.FirstOrDefault(t => t.Key == k).Title ?? k)];
        foreach (var row in rows)
            yield return [row.UnitName, row.LineTitle ?? "全部", row.RoleTitle ?? "全部", .. measures.Select(m => (object)row[m]), .. rates.Select(k => row.Rates.GetValueOrDefault(k, "—"))];
    }

    private static IEnumerable<object?[]> Confirmations(ReportDocument report)
    {
        yield return ["街镇", "状态", "时间", "备注"];
        foreach (var c in report.Confirmations)
            yield return [c.UnitName, c.State switch { "Confirmed" => "已确认", "Changed" => "确认后数据有变", _ => "未确认" },
                c.Utc is { } utc ? ChinaTime.Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null, c.Remark];
    }

    private static IEnumerable<object?[]> DifferenceRows(ReportDocument report, IReadOnlyList<DocumentDifference> differences)
    {
        yield return [$"和第 {report.ComparedWith} 次报送比"];
        foreach (var cause in report.Causes ?? []) yield return [cause.Title, cause.Count];
        yield return ["街镇", "条线", "岗位", "指标", "原来", "现在"];
        foreach (var d in differences) yield return [d.UnitName, d.LineTitle ?? "全部", d.RoleTitle ?? "全部", d.MeasureTitle, d.Before, d.After];
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<IDictionary<string, object?>> Lettered(List<object?[]> rows)
    {
        var width = rows.Max(r => r.Length);
        return rows.Select(r => (IDictionary<string, object?>)Enumerable.Range(0, width).ToDictionary(Letter, i => i < r.Length ? r[i] : null));
    }

    private static string Letter(int column) => ((char)('A' + column)).ToString();
}
