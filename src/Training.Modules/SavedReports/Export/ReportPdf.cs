using Training.Modules.Reporting.Workbooks;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Services;
using Training.Platform.Localization;

namespace Training.Modules.SavedReports.Export;

/// <summary>A report for print, with its definitions on the last page.</summary>
public sealed class ReportPdf(OfficialPdf pdf, Text text)
{
    /// <param name="tables">One after the other, the definitions of all at the end.</param>
    public byte[] Write(IReadOnlyList<ReportTable> tables, string generated, string mark) => pdf.Write(
        new(tables[0].Title, tables[0].District, ReportWords.Top(tables[0], generated, text), [.. tables.Select(t => TableOf(t, tables.Count > 1 ? text[t.Definition.Basis.Title()] : ""))],
            [new(text["口径说明"], [.. ReportWords.Definitions(tables.SelectMany(t => t.Figures), text).Select(d => $"{d.Name}：{d.Words}")])]),
        mark);

    private PrintedTable TableOf(ReportTable table, string caption) => new(caption, table.Heads, [.. table.Groups.SelectMany(g => table.Figures.Select(f => ReportWords.Head(g, f, text)))],
        [.. table.Rows.Select(r => new PrintedRow(r.Labels, [.. r.Cells.SelectMany(c => table.Figures.Select(c.Text))], r.Kind != ReportRowKind.Plain))]);
}
