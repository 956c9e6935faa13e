using System.Globalization;
using Microsoft.Playwright;

namespace Training.Tests.Browser.Journeys;

/// <summary>The officer mends the roster: a finding leads to the person and is gone, a transfer moves two streets' figures.</summary>
public sealed class RosterJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task An_officer_mends_a_finding(Screen screen)
    {
        var page = await SignInAsync(screen, "officer");
        await page.GotoAsync(District + "/console/data-quality?check=no-phone");
        await page.LookAsync(screen, "15-quality-before");
        var found = page.Locator("#list tbody th a").First;
        var address = new Uri(new Uri(page.Url), await found.GetAttributeAsync("href")).GetLeftPart(UriPartial.Path);
        var others = await page.Locator($"#list tbody a[href*='{address[^26..]}']").CountAsync();
        Assert.True(others > 0);
        await found.ClickAsync();
        await page.ArriveAsync("**/console/roster/**");
        await page.LookAsync(screen, "15-roster-person");
        await page.FillAsync("#edit #phone", "123");
        await page.ClickAsync("#edit button[value=edit]");
        await page.Locator("[role=alert]").WaitForAsync();
        await page.LookAsync(screen, "15-roster-refused");
        await page.FillAsync("#edit #phone", screen == Screen.Phone ? "10099990001" : "10099990002");
        await page.ClickAsync("#edit button[value=edit]");
        await page.Locator(".notice.ok").WaitForAsync();
        await page.GotoAsync(District + "/console/data-quality?check=no-phone");
        Assert.Equal(0, await page.Locator($"#list tbody a[href*='{address[^26..]}']").CountAsync());
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone, "310105002", "310105004")]
    [InlineData(Screen.Desktop, "310105005", "310105006")]
    public async Task A_transfer_moves_the_required_counts_of_two_streets(Screen screen, string from, string to)
    {
        var page = await SignInAsync(screen, "officer");
        var (before, target) = (await RequiredAsync(page, from), await RequiredAsync(page, to));
        await page.GotoAsync($"{District}/console/rates/people?unit={from}&role=child-director&status=required");
        var number = await page.Locator("table.list tbody td.num").First.InnerTextAsync();
        await page.GotoAsync($"{District}/console/roster?q={number}");
        await page.LookAsync(screen, "15-roster");
        await page.Locator("table.list tbody th a").First.ClickAsync();
        await page.Locator("#posts tbody th a").First.ClickAsync();
        await page.LookAsync(screen, "15-roster-post");
        await page.SelectOptionAsync("#to", to);
        await page.FillAsync("#day", await page.EvaluateAsync<string>("new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)"));
        await page.ClickAsync("#transfer button");
        await page.Locator(".notice.ok").WaitForAsync();
        Assert.Equal((before - 1, target + 1), (await RequiredAsync(page, from), await RequiredAsync(page, to)));
        await page.GotoAsync(District + "/console/roster/new");
        await page.LookAsync(screen, "15-roster-new");
        await page.GotoAsync(District + "/console/roster/exemptions");
        await page.LookAsync(screen, "15-roster-exemptions");
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task A_school_sees_itself(Screen screen)
    {
        var page = await SignInAsync(screen, "school");
        Assert.EndsWith("/console/rates", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        await page.LookAsync(screen, "13-dashboard-school");
        Assert.DoesNotContain("街道", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GotoAsync(District + "/console/roster");
        await page.LookAsync(screen, "15-roster-school");
        NothingWasWrong();
    }

    /// <summary>儿童主任 who must be certified in a street, as the list's filter says.</summary>
    private async Task<int> RequiredAsync(IPage page, string street)
    {
        await page.GotoAsync($"{District}/console/rates/people?unit={street}&role=child-director&status=required");
        return int.Parse(await page.Locator("nav.c-filter a[aria-current=page] .num").InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
