using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Training.Tests.Browser;

/// <summary>What is checked on every screen: accessibility, no sideways scrolling, no broken request; and a picture is kept.</summary>
internal static class Looking
{
    private static readonly string Artifacts = Path.Combine(
        Environment.GetEnvironmentVariable("TRAINING_ARTIFACTS") ?? Path.Combine(SiteUnderTest.Repository, "artifacts"), "screens");

    /// <summary>Keeps a file beside the pictures, for whoever wants to look at it.</summary>
    public static async Task KeepAsync(string name, byte[] file)
    {
        Directory.CreateDirectory(Artifacts);
        await File.WriteAllBytesAsync(Path.Combine(Artifacts, name), file);
    }

    /// <param name="name">Name of the picture, e.g. "02-home".</param>
    public static async Task LookAsync(this IPage page, Screen screen, string name)
    {
        Directory.CreateDirectory(Artifacts);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, $"{name}.{screen.ToString().ToLowerInvariant()}.png"), FullPage = true });
        // As tall as the page: else what lies under a sticky bar at the fold counts as covered, though scrolling uncovers it.
        var size = page.ViewportSize!;
        var height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        await page.SetViewportSizeAsync(size.Width, Math.Max(size.Height, height + 200));
        // In the page itself: the other way opens a second page each time, to join the results of frames, of which there are none.
        var violations = (await page.RunAxeLegacy(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, ResultTypes = [ResultType.Violations] }))
            .Violations.Select(v => $"{v.Id}: {v.Help}\n    {string.Join("\n    ", v.Nodes.Take(4).Select(n => n.Html))}").ToList();
        Assert.True(violations.Count == 0, $"{name} ({page.Url}):\n{string.Join('\n', violations)}");
        await page.SetViewportSizeAsync(size.Width, size.Height);
        Assert.Equal(0, await page.Locator("[href^='~'], [src^='~'], [action^='~']").CountAsync());
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} scrolls sideways by {overflow} px");
    }
}
