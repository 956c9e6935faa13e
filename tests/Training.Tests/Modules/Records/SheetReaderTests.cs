using System.Text;
using CsCheck;
using Training.Modules.Records.Import;

namespace Training.Tests.Modules.Records;

public sealed class SheetReaderTests
{
    private static readonly object[][] Good = [["工号", "姓名"], ["T0001", "试用1号"], ["T0002", "试用2号"]];

    private static string Refusal(byte[] bytes) => Assert.Throws<SheetException>(() => SheetReader.Read(bytes)).Message;

    [Fact]
    public void A_csv_in_utf8_is_read_with_quotes_and_empty_lines()
    {
        var sheet = SheetReader.Read(Encoding.UTF8.GetBytes("\uFEFF工号,说明\r\n\r\nT0001,\"有,逗号\"\nT0002,\"有\"\"引号\"\"\"\r\n"));
        Assert.Equal(["工号", "说明"], sheet.Head);
        Assert.Equal([(3, "有,逗号"), (4, "有\"引号\"")], sheet.Rows.Select(r => (r.Number, r.Cells[1])));
    }

    [Fact]
    public void A_csv_in_gb18030_is_read() =>
        Assert.Equal("陈静", SheetReader.Read(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("工号,姓名\nT0001,陈静\n")).Rows[0].Cells[1]);

    [Fact]
    public void A_workbook_is_read_with_dates_as_dates()
    {
        var sheet = SheetReader.Read(Workbooks.Xlsx(["工号", "发生日期", "学时"], ["T0001", new DateTime(2026, 3, 5), 1.5]));
        Assert.Equal(["T0001", "2026-03-05", "1.5"], sheet.Rows[0].Cells);
        Assert.Equal(2, sheet.Rows[0].Number);
    }

    [Fact]
    public void A_workbook_with_a_formula_is_refused_with_its_cell() =>
        Assert.Contains("公式", Refusal(Workbooks.With(Workbooks.Xlsx(Good), "xl/worksheets/sheet1.xml", xml => xml.Replace("</x:c>", "<x:f>1+1</x:f></x:c>", StringComparison.Ordinal).Replace("</c>", "<f>1+1</f></c>", StringComparison.Ordinal))));

    [Fact]
    public void A_csv_with_a_formula_is_refused() => Assert.Contains("公式", Refusal(Encoding.UTF8.GetBytes("工号,姓名\nT0001,=cmd|'/c calc'!A1\n")));

    [Fact]
    public void A_workbook_with_macros_is_refused() =>
        Assert.Contains("宏", Refusal(Workbooks.With(Workbooks.Xlsx(Good), "xl/vbaProject.bin", _ => "x")));

    [Fact]
    public void A_zip_bomb_is_not_unpacked() =>
        Assert.Contains("太大", Refusal(Workbooks.With(Workbooks.Xlsx(Good), "xl/media/image1.png", _ => new string('0', 70 * 1024 * 1024))));

    [Fact]
    public void A_zip_that_is_no_workbook_is_refused() =>
        Assert.Contains("不是 .xlsx", Refusal(Workbooks.With(EmptyZip(), "readme.txt", _ => "x")));

    [Fact]
    public void A_damaged_workbook_is_refused() => Assert.Contains("打不开", Refusal(Workbooks.Xlsx(Good)[..400]));

    [Fact]
    public void A_document_type_in_a_workbook_is_refused() =>
        Assert.Contains("打不开", Refusal(Workbooks.With(Workbooks.Xlsx(Good), "xl/worksheets/sheet1.xml", xml => "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + xml[(xml.IndexOf("?>", StringComparison.Ordinal) + 2)..])));

    [Theory]
    [InlineData("%PDF-1.7 1,2"), InlineData("")]
    public void What_is_no_table_is_refused(string text) => Assert.NotEmpty(Refusal(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Nul_bytes_are_refused() => Assert.Contains("编码", Refusal([.. Encoding.UTF8.GetBytes("工号,姓名\nT0001,"), 0, 0, (byte)'\n']));

    [Fact]
    public void An_unfinished_quote_is_refused_with_its_row() => Assert.Contains("第 2 行", Refusal(Encoding.UTF8.GetBytes("工号,姓名\nT0001,\"没有收尾\nT0002,x\n")));

    [Fact]
    public void Five_thousand_rows_are_read_and_not_one_more()
    {
        string Rows(int count) => "工号,姓名\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"T{i},甲\n"));
        Assert.Equal(5_000, SheetReader.Read(Encoding.UTF8.GetBytes(Rows(5_000))).Rows.Count);
        Assert.Contains("5000", Refusal(Encoding.UTF8.GetBytes(Rows(5_001))));
    }

    [Fact]
    public void A_file_of_more_than_five_megabytes_is_refused() => Assert.Contains("5 MB", Refusal(new byte[(5 * 1024 * 1024) + 1]));

    [Fact]
    public void No_bytes_whatever_do_more_than_be_refused() => Gen.Byte.Array[0, 400].Sample(bytes =>
    {
        try
        {
            SheetReader.Read(bytes);
        }
        catch (SheetException)
        {
            // That is the answer to rubbish; any other exception fails the test.
        }
    });

    private static byte[] EmptyZip()
    {
        using var stream = new MemoryStream();
        using (new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true)) { }
        return stream.ToArray();
    }
}
