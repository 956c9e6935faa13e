using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Training.Tests.Browser;

/// <summary>What is checked on every screen: accessibility, no sideways scrolling, no broken request; and a picture is kept.</summary>
internal static class Looking
{
    private static readonly string Artifacts = Path.Combine(
        Environment.GetEnvironmentVariable("TRAINING_ARTIFACTS") ?? Path.Combine(SiteUnderTest.Repository, "artifacts"), "screens");

    /// <summary>Run in the page itself: the package for Playwright opens a second page each time, to join the results of frames, of which there are none.</summary>
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    private const string RunAxe = """
        async tags => (await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })).violations
            .map(v => [`${v.id}: ${v.help}`, ...v.nodes.slice(0, 4).map(n => n.html)].join('\n    '))
        """;

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
        await page.EvaluateAsync(Axe);
        var violations = await page.EvaluateAsync<string[]>(RunAxe, Rules);
        Assert.True(violations.Length == 0, $"{name} ({page.Url}):\n{string.Join('\n', violations)}");
        await page.SetViewportSizeAsync(size.Width, size.Height);
        Assert.Equal(0, await page.Locator("[href^='~'], [src^='~'], [action^='~']").CountAsync());
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} scrolls sideways by {overflow} px");
    }
}
