namespace Training.Tests.Browser.Journeys;

/// <summary>The officer beyond the dashboard: forecast, streets, two days, effect, roster, anomalies.</summary>
public sealed class InsightsJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task An_officer_looks_behind_the_figures(Screen screen)
    {
        var page = await SignInAsync(screen, "officer");
        foreach (var (address, name) in new[]
        {
            ("/console/rates/forecast", "13-forecast"), ("/console/rates/ranking", "13-ranking"), ("/console/rates/compare", "13-compare"),
            ("/console/effect?module=o02", "13-effect"), ("/console/data-quality?check=no-email", "13-quality"), ("/console/anomalies", "13-anomalies"),
        })
        {
            await page.GotoAsync(District + address);
            await page.LookAsync(screen, name);
        }
        await page.GotoAsync(District + "/console/rates");
        var definition = page.Locator(".kpis details.def").First;
        await definition.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await definition.Locator("p").IsVisibleAsync());
        await page.LookAsync(screen, "13-definition");
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task A_street_sees_small_cells_of_others_hidden(Screen screen)
    {
        var page = await SignInAsync(screen, "street");
        await page.GotoAsync(District + "/console/rates");
        await page.LookAsync(screen, "13-dashboard-street");
        await page.GotoAsync(District + "/console/rates/compare");
        await page.LookAsync(screen, "13-compare-street");
        NothingWasWrong();
    }
}
