using System.Globalization;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Assessment;

/// <summary>Takes the knowledge check O02 in the browser, knowing the answers from the database.</summary>
internal static class Taking
{
    public const string Start = "modules/O02/check";

    /// <summary>Presses the button of the start page; gives the attempt's ref.</summary>
    public static async Task<string> BeginAsync(this HttpClient browser)
    {
        using var response = await browser.SubmitAsync(await browser.PageAsync(Start), "main form");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        var parts = response.Headers.Location!.ToString().Split('/');
        Assert.Equal("check", parts[^3]);
        return parts[^2];
    }

    public static Task<(Attempt Attempt, Check Check)> AttemptAsync(this TestTenant tenant, string reference) => tenant.InScopeAsync(async services =>
    {
        var attempt = await services.GetRequiredService<TenantDb>().Set<Attempt>().AsNoTracking().SingleAsync(a => a.Ref == reference);
        return (attempt, await services.GetRequiredService<KnowledgeChecks>().VersionAsync(attempt.CheckVersionId, CancellationToken.None));
    });

    /// <summary>Numbers of the options to tick so that the answer is right, or – else – wrong.</summary>
    public static (string, string)[] Answer(DrawnQuestion drawn, bool right)
    {
        // A step's place in the bank is its right place; wrong = everything the other way round.
        if (drawn.Question.Kind == QuestionKind.Ordering)
            return [.. drawn.Order.Select((place, i) => ("rank" + i, (right ? place + 1 : drawn.Order.Count - place).ToString(CultureInfo.InvariantCulture)))];
        var letters = drawn.Question.Right();
        var shown = drawn.Order.Select((place, i) => (Letter: (char)('a' + place), i));
        return right
            ? [.. shown.Where(s => letters.Contains(s.Letter)).Select(s => ("answer", s.i.ToString(CultureInfo.InvariantCulture)))]
            : [("answer", shown.First(s => !letters.Contains(s.Letter)).i.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Answers every question with the page's own form; the last one with 交卷.</summary>
    public static async Task<HttpResponseMessage> AnswerAllAsync(this TestTenant tenant, HttpClient browser, string reference, Func<DrawnQuestion, bool> right)
    {
        var (attempt, check) = await tenant.AttemptAsync(reference);
        HttpResponseMessage? last = null;
        var drawn = check.Draw(attempt.Seed);
        foreach (var question in drawn)
        {
            var page = await browser.PageAsync($"check/{reference}/{question.Position}");
            last = await browser.SubmitAsync(page, "#quiz", [.. Answer(question, right(question)), ("go", question == drawn[^1] ? "submit" : "next")]);
        }
        return last!;
    }

    /// <summary>Makes a submitted attempt older than it is.</summary>
    public static Task AgeAsync(this TestTenant tenant, string reference, TimeSpan by) => tenant.InScopeAsync(async services =>
    {
        var attempts = services.GetRequiredService<TenantDb>().Set<Attempt>().Where(a => a.Ref == reference);
        var was = (await attempts.AsNoTracking().SingleAsync()).SubmittedUtc;
        await attempts.ExecuteUpdateAsync(s => s.SetProperty(a => a.SubmittedUtc, was - by));
    });

    public static string Words(this IHtmlDocument page) => page.QuerySelector("main")!.TextContent;
}
