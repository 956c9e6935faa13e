using Training.Platform.Media;

namespace Training.Modules.Records.Import;

/// <summary>Reads an xlsx or CSV file by what it is, not by its name, and refuses what is neither.</summary>
public static class SheetReader
{
    /// <exception cref="SheetException">The file cannot be taken.</exception>
    public static Sheet Read(byte[] bytes)
    {
        if (bytes.Length == 0) throw new SheetException("文件是空的，请重新选择。");
        if (bytes.Length > MediaStore.MaxBytes) throw new SheetException("文件超过 5 MB，请分成几个文件上传。");
        var rows = FileKinds.Of(bytes) switch
        {
            FileKind.Zip => XlsxReader.Read(bytes),
            FileKind.Unknown => CsvReader.Read(bytes),
            _ => throw new SheetException("这不是表格文件。请上传 .xlsx 或 .csv。"),
        };
        var kept = new List<SheetRow>();
        foreach (var row in rows)
        {
            if (row.Cells.All(c => c.Length == 0)) continue;
            if (row.Cells.Count > SheetLimits.Columns) throw new SheetException($"第 {row.Number} 行有 {row.Cells.Count} 列，太多了。请用模板的列。");
            if (row.Cells.Any(c => c.Length > SheetLimits.CellLength)) throw new SheetException($"第 {row.Number} 行有一格超过 {SheetLimits.CellLength} 个字，请改短。");
            // Formulas of a CSV run when somebody opens it in a spreadsheet program; nothing we take begins like that.
            if (row.Cells.FirstOrDefault(c => c.Length > 1 && c[0] is '=' or '@' or '\t' or '\r') is { }) throw new SheetException($"第 {row.Number} 行有公式。请在表格软件里“选择性粘贴为数值”，再上传。");
            if (kept.Count > SheetLimits.Rows) throw new SheetException($"超过 {SheetLimits.Rows} 行，请分成几个文件上传。");
            kept.Add(row);
        }
        if (kept.Count == 0) throw new SheetException("文件里没有内容，请用模板填写。");
        if (kept.Count == 1) throw new SheetException("文件里只有表头，没有要导入的行。");
        return new([.. kept[0].Cells.Select(c => c.Trim('\uFEFF', ' ', '*'))], kept[1..]);
    }
}
