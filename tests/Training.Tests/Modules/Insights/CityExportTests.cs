using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;
using Training.Tests.Modules.Submissions;

namespace Training.Tests.Modules.Insights;

/// <summary>A city of two districts: the worked example, and one with enough people to be told of.</summary>
public sealed class CityExportTests
{
    private const string Day = "2026-06-30";

    [Theory, OnBothDatabases]
    public async Task What_is_on_screen_is_in_the_file_cell_by_cell(TestDatabase database)
    {
        var city = await CityAsync(database);
        var staff = await city.OfficerAsync();
        using var officer = await city.Site.SignedInAsync(staff);
        foreach (var choice in new[] { "", "&line=civil-affairs", "&role=child-director", "&scheme=child-director", "&line=education&role=homeroom-teacher", "&role=child-director&scheme=neighbor-mother" })
        {
            var page = await officer.PageAsync($"console/city?date={Day}{choice}");
            var file = await LinesAsync(officer, $"console/city/export?date={Day}{choice}&format=csv");
            var districts = page.QuerySelectorAll(".rank tbody tr").ToList();
            Assert.Equal(2, districts.Count);
            // The bar and the drawn line have no column of their own.
            foreach (var row in districts) Assert.Contains(string.Join(',', Cells(row).Where((_, i) => i is not (3 or 6))), file);
            foreach (var row in page.QuerySelectorAll("section[aria-labelledby=people-h] tbody tr")) Assert.Contains(string.Join(',', Cells(row)), file);
            var total = file.Single(l => l.StartsWith("全市,", StringComparison.Ordinal)).Split(',');
            var tiles = page.QuerySelectorAll("dl.kpis dd:not(.note)").Select(d => d.TextContent.Trim()).ToList();
            Assert.Equal([total[7] + "人次", total[2], total[5], total[9] + "人次"], tiles);

            page = await officer.PageAsync($"console/city/{city.Big.Tenant.Name}?date={Day}{choice}");
            file = await LinesAsync(officer, $"console/city/{city.Big.Tenant.Name}/export?date={Day}{choice}&format=csv");
            var rows = page.QuerySelectorAll("table.heat tbody tr").ToList();
            Assert.True(rows.Count >= 4);
            foreach (var row in rows) Assert.Contains(string.Join(',', Cells(row)), file);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_workbook_has_the_official_layout_and_live_totals_and_is_on_the_trail(TestDatabase database)
    {
        var city = await CityAsync(database);
        var staff = await city.OfficerAsync();
        using var officer = await city.Site.SignedInAsync(staff);
        var address = $"console/city/export?date={Day}";
        var xlsx = await officer.GetByteArrayAsync(address);
        await LibreOffice.OpensAsync(xlsx);
        var sheets = Spreadsheet.Read(xlsx);
        Assert.Equal(["持证率", "人头口径", "十二个月", "口径说明"], sheets.Keys);
        Assert.StartsWith("全市持证情况", sheets["持证率"][0], StringComparison.Ordinal);
        Assert.Contains("单位：全市 2 个区", sheets["持证率"][1], StringComparison.Ordinal);
        Assert.Contains("2026年6月30日", sheets["持证率"][2], StringComparison.Ordinal);
        Assert.Contains("条线：全部条线；岗位：全部岗位；方案：全部方案", sheets["持证率"][3], StringComparison.Ordinal);
        Assert.Contains($"由 {staff.Name}（{staff.StaffNo}）于 2026-11-09", sheets["持证率"][5], StringComparison.Ordinal);
        // Eleven of the one, seventeen more of the other: together, as a live sum.
        Assert.Equal("39", sheets["持证率"].Single(l => l.StartsWith("全市,", StringComparison.Ordinal)).Split(',')[7]);
        var sheet = Part(xlsx, "xl/worksheets/sheet1.xml");
        Assert.Contains("SUM(H8:H9)", sheet, StringComparison.Ordinal);
        Assert.Contains("state=\"frozen\"", sheet, StringComparison.Ordinal);
        Assert.Contains("oddFooter", sheet, StringComparison.Ordinal);
        Assert.Contains(sheets["口径说明"], l => l.StartsWith("应训,", StringComparison.Ordinal));
        var everything = string.Concat(sheets.Values.SelectMany(l => l).Where(l => !l.StartsWith('由')));
        Assert.DoesNotContain("试用", everything, StringComparison.Ordinal);

        var streets = await officer.GetByteArrayAsync($"console/city/{city.Big.Tenant.Name}/export?date={Day}");
        Assert.Equal(["任职口径", "人头口径", "口径说明"], Spreadsheet.Read(streets).Keys);
        var trail = await city.Site.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>()
            .Where(e => e.Category == "Rates" && e.Name == "Exported" && e.UserId == staff.UserId).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(["city", city.Big.Tenant.Name], trail.Select(e => e.Subject));
        Assert.Contains("截至 2026-06-30", trail[0].Summary, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Where_the_certified_are_not_told_no_rate_tells_them(TestDatabase database)
    {
        var city = await CityAsync(database);
        using var officer = await city.Site.SignedInAsync(await city.OfficerAsync());
        // Of 民政 7 and 13 are required; in both districts five are certified, which beside one of 教育 are not told.
        var page = await officer.PageAsync($"console/city?date={Day}&line=civil-affairs");
        var rows = page.QuerySelectorAll(".rank tbody tr").Select(r => Cells(r).ToList()).ToList();
        Assert.Equal(["13", "7"], rows.Select(r => r[9]).Order(StringComparer.Ordinal));
        Assert.All(rows, r => Assert.Equal(["—", "—", "", "—", "—", "＊"], new[] { r[1], r[2], r[3], r[4], r[5], r[8] }));
        Assert.Empty(page.QuerySelectorAll("svg.bullet"));
        Assert.Equal("—", page.QuerySelector(".kpi.lead dd b")!.TextContent);
        var total = (await LinesAsync(officer, $"console/city/export?date={Day}&line=civil-affairs&format=csv")).Single(l => l.StartsWith("全市,", StringComparison.Ordinal)).Split(',');
        Assert.Equal(("—", "20"), (total[2], total[7]));

        // Nor does the district's own table tell what this one does not.
        page = await officer.PageAsync($"console/city/{city.Big.Tenant.Name}?date={Day}&line=civil-affairs");
        Assert.Equal(["—", "13"], Cells(page.QuerySelectorAll("section[aria-labelledby=posts-h] tbody tr").Last()).TakeLast(2));
        // All lines together hide nothing of the district; of its streets three are certified in each.
        page = await officer.PageAsync($"console/city/{city.Big.Tenant.Name}?date={Day}");
        Assert.Equal([("华阳路街道", "—", "11"), ("新华路街道", "—", "17"), ("全区", "21.4%", "28")],
            page.QuerySelectorAll("section[aria-labelledby=posts-h] tbody tr").Select(r => Cells(r).ToList()).Where(c => c[^1] != "0").Select(c => (c[0], c[^2], c[^1])));
    }

    [Theory, OnBothDatabases]
    public async Task Role_and_scheme_stay_in_the_address_and_narrow_the_same_posts(TestDatabase database)
    {
        var city = await CityAsync(database);
        var staff = await city.OfficerAsync();
        using var officer = await city.Site.SignedInAsync(staff);
        var byRole = await officer.PageAsync($"console/city?date={Day}&role=homeroom-teacher&line=education");
        Assert.Equal("homeroom-teacher", byRole.QuerySelector<IHtmlSelectElement>("#role")!.Value);
        Assert.Equal("education", byRole.QuerySelector<IHtmlInputElement>("form.asof input[name=line]")!.Value);
        Assert.All(byRole.QuerySelectorAll(".c-seg a, .rank tbody th a"), a => Assert.Contains("role=homeroom-teacher", a.GetAttribute("href")!, StringComparison.Ordinal));
        var bySchemes = await officer.PageAsync($"console/city?date={Day}&scheme=homeroom-teacher");
        Assert.Equal(byRole.QuerySelectorAll(".rank tbody td.r").Select(d => d.TextContent), bySchemes.QuerySelectorAll(".rank tbody td.r").Select(d => d.TextContent));
        // The example's single homeroom teacher is not told, and so neither is the total beside her.
        Assert.DoesNotContain(byRole.QuerySelectorAll("dl.kpis b"), b => b.TextContent == "13");

        var refused = await officer.PageAsync($"console/city?date={Day}&role=homeroom-teacher&scheme=child-director");
        Assert.Contains("班主任不按儿童主任方案培训", refused.QuerySelector(".banner[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(byRole.QuerySelectorAll(".rank tbody td.r").Select(d => d.TextContent), refused.QuerySelectorAll(".rank tbody td.r").Select(d => d.TextContent));

        var streets = await officer.PageAsync($"console/city/{city.Big.Tenant.Name}?date={Day}&role=child-director");
        Assert.Equal(["街镇", "儿童主任", "合计", "应训"], streets.QuerySelector("table.heat")!.QuerySelectorAll("thead th").Select(h => (h.QuerySelector("summary") ?? h).TextContent.Trim()));
        Assert.Contains("role=child-director", streets.QuerySelector(".c-crumb a")!.GetAttribute("href")!, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Only_the_city_takes_its_figures_out(TestDatabase database)
    {
        var city = await CityAsync(database);
        using var own = await city.Big.SignedInAsync(await city.Big.AddStaffAsync(StaffRole.SiteAdmin));
        foreach (var address in new[] { "console/city/export", $"console/city/{city.Small.Tenant.Name}/export" })
        {
            using var refused = await own.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
        var staff = await city.OfficerAsync();
        using var officer = await city.Site.SignedInAsync(staff);
        using var missing = await officer.GetAsync("console/city/nowhere/export");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    /// <summary>One city for all tests of a database, as they only read: other districts would be on the page too.</summary>
    private static readonly ConcurrentDictionary<TestDatabase, Lazy<Task<City>>> Cities = new();

    private sealed record City(TestTenant Site, TestTenant Small, TestTenant Big)
    {
        public Task<TestPerson> OfficerAsync() => Site.AddStaffAsync(StaffRole.CityStaff);
    }

    private static Task<City> CityAsync(TestDatabase database) => Cities.GetOrAdd(database, of => new(async () =>
    {
        var chain = await Chain.CreateAsync(of, "city-files");
        var big = await TestTenant.CreateAsync(of, content: false, own: chain.District.App);
        await StoredGolden.WriteAsync(big);
        var since = new DateOnly(2025, 1, 1);
        for (var i = 0; i < 11; i++) await big.AddPersonAsync(TrainingRole.HomeroomTeacher, since, i < 6 ? big.HuayangluId : big.XinhualuId);
        for (var i = 0; i < 6; i++) await big.AddPersonAsync(TrainingRole.ChildDirector, since, big.XinhualuId);
        await big.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
        return new City(chain.City, chain.District, big);
    })).Value;

    private static IEnumerable<string> Cells(IElement row) => row.QuerySelectorAll("th, td").Select(c => c.TextContent.Trim().Replace(",", "", StringComparison.Ordinal));

    /// <summary>Without the apostrophe that keeps "+2.2" from being a formula.</summary>
    private static async Task<List<string>> LinesAsync(HttpClient client, string address)
    {
        var bytes = await client.GetByteArrayAsync(address);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        return [.. Encoding.UTF8.GetString(bytes[3..]).Replace("'+", "+", StringComparison.Ordinal).Split("\r\n")];
    }

    private static string Part(byte[] xlsx, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
