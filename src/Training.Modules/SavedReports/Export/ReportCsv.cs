using System.Text;
using Training.Modules.Exchange.Format;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Services;
using Training.Platform.Localization;

namespace Training.Modules.SavedReports.Export;

/// <summary>A report as comma separated values: UTF-8 with byte order mark, as spreadsheets in China expect, and no cell is taken for a formula.</summary>
public static class ReportCsv
{
    public static void Write(Stream stream, IReadOnlyList<ReportTable> tables, string generated, string mark, Text text)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        foreach (var table in tables)
        {
            if (table != tables[0]) Line([]);
            Line([table.Title]);
            foreach (var line in ReportWords.Top(table, generated, text)) Line([line]);
            Line([mark]);
            Line([.. table.Heads, .. table.Groups.SelectMany(g => table.Figures.Select(f => ReportWords.Head(g, f, text)))]);
            foreach (var row in table.Rows) Line([.. row.Labels, .. row.Cells.SelectMany(c => table.Figures.Select(f => Plain(c, f)))]);
        }
        Line([]);
        foreach (var (name, words) in ReportWords.Definitions(tables.SelectMany(t => t.Figures), text)) Line([name, words]);

        void Line(IReadOnlyList<string> cells) => writer.WriteLine(string.Join(',', cells.Select(Cells.InLine)));
    }

    /// <summary>Numbers without separators.</summary>
    private static string Plain(ReportCell cell, Figure figure) =>
        figure.Parts() is null && cell.Count(figure) is { } count ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : cell.Text(figure);
}
