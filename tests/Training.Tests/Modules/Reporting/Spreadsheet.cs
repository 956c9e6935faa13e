using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Training.Tests.Modules.Reporting;

/// <summary>
/// Reads each sheet of an xlsx as comma separated lines, which <see cref="LibreOffice"/> gives as well, only slower. Excel and WPS offer to repair what breaks the schema of the
/// format, and LibreOffice does not mind it: so the workbook is held against that first.
/// </summary>
internal static class Spreadsheet
{
    public static Dictionary<string, string[]> Read(byte[] xlsx)
    {
        using var stream = new MemoryStream(xlsx);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
        var book = document.WorkbookPart!;
        return book.Workbook!.Sheets!.Elements<Sheet>().ToDictionary(s => s.Name!.Value!, s => Lines(book, (WorksheetPart)book.GetPartById(s.Id!)));
    }

    private static string[] Lines(WorkbookPart book, WorksheetPart sheet)
    {
        // A row in which nothing is written is none.
        var rows = sheet.Worksheet!.Descendants<Row>().Where(r => r.Elements<Cell>().Any(c => Shown(book, c).Length > 0)).ToDictionary(r => (int)r.RowIndex!.Value, r => r.Elements<Cell>().ToDictionary(ColumnOf, c => Shown(book, c)));
        var columns = rows.Values.SelectMany(r => r.Keys).DefaultIfEmpty().Max();
        return
        [
            .. Enumerable.Range(1, rows.Keys.DefaultIfEmpty().Max())
                .Select(n => string.Join(',', Enumerable.Range(1, columns).Select(c => Quoted(rows.GetValueOrDefault(n)?.GetValueOrDefault(c) ?? "")))),
        ];
    }

    /// <summary>1 for A.</summary>
    private static int ColumnOf(Cell cell) => cell.CellReference!.Value!.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (sum, letter) => sum * 26 + (letter - 'A' + 1));

    private static string Shown(WorkbookPart book, Cell cell)
    {
        if (cell.DataType?.Value == CellValues.InlineString) return cell.InlineString!.InnerText;
        if (cell.CellValue is not { } value) return "";
        if (cell.DataType is not null && cell.DataType.Value != CellValues.Number) return value.Text;
        var number = decimal.Parse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var format = FormatOf(book.WorkbookStylesPart!.Stylesheet!, (int)(cell.StyleIndex?.Value ?? 0));
        return format.EndsWith('%') ? (number * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%"
            : format.StartsWith('y') ? DateOnly.FromDateTime(DateTime.FromOADate((double)number)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : number.ToString("0.###", CultureInfo.InvariantCulture);
    }

    private static string FormatOf(Stylesheet styles, int style)
    {
        var number = styles.CellFormats!.Elements<CellFormat>().ElementAt(style).NumberFormatId!.Value;
        return number == 0 ? "General" : styles.NumberingFormats!.Elements<NumberingFormat>().Single(f => f.NumberFormatId! == number).FormatCode!.Value!;
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
