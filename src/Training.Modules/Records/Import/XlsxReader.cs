using System.Globalization;
using System.IO.Compression;
using System.Xml;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Training.Modules.Records.Import;

/// <summary>The first sheet of a workbook. What it says of its own sizes is not believed: parts are unpacked under a limit first.</summary>
internal static class XlsxReader
{
    public static IEnumerable<SheetRow> Read(byte[] bytes)
    {
        try
        {
            CheckParts(bytes);
            using var stream = new MemoryStream(bytes, writable: false);
            var rows = new List<SheetRow>();
            foreach (IDictionary<string, object?> cells in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX, configuration: new OpenXmlConfiguration { FillMergedCells = false, EnableSharedStringCache = false }))
            {
                rows.Add(new SheetRow(rows.Count + 1, [.. cells.Values.Take(SheetLimits.Columns + 1).Select(Text)]));
                if (rows.Count > SheetLimits.Rows * 2) throw new SheetException($"超过 {SheetLimits.Rows} 行，请分成几个文件上传。");
            }
            return rows;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException or NullReferenceException or IndexOutOfRangeException or NotSupportedException or OverflowException)
        {
            throw new SheetException("这个表格文件打不开，可能坏了或加了密码。请用表格软件另存一份再上传。");
        }
    }

    /// <summary>Unpacks every part under one limit, and looks for what does not belong into a list of people: macros, formulas, DTDs.</summary>
    private static void CheckParts(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > SheetLimits.Parts) throw new SheetException("表格文件里的部件太多。请把要导入的表另存为一个新文件再上传。");
        if (zip.GetEntry("xl/workbook.xml") is null) throw new SheetException("这不是 .xlsx 表格。请用表格软件另存为 .xlsx 或 CSV。");
        if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) throw new SheetException("表格里有宏。请另存为不带宏的 .xlsx 再上传。");
        var left = SheetLimits.Unpacked;
        var buffer = new byte[64 * 1024];
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            for (int read; (read = part.Read(buffer)) > 0;)
                if ((left -= read) < 0) throw new SheetException("表格解开后太大。请删掉图片和多余的工作表，只留要导入的行。");
        }
        foreach (var sheet in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) && e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
            CheckFormulas(sheet);
    }

    private static void CheckFormulas(ZipArchiveEntry sheet)
    {
        using var part = sheet.Open();
        using var reader = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true });
        var cell = "";
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "c") cell = reader.GetAttribute("r") ?? "";
            else if (reader.LocalName == "f") throw new SheetException($"单元格 {cell} 有公式。请在表格软件里“选择性粘贴为数值”，再上传。");
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTime day => day.TimeOfDay == TimeSpan.Zero ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : day.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        double number => ((decimal)number).ToString("0.############", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!.Trim(),
    };
}
