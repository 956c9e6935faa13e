using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.SavedReports;

/// <summary>One report of 街镇 × 岗位 as a street's staff, a line's staff, the district and the city meet it: page, list, preview, files, data interface.</summary>
public sealed class ReportScopeTests
{
    private static readonly string[] Figures = ["InPost", "Excluded", "Required", "Certified", "Expired", "NeverCertified", "RevokedOrSuspended", "CertificationRate"];

    private static readonly (string, string)[] Fields =
    [
        ("title", "全区一览"), ("basis", "Assignment"), .. Figures.Select(f => ("figures", f)), ("row1", "Street"), ("row2", "Role"), ("column", ""),
        ("day", "Fixed"), ("fixedDay", "2026-06-30"), ("share", "district"),
    ];

    [Theory, OnBothDatabases]
    public async Task Page_preview_and_every_file_tell_the_same_and_nothing_small_of_others(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var district = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var address = await ReportPagesTests.SaveAsync(district, "console/saved-reports/edit", Fields);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        foreach (var (client, own) in new (HttpClient, Func<string, bool>)[]
        {
            (district, _ => true), (street, r => r.StartsWith("华阳路", StringComparison.Ordinal)), (line, r => r.Contains("专职心理教师", StringComparison.Ordinal) || r.Contains("班主任", StringComparison.Ordinal)),
        })
        {
            var rows = Rows(await client.PageAsync(address));
            using var shown = await client.SubmitAsync(await client.PageAsync("console/saved-reports/edit"), "form[data-form=report]", Fields);
            Assert.Equal(rows, Rows(await shown.DocumentAsync()));
            var csv = Encoding.UTF8.GetString(await client.GetByteArrayAsync(address + "/export?format=Csv")).Split("\r\n");
            Assert.All(rows, r => Assert.Contains(r, csv));
            var sheet = Spreadsheet.Read(await client.GetByteArrayAsync(address + "/export?format=Xlsx"))["报表"];
            // A spreadsheet writes 100% for 100.0%.
            Assert.All(rows, r => Assert.Contains(r.Replace(".0%", "%", StringComparison.Ordinal), sheet));
            var pdf = (await Pdf.TextAsync(await client.GetByteArrayAsync(address + "/export?format=Pdf"))).Split('\n').Select(l => string.Join(',', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
            Assert.All(rows.Where(r => !r.StartsWith("合计", StringComparison.Ordinal)), r => Assert.Contains(r, pdf));
            Check(rows, own);
        }
        // The city's staff have no report of a district; its site has none at all.
        using var city = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.CityStaff));
        foreach (var to in new[] { address, address + "/export?format=Csv", "console/saved-reports", "console/saved-reports/edit", "console/saved-reports/dashboard" })
            Assert.NotEqual(HttpStatusCode.OK, (await city.GetAsync(to)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Posts_in_another_line_than_their_roles_are_not_told_to_the_staff_of_the_roles_line(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        var people = new List<TestPerson>();
        for (var i = 0; i < 3; i++) people.Add(await tenant.AddPersonAsync(null));
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            // No page enters such a post; a file of facts may.
            foreach (var person in people)
                db.Add(new RoleAssignment
                {
                    PersonId = person.Id, Role = TrainingRole.ChildWelfareSocialWorker, Line = Line.Education, SubDistrictId = tenant.XinhualuId, Start = new(2025, 1, 1), RecordedUtc = tenant.App.Clock.UtcNow(),
                });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None);
        });
        using var district = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var address = await ReportPagesTests.SaveAsync(district, "console/saved-reports/edit", Fields);
        const string Row = "新华路街道,儿童福利社工,";
        Assert.Contains(Row + "3,0,3,0,0,3,0,0.0%", Rows(await district.PageAsync(address)));

        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        var told = Rows(await line.PageAsync(address));
        Assert.All(told.Single(r => r.StartsWith(Row, StringComparison.Ordinal))[Row.Length..].Split(','), cell => Assert.Contains(cell, new[] { "<5", "＊", "—" }));
        var csv = Encoding.UTF8.GetString(await line.GetByteArrayAsync(address + "/export?format=Csv")).Split("\r\n");
        Assert.All(told, r => Assert.Contains(r, csv));
        // The line's own posts are told as before, however few.
        Assert.Contains(told, r => r.StartsWith("华阳路街道,儿童督导员,1,0,1,1,", StringComparison.Ordinal));
        Assert.Contains(told, r => r.StartsWith("新华路街道,儿童主任,4,1,3,3,", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_token_tells_nothing_that_lies_outside_its_scope(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var district = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var (scope, own, levels) in new ((string, string), Func<string, bool>, string[])[]
        {
            (("streets", tenant.HuayangluId.ToString(CultureInfo.InvariantCulture)), r => r.StartsWith("310105001", StringComparison.Ordinal), ["street", "neighborhood", "school"]),
            (("lines", "Education"), r => r.Contains("school-counselor", StringComparison.Ordinal) || r.Contains("homeroom-teacher", StringComparison.Ordinal), ["street", "district", "neighborhood", "school"]),
        })
        {
            using var made = await district.SubmitAsync(await district.PageAsync("console/api-tokens"), "form[data-form=token]", ("title", "试用"), ("expires", tenant.Today.AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), scope);
            using var client = tenant.Visitor();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await made.DocumentAsync()).QuerySelector<IHtmlInputElement>("#secret")!.Value);
            foreach (var basis in new[] { "assignment", "person" })
            {
                var inStreets = new Dictionary<string, int>();
                foreach (var level in new[] { "street", "district", "neighborhood", "school" })
                {
                    using var response = await client.GetAsync($"api/v1/rates?date=2026-06-30&level={level}&basis={basis}&by=role");
                    Assert.Equal(levels.Contains(level) ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
                    if (!response.IsSuccessStatusCode) continue;
                    using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
                    foreach (var of in answer.RootElement.GetProperty("rows").EnumerateArray().GroupBy(row => row.GetProperty("role").GetString()!))
                    {
                        // Posts that stand at no 居民区 or school have no unit there; they are of the street all the same.
                        Assert.All(of, row => Assert.True((level != "street" && row.GetProperty("unit").GetString() is null && inStreets.ContainsKey(of.Key)) || own($"{row.GetProperty("unit").GetString()} {of.Key}"), $"{level} {basis} {row}"));
                        var posts = of.Sum(row => row.GetProperty(basis == "person" ? "personInPost" : "inPost").GetInt32());
                        if (level == "street") inStreets[of.Key] = posts;
                        else Assert.InRange(posts, 0, inStreets[of.Key]);
                    }
                }
            }
        }
    }

    private static List<string> Rows(IHtmlDocument page) => [.. page.QuerySelectorAll("table.report tbody tr").Select(r => string.Join(',', r.Children.Select(c => c.TextContent.Trim())))];

    private static void Check(List<string> rows, Func<string, bool> own)
    {
        var shown = rows.Select(r => (Row: r, Cells: r.Split(','))).ToList();
        foreach (var (row, cells) in shown.Where(r => !own(r.Row)))
        {
            // Of the total the reader knows what the other streets have none of.
            for (var f = 2; f < cells.Length - 1; f++)
                if (cells[f] is "1" or "2" or "3" or "4")
                    Assert.True(cells[0] == "合计" && shown.Where(r => r.Cells[1] == "小计" && !own(r.Row)).All(r => r.Cells[f] == "0"), row);
            if (cells[4] is "<5" or "＊" || cells[5] is "<5" or "＊") Assert.Equal("—", cells[^1]);
        }
        // No sum of a street has a single unknown.
        foreach (var block in shown.Where(r => !r.Row.StartsWith("合计", StringComparison.Ordinal)).GroupBy(r => r.Cells[0]))
            for (var f = 2; f < Figures.Length + 1; f++)
                Assert.NotEqual(1, block.Count(r => r.Cells[f] is "<5" or "＊"));
        // 应训 = 持证 + 过期 + 未取证 + 撤销/暂停, 在岗 = 应训 + 不计入.
        foreach (var (row, cells) in shown)
        {
            Assert.NotEqual(1, cells[4..9].Count(c => c is "<5" or "＊"));
            Assert.NotEqual(1, cells[2..5].Count(c => c is "<5" or "＊"));
        }
    }
}
