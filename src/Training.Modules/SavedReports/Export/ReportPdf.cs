using Training.Modules.Reporting.Workbooks;
using Training.Modules.SavedReports.Services;
using Training.Platform.Localization;

namespace Training.Modules.SavedReports.Export;

/// <summary>A report for print, with its definitions on the last page.</summary>
public sealed class ReportPdf(OfficialPdf pdf, Text text)
{
    public byte[] Write(ReportTable table, string generated, string mark) => pdf.Write(
        new(table.Title, table.District, ReportWords.Top(table, generated, text),
            [new("", table.Heads, [.. table.Groups.SelectMany(g => table.Figures.Select(f => ReportWords.Head(g, f, text)))],
                [.. table.Rows.Select(r => new PrintedRow(r.Labels, [.. r.Cells.SelectMany(c => table.Figures.Select(c.Text))], r.Kind != ReportRowKind.Plain))])],
            [new(text["口径说明"], [.. ReportWords.Definitions(table.Figures, text).Select(d => $"{d.Name}：{d.Words}")])]),
        mark);
}
