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
            ("/console/rates/forecast", "13-forecast"), ("/console/rates/forecast/people?days=90", "13-forecast-people"), ("/console/rates/ranking", "13-ranking"), ("/console/rates/compare", "13-compare"),
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
        await page.GotoAsync(District + "/console/rates/forecast");
        await page.LookAsync(screen, "13-forecast-street");
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task From_the_forecast_an_officer_reaches_the_names_and_reminds_them(Screen screen)
    {
        var page = await SignInAsync(screen, "officer");
        // Whatever the hour in which this runs: no hour is quiet.
        await page.GotoAsync(District + "/console/reminders");
        await page.SelectOptionAsync("#from", "3");
        await page.SelectOptionAsync("#to", "3");
        await page.ClickAsync("form[data-form=rules] button[type=submit]");
        await page.GotoAsync(District + "/console/rates/forecast?days=90");
        await page.ClickAsync("a[href$='#remind']");
        Assert.Contains("/console/rates/forecast/people", page.Url, StringComparison.Ordinal);
        Assert.True(await page.Locator("table.list tbody tr").CountAsync() > 0);
        await page.LookAsync(screen, "13-remind");
        await page.ClickAsync("form[data-form=remind] button[type=submit]");
        Assert.Contains("提醒了", await page.Locator("#remind [role=status]").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync(District + "/console/rates/settings");
        await page.LookAsync(screen, "13-settings");
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task The_demo_has_an_effect_and_an_anomaly_to_look_at(Screen screen)
    {
        var page = await SignInAsync(screen, "officer");
        await page.GotoAsync(District + "/console/effect?module=o02");
        Assert.Contains("有提升", await page.Locator("[aria-labelledby=modules-h]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("现场签认", await page.Locator("[aria-labelledby=modules-h]").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync(District + "/console/anomalies");
        await page.ClickAsync("a[href*='open=']");
        Assert.True(await page.Locator("#open tbody tr").CountAsync() >= 10);
        await page.LookAsync(screen, "13-anomaly");
        NothingWasWrong();
    }
}
