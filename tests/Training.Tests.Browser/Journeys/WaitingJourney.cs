using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Training.Tests.Browser.Journeys;

/// <summary>Somebody waits for work that goes on in the background, and does not have to load the page.</summary>
public sealed class WaitingJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    [Fact]
    public async Task A_page_that_became_another_one_when_the_work_was_done_is_loaded()
    {
        var page = await SignInAsync(Screen.Desktop, "admin");
        // As if work were under way when the page was first looked at, and done the next time: a simulation is then followed by its result.
        var looked = 0;
        await page.RouteAsync("**/console/jobs", async route =>
        {
            var answer = await route.FetchAsync();
            var body = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = looked++ == 0 ? Regex.Replace(body, "(<main[^>]*>)", "$1<p id=\"under-way\" data-refresh=\"1\"></p>") : body });
        });
        await page.GotoAsync(District + "/console/jobs");
        await Assertions.Expect(page.Locator("#under-way")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#under-way")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        await Assertions.Expect(page.Locator("#jobs-h")).ToBeVisibleAsync();
        NothingWasWrong();
    }
}
