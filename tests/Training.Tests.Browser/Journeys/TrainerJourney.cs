namespace Training.Tests.Browser.Journeys;

/// <summary>The trainer edits a lesson with preview, saves and publishes; a learner reads the new text.</summary>
public sealed class TrainerJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    [Theory]
    [InlineData(Screen.Phone, 2)]
    [InlineData(Screen.Desktop, 3)]
    public async Task A_trainer_edits_and_publishes_and_learners_see_it(Screen screen, int lesson)
    {
        var page = await SignInAsync(screen, "trainer");
        await page.LookAsync(screen, "14-courseware");
        await page.ClickAsync("main a[href$='/O02/questions']");
        await page.ArriveAsync("**/questions");
        await page.LookAsync(screen, "14-questions");
        await page.GoBackAsync();
        await page.Locator("main .lesson-list a[href*='/console/courseware/']").Nth(lesson - 1).ClickAsync();
        await page.WaitForSelectorAsync("#markdown");
        await page.LookAsync(screen, "14-editor");
        var sentence = $"这一句是在{(screen == Screen.Phone ? "手机" : "电脑")}上加的。";
        await page.Locator("#markdown").FillAsync(await page.InputValueAsync("#markdown") + "\n\n" + sentence);
        await page.Locator($"text={sentence}").Nth(0).WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        await page.ClickAsync("button[form=lesson][name=then][value=publish]");
        await page.ArriveAsync("**/publish/**");
        await page.LookAsync(screen, "14-publish");
        await page.ClickAsync("main form button[type=submit], .c-actions button[type=submit]");
        await page.ArriveAsync(url => !url.Contains("/publish/", StringComparison.Ordinal));

        var learner = await SignInAsync(screen, "worker");
        await learner.GotoAsync($"{District}/modules/o02/lessons/{lesson}");
        // A module with a content notice is entered by its front page.
        var enter = learner.Locator("form[action$='/enter'] button");
        if (await enter.CountAsync() > 0)
        {
            await enter.ClickAsync();
            await learner.GotoAsync($"{District}/modules/o02/lessons/{lesson}");
        }
        Assert.Contains(sentence, await learner.InnerTextAsync("main"), StringComparison.Ordinal);
        NothingWasWrong();
    }
}
