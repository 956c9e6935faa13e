using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Submissions;

namespace Training.Tests.Modules.Insights;

public sealed class CityPageTests
{
    [Theory, OnBothDatabases]
    public async Task The_city_sees_intervals_trend_and_the_state_of_the_report_and_nobody(TestDatabase database)
    {
        // What is told of a district hangs on the others of its city: here it is alone.
        var chain = await Chain.CreateAsync(database, "city-page");
        await using var district = chain.District;
        var name = "观察区" + district.Tenant.Name;
        await district.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            (await db.Set<OrgUnit>().SingleAsync(u => u.Kind == OrgUnitKind.District)).Name = name;
            await db.SaveChangesAsync();
        });
        using var officer = await chain.City.SignedInAsync(chain.CityOfficer);
        var page = await officer.PageAsync("console/city?date=2026-06-30");
        var row = page.QuerySelectorAll(".rank tbody tr").Single(r => r.QuerySelector("th")!.TextContent == name);
        var cells = row.QuerySelectorAll("td").Select(d => d.TextContent.Trim()).ToList();
        // Eleven required, six certified: a place among the districts and a wide interval.
        Assert.NotEqual("—", cells[0]);
        Assert.Equal("54.5%", cells[1]);
        Assert.Equal("28–79%", cells[3]);
        Assert.Contains("54.5%", row.QuerySelector(".visually-hidden")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(row.QuerySelector("polyline")!.GetAttribute("points")!);
        Assert.DoesNotContain("试用", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // By person: ten required, eight completed, five certified in all posts, six in one; one expired, three never, one revoked are too few to tell.
        var people = page.QuerySelectorAll("section[aria-labelledby=people-h] tbody tr").Single(r => r.QuerySelector("th")!.TextContent == name).QuerySelectorAll("td").Select(d => d.TextContent.Trim()).ToList();
        // What else is hidden depends on the other districts of the installation.
        foreach (var (told, count) in people.Zip([12, 10, 8, 5, 6])) Assert.Contains(told, new[] { count.ToString(System.Globalization.CultureInfo.InvariantCulture), "＊" });
        Assert.All(people[6..9], told => Assert.Contains(told, new[] { "<5", "＊" }));
        var head = page.QuerySelector("section[aria-labelledby=people-h] thead summary")!;
        Assert.Contains("一人计一次", head.GetAttribute("title")!, StringComparison.Ordinal);

        // On the last day of October the month report waits.
        page = await officer.PageAsync("console/city?date=2026-11-01");
        row = page.QuerySelectorAll(".rank tbody tr").Single(r => r.QuerySelector("th")!.TextContent == name);
        Assert.Contains("还没报", row.TextContent, StringComparison.Ordinal);

        // One line has two people: neither they nor their rate are shown.
        page = await officer.PageAsync("console/city?date=2026-06-30&line=womens-federation");
        row = page.QuerySelectorAll(".rank tbody tr").Single(r => r.QuerySelector("th")!.TextContent == name);
        Assert.Equal("—", row.QuerySelector("td")!.TextContent);
        Assert.Equal("<5", row.QuerySelectorAll("td")[1].TextContent);
        Assert.DoesNotContain("%", row.TextContent, StringComparison.Ordinal);
    }
}
