using Training.Modules.Reporting.Workbooks;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Pages;
using Training.Platform.Localization;

namespace Training.Modules.Submissions.Files;

/// <summary>A report for print.</summary>
public sealed class ReportPdf(OfficialPdf pdf, Text text)
{
    public byte[] Write(DocumentView view, string mark)
    {
        // On paper the sums come first.
        var tables = FileWords.Tables(view, text).OrderBy(t => t.Rows != view.Totals).Where(t => t.Rows.Count > 0).Select(TableOf).ToList();
        if (view.Differences.Count > 0)
            tables.Add(new(text["和第 {0} 次比", view.Document.ComparedWith ?? 0], [.. FileWords.LabelHeads(text), text["指标"]], [text["原来"], text["现在"]],
                [.. view.Differences.Select(d => new PrintedRow([d.UnitName, FileWords.All(d.LineTitle, text), FileWords.All(d.RoleTitle, text), text[d.MeasureTitle]], [ReportWords.Number(d.Before), ReportWords.Number(d.After)]))]));
        return pdf.Write(new(FileWords.Title(view, text), view.Document.District.Name, FileWords.Top(view, text), tables,
        [
            new(text["报送情况"], [.. FileWords.Cover(view, text).Select(c => text["{0}：{1}", c.Name, c.Value])]),
            .. Section(text["街镇确认"], FileWords.Confirmations(view, text).Select(c => string.Join(text["，"], new[] { text["{0}：{1}", c.Unit, c.State], c.Time, c.Remark }.Where(w => w.Length > 0)))),
            .. Section(text["更正的由来"], view.Causes.Select(c => text["{0}：{1}", text[c.Title], c.Count])),
            .. Section(text["口径说明"], FileWords.Definitions(view, text).Select(d => text["{0}：{1}", d.Name, d.Words])),
        ]), mark);
    }

    private static IEnumerable<PrintedSection> Section(string heading, IEnumerable<string> lines) => lines.ToList() is { Count: > 0 } found ? [new(heading, found)] : [];

    private PrintedTable TableOf(FigureTable table)
    {
        return new(table.Label, FileWords.LabelHeads(text),
            [.. table.Lead.Select(m => text[m.Title]), .. table.Rates.Select(r => text[ReportWords.RateTitle(r)]), .. table.Rest.Select(m => text[m.Title])],
            [.. table.Rows.Select(row => new PrintedRow(FileWords.Labels(row, text),
                [.. table.Lead.Select(m => table.Number(row, m.Key)), .. table.Rates.Select(r => table.Rate(row, r)), .. table.Rest.Select(m => table.Number(row, m.Key))],
                row is { Line: null, Role: null }))]);
    }
}
