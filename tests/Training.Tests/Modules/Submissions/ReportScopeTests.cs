using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Submissions.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;
using Training.Tests.Modules.SavedReports;

namespace Training.Tests.Modules.Submissions;

/// <summary>An original and its correction as a street, a line, a school, the district and the city meet them: page and files.</summary>
public sealed class ReportScopeTests
{
    private static readonly string[] Files = ["xlsx", "pdf", "csv", "zip"];

    private static async Task<Chain> CorrectedAsync(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        Assert.Null(await chain.ConfirmAsync(chain.Huayanglu, chain.District.HuayangluId, remark: "华阳路已逐人核对"));
        Assert.Null(await chain.ConfirmAsync(chain.Xinhualu, chain.District.XinhualuId, remark: "新华路也核对过"));
        Assert.Null(await chain.SubmitAsync());
        Assert.Null(await chain.DecideAsync(SubmissionState.Accepted));
        await chain.RecordLateAsync();
        Assert.Null(await chain.SubmitAsync("补录了一条学习记录"));
        return chain;
    }

    [Theory, OnBothDatabases]
    public async Task A_street_reads_nothing_of_another_street_in_an_original_and_in_a_correction(TestDatabase database)
    {
        var chain = await CorrectedAsync(database);
        foreach (var (officer, own, other) in new[] { (chain.Huayanglu, "华阳路", "新华路"), (chain.Xinhualu, "新华路", "华阳路") })
        {
            using var client = await chain.District.SignedInAsync(officer);
            foreach (var number in new[] { 1, 2 })
            {
                var main = (await client.PageAsync($"console/reports/2026-10/{number}")).QuerySelector("main")!;
                Assert.Contains(own + "街道", main.TextContent, StringComparison.Ordinal);
                Assert.DoesNotContain(other, main.TextContent, StringComparison.Ordinal);
                // Of two streets the other one's figures are the total without the own.
                var document = Training.Modules.Submissions.Documents.ReportJson.Read<Training.Modules.Submissions.Documents.ReportDocument>((await chain.SubmissionsAsync())[number - 1].Document)!;
                var rest = document.Totals.Single(t => t is { Line: null, Role: null } && t.UnitName.StartsWith(other, StringComparison.Ordinal));
                var table = main.QuerySelector("section[aria-labelledby=sum-h] table")!;
                var heads = table.QuerySelectorAll("thead th").Select(h => h.QuerySelector("summary")?.TextContent ?? h.TextContent).ToList();
                var total = table.QuerySelectorAll("tbody tr").Last().Children.Select(c => c.TextContent).ToList();
                Assert.Contains(document.Measures, m => rest[m.Key] is > 0 and < 5);
                foreach (var measure in document.Measures.Where(m => rest[m.Key] is > 0 and < 5))
                    Assert.True(total[heads.IndexOf(measure.Title)] is "<5" or "＊", $"{measure.Title}: {total[heads.IndexOf(measure.Title)]}");
            }
            // What was recorded late is of 华阳路.
            Assert.Equal(own == "华阳路", (await client.PageAsync("console/reports/2026-10/2")).QuerySelectorAll("section[aria-labelledby=diff-h] details.alt tbody tr").Any(r => r.TextContent.Contains(own, StringComparison.Ordinal)));
            await RefusedAsync(client);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_line_reads_its_line_and_no_remark_of_a_street(TestDatabase database)
    {
        var chain = await CorrectedAsync(database);
        using var line = await chain.District.SignedInAsync(await chain.District.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        foreach (var number in new[] { 1, 2 })
        {
            var main = (await line.PageAsync($"console/reports/2026-10/{number}")).QuerySelector("main")!;
            Assert.DoesNotContain("核对", main.TextContent.Replace("核对报送文件", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.All(main.QuerySelectorAll("section[aria-labelledby=rows-h] tbody tr"), r => Assert.Contains("教育", r.TextContent, StringComparison.Ordinal));
            foreach (var definition in main.QuerySelectorAll("table details.def").ToList()) definition.Remove();
            Assert.DoesNotContain("儿童主任", string.Concat(main.QuerySelectorAll("table").Select(t => t.TextContent)), StringComparison.Ordinal);
        }
        await RefusedAsync(line);
        // The list of streets of the period: a small count hides its share.
        var rows = (await line.PageAsync("console/reports/2026-10")).QuerySelectorAll("section[aria-labelledby=streets-h] tbody tr").ToList();
        Assert.Equal(2, rows.Count);
        foreach (var cells in rows.Select(r => r.Children.Select(c => c.TextContent).ToList()))
        {
            Assert.DoesNotContain("核对", string.Concat(cells), StringComparison.Ordinal);
            if (cells[2] is "<5" or "＊" || cells[3] is "<5" or "＊") Assert.Equal("—", cells[4]);
            Assert.DoesNotContain(cells[2..4], c => c is "1" or "2" or "3" or "4");
        }
        Assert.Contains(rows, r => r.TextContent.Contains("<5", StringComparison.Ordinal) || r.TextContent.Contains('＊', StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_schools_administrator_has_no_reports_and_the_district_all_of_them(TestDatabase database)
    {
        var chain = await CorrectedAsync(database);
        var school = await chain.District.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var unit = new OrgUnit { Code = "310105-s1", Name = "示例小学", Kind = OrgUnitKind.School, ParentId = chain.District.HuayangluId, Line = Line.Education };
            db.Add(unit);
            await db.SaveChangesAsync();
            return unit.Id;
        });
        using var admin = await chain.District.SignedInAsync(await chain.District.AddPersonAsync(null, grants: new StaffGrant { PersonId = 0, Role = StaffRole.SchoolAdmin, WorkUnitId = school }));
        foreach (var address in new[] { "console/reports", "console/reports/2026-10", "console/reports/2026-10/1", "console/reports/2026-10/2" })
            using (var answer = await admin.GetAsync(address)) Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        await RefusedAsync(admin);

        using var officer = await chain.District.SignedInAsync(chain.Officer);
        var page = (await officer.PageAsync("console/reports/2026-10/2")).QuerySelector("main")!;
        Assert.Contains("14 处不同", page.TextContent, StringComparison.Ordinal);
        Assert.Equal(14, page.QuerySelectorAll("section[aria-labelledby=diff-h] details.alt tbody tr").Length);
        Assert.Contains("新华路也核对过", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("<5", string.Concat(page.QuerySelectorAll("td, dl.sums[aria-label] dd").Select(c => c.TextContent)), StringComparison.Ordinal);
        // Definitions open beside the sums, in the two reports side by side and in the list of differences.
        Assert.True(page.QuerySelectorAll("dl.sums details.def").Length >= 6);
        Assert.True(page.QuerySelectorAll("section[aria-labelledby=diff-h] th details.def").Length >= 15);
        Assert.Equal(14, page.QuerySelectorAll("section[aria-labelledby=diff-h] details.alt td details.def").Length);
        foreach (var kind in Files)
            using (var file = await officer.GetAsync("console/reports/2026-10/2/" + kind)) Assert.Equal(HttpStatusCode.OK, file.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task The_city_is_told_no_count_below_five_on_the_page_or_in_a_file_it_can_read(TestDatabase database)
    {
        var chain = await CorrectedAsync(database);
        using var city = await chain.City.SignedInAsync(chain.CityOfficer);
        foreach (var copy in await chain.CopiesAsync())
        {
            var page = await city.PageAsync("console/city/reports/" + copy.Ref);
            var main = page.QuerySelector("main")!;
            Assert.Contains("原件与区里的签名一致", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains("<5", main.TextContent, StringComparison.Ordinal);
            Assert.Contains("新华路也核对过", main.TextContent, StringComparison.Ordinal);
            NothingSmall(main.QuerySelectorAll("td.r").Select(c => c.TextContent));
            NothingSmall(main.QuerySelectorAll("dl.sums[aria-label] dd").Select(c => c.TextContent));
            var csv = Encoding.UTF8.GetString(await city.GetByteArrayAsync($"console/city/reports/{copy.Ref}/csv"));
            NothingSmall(Figures(csv.Split("\r\n")));
            var sheets = Spreadsheet.Read(await city.GetByteArrayAsync($"console/city/reports/{copy.Ref}/xlsx"));
            foreach (var name in new[] { "街镇条线岗位", "合计", "人头口径" }) NothingSmall(Figures(sheets[name]));
            if (sheets.TryGetValue("差异", out var differences)) NothingSmall(Figures(differences));
            // The same rows with the same figures in each of them.
            var shown = main.QuerySelectorAll("section[aria-labelledby=sum-h] tbody tr").Select(r => string.Join(',', r.Children.Take(6).Select(c => c.TextContent))).ToList();
            Assert.All(shown, row => Assert.Contains(sheets["合计"], l => l.StartsWith(row, StringComparison.Ordinal)));
            Assert.All(shown, row => Assert.Contains("\r\n" + row, csv, StringComparison.Ordinal));
            Assert.Contains("<5", await Pdf.TextAsync(await city.GetByteArrayAsync($"console/city/reports/{copy.Ref}/pdf")), StringComparison.Ordinal);
            using (var whole = await city.GetAsync($"console/city/reports/{copy.Ref}/zip")) Assert.NotEqual(HttpStatusCode.OK, whole.StatusCode);
        }
        Assert.Equal((await chain.SubmissionsAsync()).ConvertAll(s => s.Document), (await chain.CopiesAsync()).ConvertAll(c => c.Document));
        var trail = await chain.City.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().CountAsync(e => e.Category == "Report" && e.Name == "Exported" && e.Summary.Contains("2026-10")));
        Assert.True(trail >= 6);
    }

    /// <summary>Cells of numbers in lines of tables, behind three columns of words.</summary>
    private static IEnumerable<string> Figures(IEnumerable<string> lines) => lines.Select(l => l.Split(',')).Where(c => c.Length >= 6 && c[0].Length > 0).SelectMany(c => c[3..]);

    private static void NothingSmall(IEnumerable<string> cells) =>
        Assert.DoesNotContain(cells, c => int.TryParse(c.Trim().TrimStart('\''), NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 5);

    private static async Task RefusedAsync(HttpClient client)
    {
        foreach (var kind in Files)
            foreach (var number in new[] { 1, 2 })
                using (var answer = await client.GetAsync($"console/reports/2026-10/{number}/{kind}")) Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }
}
