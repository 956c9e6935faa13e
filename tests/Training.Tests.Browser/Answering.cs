using System.Globalization;
using Microsoft.Playwright;

namespace Training.Tests.Browser;

/// <summary>Answers the question on the screen as a good learner does.</summary>
internal static class Answering
{
    /// <returns>The question that was asked.</returns>
    public static async Task<Question> AnswerAsync(this IPage page, IReadOnlyList<Question> bank)
    {
        var stem = (await page.InnerTextAsync("legend.stem")).Trim();
        var steps = page.Locator(".opt.step");
        var texts = await steps.CountAsync() > 0 ? steps.Locator("label") : page.Locator("label.opt > span:last-child");
        var shown = (await texts.AllInnerTextsAsync()).Select(t => t.Trim()).ToList();
        var question = bank.Single(q => q.Is(stem, shown));
        for (var i = 0; i < shown.Count; i++)
        {
            if (question.Right.Count == 0)
                await steps.Nth(i).Locator("select").SelectOptionAsync((question.Options.ToList().IndexOf(shown[i]) + 1).ToString(CultureInfo.InvariantCulture));
            else if (question.Right.Contains(shown[i]))
                await page.Locator("label.opt").Nth(i).ClickAsync();
        }
        return question;
    }
}
