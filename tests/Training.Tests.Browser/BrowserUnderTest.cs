using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Training.Tests.Browser.BrowserUnderTest))]

namespace Training.Tests.Browser;

/// <summary>One Chromium for the run; a context (= a person's browser) for each journey.</summary>
public sealed class BrowserUnderTest : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            // The shell draws no window around each page, which took a third of the time.
            ExecutablePath = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async Task<IPage> OpenAsync(Screen screen)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = screen == Screen.Phone ? 390 : 1280, Height = screen == Screen.Phone ? 844 : 800 },
            IsMobile = screen == Screen.Phone, HasTouch = screen == Screen.Phone, Locale = "zh-CN", TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}

public enum Screen { Phone, Desktop }
