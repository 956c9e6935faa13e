using System.IO.Compression;
using System.Text;
using MiniExcelLibs;

namespace Training.Tests.Modules.Records;

/// <summary>Files to import, good and hostile.</summary>
internal static class Workbooks
{
    public const string Head = "工号,姓名,类型,编号,名称,学时,得分,类别,层级,专题,发生日期,说明";

    public static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", [Head, .. rows]));

    /// <summary>A workbook as a spreadsheet program saves it.</summary>
    public static byte[] Xlsx(params object[][] rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows.Select(r => r.Select((cell, i) => (Key: ((char)('A' + i)).ToString(), cell)).ToDictionary(c => c.Key, c => c.cell)).ToList(), printHeader: false);
        return stream.ToArray();
    }

    /// <summary>The workbook with one part replaced or added.</summary>
    public static byte[] With(byte[] workbook, string part, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var old = "";
            if (zip.GetEntry(part) is { } entry)
            {
                using (var reader = new StreamReader(entry.Open())) old = reader.ReadToEnd();
                entry.Delete();
            }
            using var writer = new StreamWriter(zip.CreateEntry(part, CompressionLevel.SmallestSize).Open());
            writer.Write(change(old));
        }
        return stream.ToArray();
    }
}
