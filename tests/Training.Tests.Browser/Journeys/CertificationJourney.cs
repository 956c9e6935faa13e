using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Training.Tests.Browser.Journeys;

/// <summary>
/// Certification in the second district, where people approve: the line approver, the district officer with a second person, and the
/// learner who asks why there is no certificate yet. Each screen has people and roles of its own.
/// </summary>
public sealed partial class CertificationJourney(SiteUnderTest site, BrowserUnderTest browser) : Journey(site, browser)
{
    private const string RefusalReason = "实操记录对不上，请补交原件", Case = "反映的情况正在核实，先暂停";

    private string Small => City + "/shili";

    [Theory]
    [InlineData(Screen.Phone, "waiting1", "沈若溪", "waiting2", "程知夏")]
    [InlineData(Screen.Desktop, "waiting3", "陆明朗", "waiting4", "许清和")]
    public async Task A_line_approver_sees_why_approves_one_and_refuses_another(Screen screen, string account, string name, string otherAccount, string other)
    {
        var line = await SignInAsync(screen, "line", Small);
        await line.GotoAsync(Small + "/console/certificates");
        await line.LookAsync(screen, "17-approve-list");
        await line.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await line.ArriveAsync("**/why?role=homeroom-teacher");
        Assert.Contains("等发证单位审核", await line.InnerTextAsync("main"), StringComparison.Ordinal);
        await line.LookAsync(screen, "17-approve-why");
        await line.GotoAsync(Small + "/console/certificates");
        await line.GetByRole(AriaRole.Button, new() { Name = $"审核发证：{name}" }).ClickAsync();
        await line.Locator(".notice.ok").WaitForAsync();
        var number = NumberPattern().Match(await line.InnerTextAsync(".notice.ok")).Value;
        Assert.NotEmpty(number);

        var row = line.Locator("tr", new() { HasText = other });
        await row.Locator("summary").ClickAsync();
        await line.LookAsync(screen, "17-approve-refusing");
        await row.Locator("textarea").FillAsync(RefusalReason);
        await row.Locator("form.refuse button").ClickAsync();
        await line.Locator(".notice.ok").WaitForAsync();
        Assert.Contains(RefusalReason, await line.InnerTextAsync("[aria-labelledby=not-h]"), StringComparison.Ordinal);
        await line.LookAsync(screen, "17-approve-refused");

        var holder = await SignInAsync(screen, account, Small);
        await holder.GotoAsync(Small + "/certificates");
        Assert.Contains(number, await holder.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal("application/pdf", (await holder.APIRequest.GetAsync($"{Small}/certificates/{number}.pdf")).Headers["content-type"]);
        var refused = await SignInAsync(screen, otherAccount, Small);
        await refused.GotoAsync(Small + "/home");
        Assert.Contains(RefusalReason, await refused.InnerTextAsync("main"), StringComparison.Ordinal);
        await refused.LookAsync(screen, "17-refused-home");
        await refused.GotoAsync(Small + "/certificates/why");
        Assert.Contains(RefusalReason, await refused.InnerTextAsync("main"), StringComparison.Ordinal);
        await refused.LookAsync(screen, "17-refused-why");
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone, "专职心理教师", "school-counselor")]
    [InlineData(Screen.Desktop, "教师", "teacher")]
    public async Task An_officer_changes_a_scheme_simulates_it_and_publishes(Screen screen, string role, string slug)
    {
        var officer = await SignInAsync(screen, "officer", Small);
        await officer.GotoAsync(Small + "/console/schemes");
        await officer.LookAsync(screen, "18-schemes");
        await officer.Locator($"section[aria-labelledby=h-{slug}] form button").ClickAsync();
        await officer.ArriveAsync(Editor());
        var draft = officer.Url.Split('?')[0];
        await officer.FillAsync("#f-title", "从严方案");
        await officer.FillAsync("#f-from", DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        // One more module, for everybody.
        await officer.SelectOptionAsync("#f-r-add", "Module");
        await officer.ClickAsync("button[value='add:r']");
        var added = officer.Locator("fieldset.rule[id^='f-r-'] input[name$=':subject']").Last;
        await added.FillAsync("R04");
        await officer.ClickAsync(".scheme-bar button >> nth=0");
        await officer.Locator(".notice.ok").WaitForAsync();
        await officer.LookAsync(screen, "18-scheme-draft");

        await officer.GotoAsync(draft + "/what-if");
        await officer.ClickAsync("main form.c-form button[type=submit]");
        await officer.Locator("[aria-labelledby=sum-h]").First.WaitForAsync(new() { Timeout = 60_000 });
        await officer.LookAsync(screen, "18-what-if");

        await officer.GotoAsync(draft + "/publish");
        Assert.Contains("R04", await officer.InnerTextAsync("[aria-labelledby=diff-h]"), StringComparison.Ordinal);
        await officer.LookAsync(screen, "18-scheme-publish");
        await officer.ClickAsync("[aria-labelledby=go-h] button[type=submit]");
        await officer.ArriveAsync("**/console/schemes");
        var section = officer.Locator($"section[aria-labelledby=h-{slug}]");
        Assert.Contains("待施行", await section.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(role, await section.InnerTextAsync(), StringComparison.Ordinal);
        await section.GetByRole(AriaRole.Link, new() { Name = "第 2 版 从严方案" }).ClickAsync();
        await officer.ArriveAsync($"**/versions/{slug}/2");
        Assert.Contains("R04", await officer.InnerTextAsync("main"), StringComparison.Ordinal);
        await officer.LookAsync(screen, "18-scheme-version");
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone, "neighbor")]
    [InlineData(Screen.Desktop, "renewal")]
    public async Task Two_officers_suspend_and_reinstate_and_the_holder_is_told(Screen screen, string account)
    {
        var holder = await SignInAsync(screen, account, Small);
        await holder.GotoAsync(Small + "/certificates");
        var number = NumberPattern().Match(await holder.InnerTextAsync("main")).Value;
        var officer = await SignInAsync(screen, "officer", Small);
        var second = await SignInAsync(screen, "admin", Small);

        await DecideAsync(officer, second, screen, number, "Suspended.UnderInvestigation", "19-suspend");
        await holder.GotoAsync(Small + "/certificates/" + number);
        Assert.Contains("暂停", await holder.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.True(await holder.Locator("details.appeal").IsVisibleAsync());
        await holder.LookAsync(screen, "19-suspended-holder");
        await holder.GotoAsync(Small + "/notices");
        Assert.Contains(Case, await holder.InnerTextAsync("main"), StringComparison.Ordinal);
        await AtTheDoorAsync(screen, number, "证书已暂停");

        await DecideAsync(officer, second, screen, number, "Reinstated.Cleared", "19-reinstate");
        await AtTheDoorAsync(screen, number, "证书有效");
        NothingWasWrong();
    }

    [Theory]
    [InlineData(Screen.Phone, "newcomer")]
    [InlineData(Screen.Desktop, "worker")]
    public async Task A_learner_reads_why_and_goes_to_the_next_step(Screen screen, string account)
    {
        var page = await SignInAsync(screen, account, Small);
        await page.GotoAsync(Small + "/certificates");
        await page.Locator("main a[href*='/certificates/why']").First.ClickAsync();
        await page.ArriveAsync("**/certificates/why**");
        Assert.Contains("为什么我还没有持证", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
        await page.LookAsync(screen, "20-why");
        var next = page.Locator("a.why-go").First;
        var words = await next.InnerTextAsync();
        await next.ClickAsync();
        await page.ArriveAsync("**/modules/*");
        Assert.Contains("去学习", words, StringComparison.Ordinal);
        await page.LookAsync(screen, "20-why-next");
        await page.Locator("main a[href*='/lessons/'], main form[action$='/enter'] button").First.ClickAsync();
        await page.ArriveAsync("**/lessons/*");
        NothingWasWrong();
    }

    /// <summary>One proposes, the other confirms.</summary>
    private async Task DecideAsync(IPage officer, IPage second, Screen screen, string number, string what, string name)
    {
        await officer.GotoAsync($"{Small}/console/certificates?number={number}");
        await officer.SelectOptionAsync("#what", what);
        await officer.FillAsync("#reason", Case);
        await officer.LookAsync(screen, name + "-propose");
        await officer.ClickAsync("form.act button[type=submit]");
        await officer.Locator(".notice.ok").WaitForAsync();
        await second.GotoAsync(Small + "/console/certificates");
        var proposal = second.Locator("article.case", new() { HasText = number });
        Assert.Contains(Case, await proposal.InnerTextAsync(), StringComparison.Ordinal);
        await second.LookAsync(screen, name + "-confirm");
        await proposal.Locator("button[value=Confirmed]").ClickAsync();
        await second.Locator(".notice.ok").WaitForAsync();
    }

    private async Task AtTheDoorAsync(Screen screen, string number, string says)
    {
        var stranger = await OpenAsync(screen);
        await stranger.GotoAsync($"{Small}/verify/{number}");
        Assert.Contains(says, await stranger.InnerTextAsync("main"), StringComparison.Ordinal);
        await stranger.Context.CloseAsync();
    }

    [GeneratedRegex("[0-9]{6}-[A-Z]{2}-[0-9]{4}-[0-9]{6}")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("/console/schemes/[0-9a-z]{26}", RegexOptions.IgnoreCase)]
    private static partial Regex Editor();
}
