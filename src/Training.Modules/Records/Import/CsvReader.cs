using System.Text;

namespace Training.Modules.Records.Import;

/// <summary>CSV as spreadsheet programs in China write it: UTF-8, or GB18030 where it is not. Quoting after RFC 4180.</summary>
internal static class CsvReader
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static IEnumerable<SheetRow> Read(byte[] bytes)
    {
        if (bytes.AsSpan().IndexOf((byte)0) >= 0) throw new SheetException("这不是表格文件，或者编码不是 UTF-8、GB18030。请另存为 .xlsx 或 CSV UTF-8 再上传。");
        return Parse(Decode(bytes));
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            try
            {
                return CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                throw new SheetException("文字的编码认不出来。请另存为 .xlsx 或 CSV UTF-8 再上传。");
            }
        }
    }

    private static IEnumerable<SheetRow> Parse(string text)
    {
        var (cells, cell, quoted, number, started) = (new List<string>(), new StringBuilder(), false, 1, 1);
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') number++;
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == ',') Close();
            else if (c is '\r' or '\n')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
                if (c == '\r') number++;
                yield return Row();
            }
            else cell.Append(c);
            if (cell.Length > SheetLimits.CellLength + 1 || cells.Count > SheetLimits.Columns + 1)
                throw new SheetException($"第 {started} 行太长了。请检查引号和逗号，或另存为 .xlsx。");
        }
        if (quoted) throw new SheetException($"第 {started} 行的引号没有收尾，请检查，或另存为 .xlsx。");
        if (cell.Length > 0 || cells.Count > 0) yield return Row();

        void Close()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }

        SheetRow Row()
        {
            Close();
            var row = new SheetRow(started, [.. cells]);
            cells.Clear();
            started = number;
            return row;
        }
    }
}
