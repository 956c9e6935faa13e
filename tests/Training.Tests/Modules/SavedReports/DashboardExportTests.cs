using System.Text;
using Training.Modules.People.Models;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.SavedReports;

/// <summary>What is taken out of the dashboard is what it shows: the same day, line and scheme, said in the heading.</summary>
public sealed class DashboardExportTests
{
    private const string Selection = "date=2026-05-31&line=civil-affairs&scheme=child-director";

    // In post 8 = newcomer 1 + leave 1 + required 6; completed and certified 5, one ends soon, one never certified, one certified early; one of six refreshed.
    private const string Posts = "8,1,1,0,6,5,5,1,0,1,0,0,1,6,1,83.3%,83.3%,16.7%", People = "8,1,1,0,6,5,5,5,1,0,1,0,0,1,6,1,83.3%,83.3%,83.3%,16.7%";

    [Theory, OnBothDatabases]
    public async Task Every_export_has_the_figures_and_the_selection_of_the_page(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/rates?" + Selection);
        Assert.Equal(["6", "83.3"], page.QuerySelectorAll(".kpis.posts .kpi dd b").Take(2).Select(b => b.TextContent));
        var links = page.QuerySelectorAll("a.btn").Select(a => a.GetAttribute("href")!).Where(h => h.Contains("export", StringComparison.Ordinal) || h.Contains("format=", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, links.Count);
        Assert.All(links, l => Assert.Contains(Selection, l.Replace("&amp;", "&", StringComparison.Ordinal), StringComparison.Ordinal));

        var csv = Encoding.UTF8.GetString(await client.GetByteArrayAsync("console/saved-reports/dashboard?format=csv&" + Selection)).Split("\r\n");
        Assert.Contains(csv, l => l.Contains("长宁区；条线：民政；岗位：儿童主任", StringComparison.Ordinal));
        Assert.Contains("合计,," + Posts, csv);
        Assert.Contains("合计,," + People, csv);
        Assert.DoesNotContain(csv, l => l.Contains("儿童督导员,", StringComparison.Ordinal));

        var book = Spreadsheet.Read(await client.GetByteArrayAsync("console/rates/export?" + Selection));
        Assert.Contains(book["持证率"], l => l.StartsWith("条线：民政；方案：儿童主任方案", StringComparison.Ordinal));
        Assert.Contains("全区,,合计," + Posts, book["持证率"]);
        Assert.Contains("全区,,合计," + People, book["人头口径"]);

        var pdf = await Pdf.TextAsync(await client.GetByteArrayAsync("console/saved-reports/dashboard?format=pdf&" + Selection));
        foreach (var words in new[] { "条线：民政；岗位：儿童主任", "83.3%", "16.7%", "人头口径", "提前持证" }) Assert.Contains(words, pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("54.5%", pdf, StringComparison.Ordinal);
    }
}
