using Training.Modules.People.Models;
using Training.Tests.Hosting;
using Training.Tests.Modules.Submissions;

namespace Training.Tests.Modules.Insights;

public sealed class CityDistrictPageTests
{
    [Theory, OnBothDatabases]
    public async Task A_district_leads_to_its_streets_without_names_and_small_cells(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await using var district = chain.District;
        using var officer = await chain.City.SignedInAsync(chain.CityOfficer);
        var city = await officer.PageAsync("console/city?date=2026-06-30");
        Assert.Contains(city.QuerySelectorAll(".rank tbody th a"), a => a.GetAttribute("href")!.Contains($"console/city/{district.Tenant.Name}?date=2026-06-30", StringComparison.Ordinal));
        Assert.All(city.QuerySelectorAll("dl.kpis .note"), n => Assert.Contains("较上月末", n.TextContent, StringComparison.Ordinal));

        var page = await officer.PageAsync($"console/city/{district.Tenant.Name}?date=2026-06-30");
        Assert.Equal(["华阳路街道", "新华路街道", "全区"], page.QuerySelectorAll("section[aria-labelledby=posts-h] tbody tr").Where(r => r.QuerySelector(".gap")!.TextContent != "0").Select(r => r.QuerySelector("th")!.TextContent));
        // Every cell of the worked example is small: none is told, on neither basis.
        Assert.All(page.QuerySelectorAll(".heat tbody tr td:not(.tot, .gap)").Where(t => t.TextContent != "—"), t => Assert.Contains(t.TextContent, new[] { "<5", "＊" }));
        Assert.DoesNotContain("试用", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".heat th.gap, section > header"), h => Assert.NotNull(h.QuerySelector("details.def p")));

        using var missing = await officer.GetAsync("console/city/nowhere");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, missing.StatusCode);
        using var own = await district.SignedInAsync(await district.AddStaffAsync(StaffRole.SiteAdmin));
        using var refused = await own.GetAsync("console/city/" + district.Tenant.Name);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
    }
}
