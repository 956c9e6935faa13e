namespace Training.Tests.Browser.Journeys;

/// <summary>The district officer: rates as of a day, the list behind a cell, Excel; the city: all districts.</summary>
public sealed class OfficerJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task An_officer_reads_rates_drills_down_and_exports(Screen screen)
    {
        var page = await SignInAsync(screen, "officer");
        Assert.EndsWith("/console/rates", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        await page.LookAsync(screen, "13-dashboard");
        await page.GotoAsync(District + "/console/rates?date=2025-06-30");
        await page.LookAsync(screen, "13-dashboard-past");
        await page.Locator("table.heat tbody a").First.ClickAsync();
        await page.ArriveAsync("**/console/rates**");
        await page.GotoAsync(District + "/console/rates/people");
        await page.LookAsync(screen, "13-people");
        var export = await page.APIRequest.GetAsync(District + "/console/rates/export");
        Assert.True(export.Ok);
        Assert.StartsWith("application/vnd.openxmlformats", export.Headers["content-type"], StringComparison.Ordinal);
        await page.GotoAsync(District + "/console/certificates");
        await page.LookAsync(screen, "13-certificates");
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task The_city_sees_its_districts(Screen screen)
    {
        var page = await SignInAsync(screen, "city", City);
        await page.GotoAsync(City + "/console/city");
        await page.LookAsync(screen, "13-city");
        Assert.Contains("长宁区", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.SelectOptionAsync("#role", "child-director");
        await page.ClickAsync("form.asof button[type=submit]");
        await page.ArriveAsync("**/console/city?*role=child-director*");
        await page.LookAsync(screen, "13-city-role");
        await page.ClickAsync(".rank tbody th a >> nth=0");
        await page.ArriveAsync("**/console/city/*?*role=child-director*");
        await page.LookAsync(screen, "13-city-district");
        NothingWasWrong();
    }
}
