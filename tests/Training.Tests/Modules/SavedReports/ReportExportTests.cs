using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.SavedReports;

public sealed class ReportExportTests
{
    [Theory, OnBothDatabases]
    public async Task The_workbook_has_the_official_layout_live_totals_and_definitions(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        using var client = await tenant.SignedInAsync(officer);
        var address = await ReportPagesTests.SaveAsync(client, "console/saved-reports/edit", ReportPagesTests.Fields());
        using var response = await client.GetAsync(address + "/export?format=Xlsx");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var xlsx = await response.Content.ReadAsByteArrayAsync();

        var sheets = Spreadsheet.Read(xlsx);
        Assert.Equal(["报表", "口径说明"], sheets.Keys);
        Assert.StartsWith("每月例会", sheets["报表"][0], StringComparison.Ordinal);
        Assert.Contains("长宁区", sheets["报表"][1], StringComparison.Ordinal);
        Assert.Contains("2026年6月30日", sheets["报表"][2], StringComparison.Ordinal);
        Assert.Contains("IndicatorSpec v1", sheets["报表"][3], StringComparison.Ordinal);
        Assert.Contains($"由 {officer.Name}（{officer.StaffNo}）于 2026-11-09", sheets["报表"][4], StringComparison.Ordinal);
        Assert.Equal("街镇,任职时长,应训,持证,持证率", sheets["报表"][5]);
        Assert.Contains("合计,,11,6,54.5%", sheets["报表"]);
        Assert.Contains(sheets["口径说明"], l => l.StartsWith("持证率,持证 ÷ 应训", StringComparison.Ordinal));

        Assert.Equal(sheets["报表"], (await LibreOffice.RecalculatedAsync(xlsx))["报表"]);
        var sheet = Part(xlsx, "xl/worksheets/sheet1.xml");
        Assert.Contains("SUBTOTAL(9,C7:", sheet, StringComparison.Ordinal);
        Assert.Contains("ROUND(D7/C7,3)", sheet, StringComparison.Ordinal);
        Assert.Contains("state=\"frozen\"", sheet, StringComparison.Ordinal);
        Assert.Contains("orientation=\"landscape\"", sheet, StringComparison.Ordinal);
        Assert.Contains("oddFooter", sheet, StringComparison.Ordinal);
        Assert.Contains("_xlnm.Print_Titles", Part(xlsx, "xl/workbook.xml"), StringComparison.Ordinal);
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().SingleAsync(e => e.Category == "Report" && e.Name == "Exported"));
        Assert.Contains("每月例会", trail.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Totals_are_recomputed_from_the_cells_above_them()
    {
        using var stream = new MemoryStream();
        using (var book = new OfficialWorkbook(stream, "甲 & 乙", "{0}/{1}"))
            book.Add(new("数", [10, 10, 10], 1, 0),
            [
                [new("名"), new("持证"), new("应训")],
                [new("=1+1"), new(1, CellLook.Count), new(3000, CellLook.Count), SheetCell.RateOf(new(1, 3000), "B2", "C2")],
                [new("b\u0001"), new(0, CellLook.Count), new(0, CellLook.Count), SheetCell.RateOf(new(0, 0), "B3", "C3")],
                [new("c"), new(1999, CellLook.Count), new(2000, CellLook.Count), SheetCell.RateOf(new(1999, 2000), "B4", "C4")],
                [new("合计"), SheetCell.SumOf(0, 1, (2, 4)), SheetCell.SumOf(0, 2, (2, 4)), SheetCell.RateOf(new(0, 0), "B5", "C5", total: true)],
            ]);
        var lines = (await LibreOffice.RecalculatedAsync(stream.ToArray()))["数"];
        Assert.Equal("=1+1,1,3000,<0.1%", lines[1]);
        Assert.Equal("b,0,0,—", lines[2]);
        Assert.Equal("c,1999,2000,99.9%", lines[3]);
        Assert.Equal("合计,2000,5000,40%", lines[4]);
    }

    [Theory, OnBothDatabases]
    public async Task Comma_separated_values_have_a_byte_order_mark_and_no_formulas(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var address = await ReportPagesTests.SaveAsync(client, "console/saved-reports/edit", [("title", "=cmd|'/c calc'!A1"), .. ReportPagesTests.Fields()[1..]]);
        var bytes = await client.GetByteArrayAsync(address + "/export?format=Csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("'=cmd|'/c calc'!A1", lines[0]);
        Assert.Contains("合计,,11,6,54.5%", lines);
    }

    [Theory]
    [InlineData("=1", "'=1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("<5", "<5")]
    [InlineData("—", "—")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠a", "'＠a")]
    [InlineData("", "")]
    public void No_cell_is_taken_for_a_formula(string cell, string written) => Assert.Equal(written, Cells.InLine(cell));

    [Theory, OnBothDatabases]
    public async Task The_print_form_is_a_pdf_whose_text_can_be_copied(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        using var client = await tenant.SignedInAsync(officer);
        var address = await ReportPagesTests.SaveAsync(client, "console/saved-reports/edit", ReportPagesTests.Fields());
        var text = await Pdf.TextAsync(await client.GetByteArrayAsync(address + "/export?format=Pdf"));
        foreach (var words in new[] { "每月例会", "长宁区", "新华路街道", "54.5%", "持证率", "第 1 页，共 2 页", $"由 {officer.Name}（{officer.StaffNo}）于 2026-11-09" })
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains("合计", await Pdf.TextAsync(await client.GetByteArrayAsync("console/saved-reports/dashboard?format=pdf&date=2026-06-30&line=education")), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Small_counts_outside_ones_scope_are_in_no_file(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var csv = Encoding.UTF8.GetString(await client.GetByteArrayAsync("console/saved-reports/dashboard?format=csv&date=2026-06-30"));
        Assert.Contains("新华路街道,专职心理教师,<5,<5,<5,<5,<5,<5,<5,<5,<5,<5,<5,<5,<5,<5,<5,—,—,—", csv, StringComparison.Ordinal);
        var sheet = Part(await client.GetByteArrayAsync("console/saved-reports/dashboard?date=2026-06-30"), "xl/worksheets/sheet1.xml");
        Assert.Contains("&lt;5", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_thousand_rows_are_written_in_little_time_and_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        long most = 0;
        using (var stream = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose))
        using (var book = new OfficialWorkbook(stream, "甲", "{0}/{1}"))
            Assert.Equal(20_000, book.Add(new("数", [.. Enumerable.Repeat(12d, 16)], 1, 0), Enumerable.Range(1, 20_000).Select(i =>
            {
                if (i % 5000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                return (IReadOnlyList<SheetCell>)[new("新华路街道"), new("儿童主任"), .. Enumerable.Range(0, 12).Select(n => new SheetCell(n * i, CellLook.Count)), SheetCell.RateOf(new(1, 2), "C2", "D2"), SheetCell.RateOf(new(1, 2), "E2", "D2")];
            })));
        Assert.True(most < 30_000_000, $"{most / 1_000_000} MB");
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10), Stopwatch.GetElapsedTime(start).ToString());
    }

    private static string Part(byte[] xlsx, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
