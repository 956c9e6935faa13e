using System.Globalization;
using System.Text;
using Training.Modules.Exchange.Format;
using Training.Modules.Reporting.Workbooks;
using Text = Training.Platform.Localization.Text;

namespace Training.Modules.Insights.Export;

/// <summary>A sheet of a city export; all of them stay in memory, as there is a row for each district or street.</summary>
internal sealed record CitySheet(SheetLayout Layout, IReadOnlyList<IReadOnlyList<SheetCell>> Rows);

/// <summary>Writes the same sheets as xlsx or as comma separated values.</summary>
internal static class CityFile
{
    public static string TypeOf(bool csv) => csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(IReadOnlyList<CitySheet> sheets, bool csv, string mark, Text text)
    {
        using var stream = new MemoryStream();
        if (csv) WriteCsv(stream, sheets);
        else
        {
            using var book = new OfficialWorkbook(stream, mark, text["第 {0} 页，共 {1} 页", "{0}", "{1}"]);
            foreach (var sheet in sheets) book.Add(sheet.Layout, sheet.Rows);
        }
        return stream.ToArray();
    }

    /// <summary>UTF-8 with byte order mark, as spreadsheets in China expect; no cell is taken for a formula, numbers are without separators.</summary>
    private static void WriteCsv(Stream stream, IReadOnlyList<CitySheet> sheets)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        foreach (var sheet in sheets)
        {
            if (sheet != sheets[0]) writer.WriteLine();
            if (sheet.Layout.TitleColumns == 0) writer.WriteLine(Cells.InLine(sheet.Layout.Name));
            foreach (var row in sheet.Rows) writer.WriteLine(string.Join(',', row.Select(InLine)));
        }
    }

    private static string InLine(SheetCell cell) => cell.Value switch
    {
        null => "",
        decimal share when cell.Look is CellLook.Share or CellLook.TotalShare => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%",
        IFormattable number when number is int or decimal => number.ToString(null, CultureInfo.InvariantCulture),
        // Rates below zero begin with a true minus sign, which no spreadsheet takes for a formula.
        var words => Cells.InLine(words.ToString()!),
    };
}
