namespace Training.Tests.Browser.Journeys;

/// <summary>Somebody without account: directories, crisis numbers, search, verification, and what goes wrong.</summary>
public sealed class VisitorJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task A_visitor_finds_help(Screen screen)
    {
        var page = await OpenAsync(screen);
        await page.GotoAsync(City + "/");
        await page.LookAsync(screen, "09-city-home");
        await page.GotoAsync(District + "/");
        await page.LookAsync(screen, "09-public-home");
        Assert.Equal("tel:110", await page.Locator(".sos a").First.GetAttributeAsync("href"));
        await page.GotoAsync(District + "/projects");
        await page.LookAsync(screen, "10-projects");
        await page.GotoAsync(District + "/projects/linjia-mama");
        await page.LookAsync(screen, "10-project-detail");
        await page.GotoAsync(District + "/resources?h24=true");
        await page.LookAsync(screen, "11-resources");
        await page.GotoAsync(District + "/handbook");
        await page.LookAsync(screen, "11-handbook");
        await page.GotoAsync(District + "/search?q=" + Uri.EscapeDataString("结对"));
        await page.LookAsync(screen, "search");
        Assert.True(await page.Locator("main mark").CountAsync() > 0, "nothing is highlighted");
        foreach (var path in new[] { "/accessibility", "/privacy", "/verify" })
        {
            await page.GotoAsync(District + path);
            await page.LookAsync(screen, "public-" + path[1..]);
        }
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task Wrong_addresses_and_unknown_certificates_are_explained(Screen screen)
    {
        var page = await OpenAsync(screen);
        await page.GotoAsync(District + "/verify/310105-CD-2026-999999");
        Assert.NotNull(await page.QuerySelectorAsync(".verdict.none"));
        await page.LookAsync(screen, "12-verify-not-found");
        await page.GotoAsync(District + "/nowhere");
        Assert.Contains("没有找到", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.LookAsync(screen, "not-found");
    }
}
