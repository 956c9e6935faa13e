using Microsoft.Playwright;

namespace Training.Tests.Browser;

/// <summary>Waits until another page is there and loaded.</summary>
internal static class Arriving
{
    /// <param name="address">A glob, e.g. "**/result".</param>
    public static async Task ArriveAsync(this IPage page, string address)
    {
        await page.WaitForURLAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await LoadedAsync(page);
    }

    /// <param name="isThere">Whether an address is that of the page that is waited for.</param>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> isThere)
    {
        await page.WaitForURLAsync(isThere, new() { WaitUntil = WaitUntilState.Commit });
        await LoadedAsync(page);
    }

    /// <summary>The page is asked: on a busy machine its load event may be told too early to be seen.</summary>
    private static Task LoadedAsync(IPage page) => page.WaitForFunctionAsync("() => document.readyState === 'complete'");
}
