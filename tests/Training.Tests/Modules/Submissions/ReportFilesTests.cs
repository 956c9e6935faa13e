using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Submissions.Documents;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;
using Training.Tests.Modules.SavedReports;

namespace Training.Tests.Modules.Submissions;

/// <summary>The files of a submitted report in the official layout (docs/decisions/0014).</summary>
public sealed class ReportFilesTests
{
    [Theory, OnBothDatabases]
    public async Task The_workbook_recalculates_in_LibreOffice_to_what_was_submitted(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.PlaceAtDistrictAsync(3);
        await chain.ConfirmAsync(chain.Huayanglu, chain.District.HuayangluId, remark: "=1+1，已核对");
        Assert.Null(await chain.SubmitAsync("新华路系统故障"));
        using var officer = await chain.District.SignedInAsync(chain.Officer);
        var xlsx = await officer.GetByteArrayAsync("console/reports/2026-10/1/xlsx");
        var sheets = Spreadsheet.Read(xlsx);
        Assert.Equal(["封面", "街镇条线岗位", "合计", "人头口径", "街镇确认", "口径说明"], sheets.Keys);
        var rows = sheets["街镇条线岗位"];
        Assert.StartsWith("长宁区2026年10月月报", rows[0], StringComparison.Ordinal);
        Assert.Contains("长宁区", rows[1], StringComparison.Ordinal);
        Assert.Contains("2026年10月31日", rows[2], StringComparison.Ordinal);
        Assert.Contains("IndicatorSpec v1", rows[3], StringComparison.Ordinal);
        Assert.Contains($"由 {chain.Officer.Name}（{chain.Officer.StaffNo}）于 2026-11-09", rows[4], StringComparison.Ordinal);
        Assert.StartsWith("街镇,条线,岗位,应训,已完成,持证,", rows[5], StringComparison.Ordinal);
        var document = ReportJson.Read<ReportDocument>((await chain.SubmissionsAsync())[0].Document)!;
        var total = document.Total();
        Assert.StartsWith($"合计,全部,全部,{total["required"]},{total["completed"]},{total["certified"]},", rows[^1], StringComparison.Ordinal);
        Assert.Contains(rows, r => r.StartsWith("区本级,民政,儿童主任,3,", StringComparison.Ordinal));
        foreach (var row in document.Totals)
            Assert.Contains(sheets["合计"], l => l.StartsWith($"{row.UnitName},{row.LineTitle ?? "全部"},{row.RoleTitle ?? "全部"},{row["required"]},{row["completed"]},{row["certified"]},", StringComparison.Ordinal));
        Assert.Contains(sheets["街镇确认"], l => l.Contains("=1+1，已核对", StringComparison.Ordinal));
        Assert.Contains(sheets["口径说明"], l => l.StartsWith("持证,", StringComparison.Ordinal));

        var recalculated = await LibreOffice.RecalculatedAsync(xlsx);
        foreach (var name in sheets.Keys) Assert.Equal(sheets[name], recalculated[name]);
        var (inner, sums) = (Part(xlsx, 2), Part(xlsx, 3));
        Assert.Contains("<f>SUM($D$7:$D$", inner, StringComparison.Ordinal);
        Assert.Contains("ROUND(F7/D7,3)", inner, StringComparison.Ordinal);
        Assert.Equal(document.Totals.Count * 15, Regex.Count(sums, "<f>SUM"));
        Assert.Contains("SUMIFS('街镇条线岗位'!", sums, StringComparison.Ordinal);
        foreach (var part in new[] { "state=\"frozen\"", "orientation=\"landscape\"", "oddFooter", "fitToPage" }) Assert.Contains(part, sums, StringComparison.Ordinal);
        var trail = await chain.District.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().SingleAsync(e => e.Category == "Report" && e.Name == "Exported"));
        Assert.Contains("2026-10 第 1 次", trail.Summary, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_print_form_and_the_comma_separated_one_say_the_same(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAsync(chain.Huayanglu, chain.District.HuayangluId, remark: "=1+1，已核对");
        Assert.Null(await chain.SubmitAsync("新华路系统故障"));
        using var officer = await chain.District.SignedInAsync(chain.Officer);
        var stored = (await chain.SubmissionsAsync())[0];
        var total = ReportJson.Read<ReportDocument>(stored.Document)!.Total();
        var csv = await officer.GetByteArrayAsync("console/reports/2026-10/1/csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        var lines = Encoding.UTF8.GetString(csv[3..]).Split("\r\n");
        Assert.Equal("长宁区2026年10月月报", lines[0]);
        Assert.Contains(lines, l => l.StartsWith($"长宁区,全部,全部,{total["required"]},{total["completed"]},{total["certified"]},", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("华阳路街道,已确认,", StringComparison.Ordinal) && l.EndsWith("'=1+1，已核对", StringComparison.Ordinal));
        Assert.Contains(lines, l => l == "SHA-256," + stored.Hash);
        var pdf = await Pdf.TextAsync(await officer.GetByteArrayAsync("console/reports/2026-10/1/pdf"));
        foreach (var words in new[] { "长宁区2026年10月月报", "单位：长宁区", "截至：2026年10月31日", "新华路街道", "人头口径", "新华路系统故障", stored.Hash, "口径说明", total.Rates["certificationRate"], $"由 {chain.Officer.Name}（{chain.Officer.StaffNo}）于 2026-11-09" })
            Assert.Contains(words, pdf, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_report_that_came_late_says_so_in_the_district_in_the_city_and_in_its_document(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database, "submissions-late");
        await chain.ConfirmAllAsync();
        using var officer = await chain.District.SignedInAsync(chain.Officer);
        using var city = await chain.City.SignedInAsync(chain.CityOfficer);
        Assert.DoesNotContain("逾期", (await officer.PageAsync("console/reports")).Body!.TextContent, StringComparison.Ordinal);
        chain.District.App.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Contains("逾期 2 天", (await officer.PageAsync("console/reports")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("逾期 2 天", (await city.PageAsync("console/city/reports")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(await chain.SubmitAsync());
        var document = ReportJson.Read<ReportDocument>((await chain.SubmissionsAsync())[0].Document)!;
        Assert.Equal((ReportDocument.CurrentFormat, 2), (document.Format, document.DaysLate()));
        Assert.Equal([new DateOnly(2026, 11, 5), new DateOnly(2026, 11, 10)], new[] { document.Period.ConfirmBy!.Value, document.Period.SubmitBy!.Value });
        // What is sent again after a return keeps the first day; the days do not go on growing.
        Assert.Null(await chain.DecideAsync(Training.Modules.Submissions.Models.SubmissionState.Returned, "请核对新华路"));
        chain.District.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await chain.SubmitAsync());
        foreach (var (client, address) in new[]
        {
            (officer, "console/reports"), (officer, "console/reports/2026-10"), (officer, "console/reports/2026-10/1"), (city, "console/city/reports"), (city, "console/city/reports/" + (await chain.CopiesAsync())[0].Ref),
        })
        {
            var text = (await client.PageAsync(address)).QuerySelector("main")!.TextContent;
            Assert.Contains("逾期 2 天", text, StringComparison.Ordinal);
            Assert.DoesNotContain("逾期 3 天", text, StringComparison.Ordinal);
        }
        Assert.Equal(0, ReportJson.Read<ReportDocument>((await chain.SubmissionsAsync())[1].Document)!.DaysLate());
    }

    private static string Part(byte[] xlsx, int sheet)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        using var reader = new StreamReader(zip.GetEntry($"xl/worksheets/sheet{sheet}.xml")!.Open());
        return reader.ReadToEnd();
    }
}
