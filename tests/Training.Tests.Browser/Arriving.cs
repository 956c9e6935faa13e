using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Training.Tests.Browser;

/// <summary>Waits until another page is there and loaded. The page is asked for both: on a busy machine the events may be told before anybody waits for them.</summary>
internal static class Arriving
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="address">A glob, e.g. "**/result": two stars are anything, one is a part of the path.</param>
    public static Task ArriveAsync(this IPage page, string address) => page.ArriveAsync(new Regex(
        '^' + Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + '$'));

    public static Task ArriveAsync(this IPage page, Regex address) => page.ArriveAsync(address.IsMatch);

    /// <param name="isThere">Whether an address is that of the page that is waited for.</param>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> isThere)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var poll = new PeriodicTimer(Pause);
        while (!isThere(page.Url))
        {
            Assert.False(patience.IsCancellationRequested, "Still at " + page.Url);
            await poll.WaitForNextTickAsync(CancellationToken.None);
        }
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }
}
