using Microsoft.Playwright;

namespace Training.Tests.Browser.Journeys;

/// <summary>What every journey does: open a browser of a size, sign in with the demo password, look at screens.</summary>
public abstract class Journey(SiteUnderTest site, BrowserUnderTest browser) : IAsyncDisposable
{
    protected const string Password = "demo-2026";

    protected string District => site.Address + "/changning";

    protected string City => site.Address;

    protected async Task<IPage> OpenAsync(Screen screen)
    {
        var page = await browser.OpenAsync(screen);
        _pages.Add(page);
        // A script or style that the content security policy stopped, or a script that failed, is a fault.
        page.Console += (_, message) => { if (message.Type == "error") _complaints.Add(page.Url + ": " + message.Text); };
        page.PageError += (_, error) => _complaints.Add(page.Url + ": " + error);
        return page;
    }

    protected async Task<IPage> SignInAsync(Screen screen, string account, string? address = null)
    {
        var page = await OpenAsync(screen);
        await page.GotoAsync((address ?? District) + "/sign-in");
        await page.FillAsync("input[name=Name]", account);
        await page.FillAsync("input[name=Password]", Password);
        await page.ClickAsync("main form button[type=submit]");
        await page.ArriveAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>Of a journey that failed, what a person would have seen, and what the site complained of.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed && TestContext.Current.TestOutputHelper is { } output)
        {
            foreach (var page in _pages.Where(p => !p.IsClosed)) output.WriteLine($"{page.Url}\n{await page.EvaluateAsync<string>("document.documentElement.innerText")}\n");
            foreach (var line in _complaints.Concat(site.Log.Where(IsComplaint))) output.WriteLine(line);
        }
        foreach (var page in _pages) await page.Context.CloseAsync();
    }

    /// <summary>The browser's console stayed clean, and the site's log too.</summary>
    protected void NothingWasWrong()
    {
        Assert.Empty(_complaints);
        Assert.DoesNotContain(site.Log, IsComplaint);
    }

    private static bool IsComplaint(string line) =>
        line.Contains(" WRN ", StringComparison.Ordinal) || line.Contains(" ERR ", StringComparison.Ordinal) || line.StartsWith("ERR ", StringComparison.Ordinal);

    private readonly List<IPage> _pages = [];

    private readonly List<string> _complaints = [];
}
