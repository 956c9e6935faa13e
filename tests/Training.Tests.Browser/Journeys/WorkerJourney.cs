using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Training.Tests.Browser.Journeys;

/// <summary>The main job: a beginner learns, passes, is certified; the certificate is verified; the district's figure moves.</summary>
public sealed partial class WorkerJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    private static readonly (string Code, string Folder)[] Modules =
        [("o02", "o02-ethics-privacy"), ("r03", "r03-warning-signs"), ("r04", "r04-contact-visit-referral")];

    [Theory]
    [InlineData(Screen.Phone, "newcomer")]
    [InlineData(Screen.Desktop, "newcomer2")]
    public async Task A_child_director_learns_is_certified_and_the_rate_moves(Screen screen, string account)
    {
        var officer = await SignInAsync(Screen.Desktop, "officer");
        var before = await CertifiedAsync(officer);

        var page = await OpenAsync(screen);
        await page.GotoAsync(District + "/sign-in");
        await page.LookAsync(screen, "01-sign-in");
        page = await SignInAsync(screen, account);
        await page.LookAsync(screen, "02-home");
        foreach (var (code, folder) in Modules)
        {
            await LearnAsync(page, screen, code);
            await PassAsync(page, screen, code, Answers.OfCheck(folder));
        }
        await PlayAsync(page, screen);

        await page.GotoAsync(District + "/certificates");
        await page.LookAsync(screen, "08-certificate");
        var number = NumberPattern().Match(await page.InnerTextAsync("main")).Value;
        Assert.NotEmpty(number);
        var pdf = await page.APIRequest.GetAsync($"{District}/certificates/{number}.pdf");
        Assert.Equal("application/pdf", pdf.Headers["content-type"]);
        Assert.Equal("image/png", (await page.APIRequest.GetAsync($"{District}/certificates/{number}.png")).Headers["content-type"]);
        await page.GotoAsync(District + "/home");
        await page.LookAsync(screen, "02-home-certified");

        var stranger = await OpenAsync(screen);
        await stranger.GotoAsync($"{District}/verify/{number}");
        await stranger.LookAsync(screen, "12-verify");
        Assert.NotNull(await stranger.QuerySelectorAsync(".verdict.valid"));

        // `newcomer` is in the first three months and counts nowhere; `newcomer2` moves the cell at once.
        Assert.Equal(before + (account == "newcomer2" ? 1 : 0), await CertifiedAsync(officer));
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task Home_shows_what_is_next_in_each_situation(Screen screen)
    {
        foreach (var (account, expected) in new[] { ("worker", "预警信号"), ("renewal", "换证"), ("expired", "过期"), ("neighbor", "证书有效"), ("teacher", "开始") })
        {
            var page = await SignInAsync(screen, account);
            Assert.Contains(expected, await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.LookAsync(screen, "02-home-" + account);
            await page.GotoAsync(District + "/certificates");
            await page.LookAsync(screen, "08-certificate-" + account);
            await page.Context.CloseAsync();
        }
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    public async Task The_largest_text_fits_and_English_is_complete(Screen screen)
    {
        var page = await SignInAsync(screen, "neighbor");
        await page.ClickAsync("[data-text-size]");
        await page.ClickAsync("[data-text-size]");
        await page.GotoAsync(District + "/home");
        Assert.Equal("xl", await page.GetAttributeAsync("html", "data-text"));
        await page.LookAsync(screen, "02-home-xl");
        await page.GotoAsync(District + "/modules/o02/lessons/1");
        await page.LookAsync(screen, "04-lesson-xl");
        await page.GotoAsync(District + "/language?to=en&return=/home");
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
        await page.LookAsync(screen, "02-home-en");
        NothingWasWrong();
    }

    private async Task LearnAsync(IPage page, Screen screen, string code)
    {
        await page.GotoAsync($"{District}/modules/{code}");
        await page.LookAsync(screen, "03-module-" + code);
        var lessons = await page.Locator($"main a[href*='/modules/{code}/lessons/']").CountAsync();
        var enter = page.Locator("form[action$='/enter'] button");
        if (await enter.CountAsync() > 0) await enter.ClickAsync();
        else await page.GotoAsync($"{District}/modules/{code}/lessons/1");
        for (var n = 1; ; n++)
        {
            await page.ArriveAsync($"**/lessons/{n}");
            if (n == 1) await page.LookAsync(screen, "04-lesson-" + code);
            await page.ClickAsync(".actionbar form[action$='/complete'] button");
            await page.ArriveAsync(url => !url.EndsWith($"/lessons/{n}", StringComparison.Ordinal));
            if (!page.Url.Contains("/lessons/", StringComparison.Ordinal)) break;
        }
    }

    private async Task PassAsync(IPage page, Screen screen, string code, IReadOnlyList<Question> bank)
    {
        await page.GotoAsync($"{District}/modules/{code}/check");
        await page.LookAsync(screen, "05-check-" + code);
        await page.ClickAsync("main form[action$='/check'] button[type=submit]");
        for (var n = 1; ; n++)
        {
            await page.ArriveAsync($"**/check/*/{n}");
            await page.AnswerAsync(bank);
            if (n == 1) await page.LookAsync(screen, "05-quiz-" + code);
            await page.Locator("[data-save].ok").WaitForAsync();
            var next = page.Locator(".actionbar button[value=next]");
            if (await next.CountAsync() == 0) break;
            await next.ClickAsync();
        }
        await page.ClickAsync(".actionbar button[value=submit]");
        // Everything is answered, so nothing is asked again.
        await page.ArriveAsync("**/result");
        await page.LookAsync(screen, "05-result-" + code);
        Assert.Equal("100", Digits().Match(await page.InnerTextAsync("h1")).Value);
    }

    private async Task PlayAsync(IPage page, Screen screen)
    {
        var best = Answers.OfScenario("s1-xiaoning.yaml");
        await page.GotoAsync(District + "/scenarios");
        await page.LookAsync(screen, "06-scenarios");
        await page.GotoAsync(District + "/scenarios/s1");
        await page.LookAsync(screen, "06-scenario-start");
        await page.ClickAsync("main form button[type=submit]");
        for (var step = 1; !page.Url.EndsWith("/debrief", StringComparison.Ordinal); step++)
        {
            await page.WaitForSelectorAsync("form.decision");
            if (step == 1) await page.LookAsync(screen, "06-scenario");
            foreach (var option in await page.Locator("form.decision label.opt").AllAsync())
                if (best.Contains((await option.Locator("span").Last.InnerTextAsync()).Trim())) await option.ClickAsync();
            await page.ClickAsync("form.decision button[type=submit]");
            await page.ArriveAsync($"**/steps/{step}");
            if (step == 1) await page.LookAsync(screen, "06-scenario-feedback");
            await page.ClickAsync(".actionbar a.btn-primary");
            await page.ArriveAsync(url => !url.Contains("/steps/", StringComparison.Ordinal));
        }
        await page.LookAsync(screen, "06-scenario-debrief");
    }

    /// <summary>Certified assignments of the whole district, as the dashboard says.</summary>
    private async Task<int> CertifiedAsync(IPage officer)
    {
        await officer.GotoAsync(District + "/console/rates");
        var figure = CertifiedPattern().Match(await officer.InnerTextAsync("main"));
        Assert.True(figure.Success, "the dashboard names no certified count");
        return int.Parse(figure.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("[0-9]{6}-[A-Z]{2}-[0-9]{4}-[0-9]{6}")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"= 持证 ([0-9,]+)")]
    private static partial Regex CertifiedPattern();
}
