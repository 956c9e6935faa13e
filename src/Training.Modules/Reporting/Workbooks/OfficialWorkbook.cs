using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Training.Modules.Reporting.Workbooks;

/// <summary>
/// An xlsx in the official layout, written row by row into the stream, so that a hundred thousand rows need no memory: title and
/// remarks merged, frozen head, number formats, live formulas with their values, print setup, who exported it in the footer
/// (docs/decisions/0014). Opens in Excel, WPS and LibreOffice without repair.
/// </summary>
public sealed class OfficialWorkbook : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly ZipArchive _zip;
    private readonly string _mark, _page;
    private readonly List<SheetLayout> _sheets = [];

    /// <param name="mark">Who exported it and when; printed lightly at the foot of each page.</param>
    /// <param name="page">"Page {0} of {1}" in the reader's language.</param>
    public OfficialWorkbook(Stream stream, string mark, string page)
    {
        _zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        _mark = mark.Replace("&", "&&", StringComparison.Ordinal);
        _page = string.Format(CultureInfo.InvariantCulture, page.Replace("&", "&&", StringComparison.Ordinal), "&P", "&N");
    }

    /// <summary>Writes one sheet; rows are drawn from the sequence as they are written.</summary>
    /// <returns>Rows written.</returns>
    public int Add(SheetLayout layout, IEnumerable<IReadOnlyList<SheetCell>> rows)
    {
        _sheets.Add(layout);
        using var xml = Open($"xl/worksheets/sheet{_sheets.Count}.xml");
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        WriteView(xml, layout);
        xml.WriteRaw("<sheetFormatPr defaultRowHeight=\"17\"/>");
        WriteColumns(xml, layout);
        xml.WriteStartElement("sheetData", Main);
        var merged = new List<int>();
        var number = 0;
        foreach (var row in rows)
        {
            number++;
            if (layout.TitleColumns > 1 && row.Count == 1 && row[0].Look is CellLook.Title or CellLook.Note or CellLook.Faint) merged.Add(number);
            WriteRow(xml, number, row);
        }
        xml.WriteEndElement();
        if (layout.TitleColumns > 1 && merged.Count > 0)
        {
            xml.WriteStartElement("mergeCells", Main);
            foreach (var row in merged)
            {
                xml.WriteStartElement("mergeCell", Main);
                xml.WriteAttributeString("ref", $"{SheetCell.Address(0, row)}:{SheetCell.Address(layout.TitleColumns - 1, row)}");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteRaw("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.7\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>");
        xml.WriteStartElement("headerFooter", Main);
        xml.WriteElementString("oddFooter", Main, $"&L&8&K8A9691{_mark}&R&8{_page}");
        xml.WriteEndElement();
        xml.WriteEndElement();
        return number;
    }

    public void Dispose()
    {
        WriteParts();
        _zip.Dispose();
    }

    private static void WriteView(XmlWriter xml, SheetLayout layout)
    {
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("showGridLines", "0");
        xml.WriteAttributeString("workbookViewId", "0");
        if (layout.HeadRow > 0)
        {
            xml.WriteStartElement("pane", Main);
            if (layout.FixedColumns > 0) xml.WriteAttributeString("xSplit", Text(layout.FixedColumns));
            xml.WriteAttributeString("ySplit", Text(layout.HeadRow));
            xml.WriteAttributeString("topLeftCell", SheetCell.Address(layout.FixedColumns, layout.HeadRow + 1));
            xml.WriteAttributeString("activePane", layout.FixedColumns > 0 ? "bottomRight" : "bottomLeft");
            xml.WriteAttributeString("state", "frozen");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteColumns(XmlWriter xml, SheetLayout layout)
    {
        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < layout.Widths.Count; i++)
        {
            xml.WriteStartElement("col", Main);
            xml.WriteAttributeString("min", Text(i + 1));
            xml.WriteAttributeString("max", Text(i + 1));
            xml.WriteAttributeString("width", layout.Widths[i].ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteRow(XmlWriter xml, int number, IReadOnlyList<SheetCell> cells)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Text(number));
        if (cells.Count > 0 && cells[0].Look == CellLook.Title)
        {
            xml.WriteAttributeString("ht", "30");
            xml.WriteAttributeString("customHeight", "1");
        }
        for (var i = 0; i < cells.Count; i++) WriteCell(xml, SheetCell.Address(i, number), cells[i]);
        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, string address, SheetCell cell)
    {
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", address);
        xml.WriteAttributeString("s", Text((int)cell.Look));
        var number = cell.Value switch
        {
            DateOnly day => Text(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber),
            int or long or decimal or double => ((IFormattable)cell.Value).ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
        if (cell.Value is not null && number is null) xml.WriteAttributeString("t", cell.Formula is null ? "inlineStr" : "str");
        if (cell.Formula is not null) xml.WriteElementString("f", Main, cell.Formula);
        if (number is not null) xml.WriteElementString("v", Main, number);
        else if (cell.Value is { } text && cell.Formula is not null) xml.WriteElementString("v", Main, Clean(text));
        else if (cell.Value is { } words)
        {
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(Clean(words));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>Without signs that XML cannot hold, at most what a cell can.</summary>
    private static string Clean(object value)
    {
        var text = value.ToString()!;
        if (text.Length > 32_000) text = text[..32_000];
        return text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(r => r.Value != 0xFFFD && (r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value))));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteParts()
    {
        Part("[Content_Types].xml", WorkbookParts.ContentTypes(_sheets.Count));
        Part("_rels/.rels", WorkbookParts.RootRelations);
        Part("xl/workbook.xml", WorkbookParts.Workbook(_sheets));
        Part("xl/_rels/workbook.xml.rels", WorkbookParts.WorkbookRelations(_sheets.Count));
        Part("xl/styles.xml", WorkbookParts.Styles);
    }

    private void Part(string name, string text)
    {
        using var writer = new StreamWriter(_zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }

    private XmlWriter Open(string name) => XmlWriter.Create(_zip.CreateEntry(name, CompressionLevel.Fastest).Open(),
        new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
}
