using Microsoft.Playwright;

namespace Training.Tests.Browser.Journeys;

/// <summary>A final exam on a phone: rules, questions, a dropped line, a flag, the overview, the result; and again without scripts.</summary>
public sealed class ExamJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    private static readonly string[] Folders = ["o02-ethics-privacy", "r03-warning-signs", "r04-contact-visit-referral"];

    [Theory]
    [InlineData(Screen.Phone, "worker")]
    [InlineData(Screen.Desktop, "renewal")]
    public async Task An_exam_is_taken_and_passed(Screen screen, string account)
    {
        IReadOnlyList<Question> banks = [.. Folders.SelectMany(Answers.OfCheck)];
        var page = await SignInAsync(screen, account);
        await page.GotoAsync(District + "/exams");
        await page.LookAsync(screen, "05-exams");
        await page.ClickAsync("main .entry a");
        await page.WaitForSelectorAsync("main form button.btn-lamp");
        await page.LookAsync(screen, "05-exam-start");
        await page.ClickAsync("main form button.btn-lamp");
        for (var n = 1; ; n++)
        {
            await page.ArriveAsync($"**/exam/*/{n}");
            Assert.Matches("^(29|30):[0-9]{2}$", (await page.InnerTextAsync("time[data-timer] b")).Trim());
            if (n == 2) await DropTheLineAsync(page, banks);
            else await page.AnswerAsync(banks);
            if (n == 3) await page.ClickAsync("[data-flag]");
            await page.Locator("[data-save].ok").WaitForAsync();
            if (n <= 2) await page.LookAsync(screen, "05-exam-question-" + n);
            var next = page.Locator(".actionbar button[value=next]");
            if (await next.CountAsync() == 0) break;
            // One is left out, to see the overview.
            if (n == 4) await page.GotoAsync(page.Url[..^1] + "6");
            else await next.ClickAsync();
            if (n == 4) n = 5;
        }
        await page.ClickAsync(".actionbar button[value=submit]");
        await page.ArriveAsync("**/submit");
        await page.LookAsync(screen, "05-exam-overview");
        Assert.Contains("第 5 题", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.ClickAsync(".actionbar a.btn-primary");
        await page.ArriveAsync("**/exam/*/5");
        await page.AnswerAsync(banks);
        await page.Locator("[data-save].ok").WaitForAsync();
        await page.ClickAsync("aside button[value=submit]");
        await page.ArriveAsync("**/result");
        await page.LookAsync(screen, "05-exam-result");
        Assert.StartsWith("100", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    public async Task Steps_swap_their_places_and_stay_half_way(Screen screen)
    {
        var bank = Answers.OfCheck("r04-contact-visit-referral");
        var page = await SignInAsync(screen, "expired");
        await OpenStepsAsync(page, bank);
        Assert.True(await page.Locator("[data-rank-help]").IsVisibleAsync());
        await page.SelectOptionAsync("#rank0", "1");
        await page.SelectOptionAsync("#rank1", "2");
        await page.SelectOptionAsync("#rank1", "1");
        Assert.Equal(("2", "1"), (await page.InputValueAsync("#rank0"), await page.InputValueAsync("#rank1")));
        await page.Locator("[data-save].ok").WaitForAsync();
        await page.ReloadAsync();
        Assert.Equal(("2", "1", ""), (await page.InputValueAsync("#rank0"), await page.InputValueAsync("#rank1"), await page.InputValueAsync("#rank2")));
        Assert.True(await page.Locator("[data-halfway]").IsVisibleAsync());
        await page.LookAsync(screen, "05-quiz-ordering");
        NothingWasWrong();
    }

    /// <summary>Takes the check until a draw has the question with steps; a passed one may be taken again at once.</summary>
    private async Task OpenStepsAsync(IPage page, IReadOnlyList<Question> bank)
    {
        while (true)
        {
            await page.GotoAsync(District + "/modules/r04/check");
            await page.ClickAsync("main form[action$='/check'] button[type=submit]");
            for (var n = 1; n <= 10; n++)
            {
                await page.ArriveAsync($"**/check/*/{n}");
                if (await page.Locator(".opt.step").CountAsync() > 0) return;
                await page.AnswerAsync(bank);
                await page.Locator("[data-save].ok").WaitForAsync();
                await page.ClickAsync($".actionbar button[value={(n < 10 ? "next" : "submit")}]");
            }
            await page.ArriveAsync("**/result");
        }
    }

    private static async Task DropTheLineAsync(IPage page, IReadOnlyList<Question> banks)
    {
        await page.Context.SetOfflineAsync(true);
        await page.AnswerAsync(banks);
        await page.Locator("[data-save].warn").WaitForAsync();
        await page.Context.SetOfflineAsync(false);
    }
}
