using System.Globalization;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Assessment;

/// <summary>An ordering question with the page's own form, without scripts.</summary>
public sealed class OrderingJourneyTests
{
    [Theory, OnBothDatabases]
    public async Task Steps_are_put_in_order_kept_half_way_and_explained(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var reference = await BeginWithStepsAsync(tenant, person);
        var (attempt, check) = await tenant.AttemptAsync(reference);
        var drawn = check.Draw(attempt.Seed).Single(q => q.Question.Kind == QuestionKind.Ordering);
        var address = $"check/{reference}/{drawn.Position}";
        var page = await browser.PageAsync(address);
        Assert.Contains("排序题", page.Words());
        var selects = page.QuerySelectorAll("select[data-rank]");
        Assert.Equal(5, selects.Length);
        Assert.All(selects, s => Assert.Equal(6, s.QuerySelectorAll("option").Length));
        Assert.All(selects, s => Assert.All(s.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotNull(page.GetElementById(id))));

        // Two steps in one place: kept, said, not counted as an answer.
        using var half = await browser.SubmitAsync(page, "#quiz", ("rank0", "1"), ("rank1", "1"), ("rank2", "3"), ("rank3", ""), ("rank4", "9"), ("go", "flag"));
        var again = await browser.PageAsync(address);
        Assert.Equal(["1", "1", "3", null, null], again.QuerySelectorAll("select[data-rank]").Select(s => s.QuerySelector("option[selected]")?.GetAttribute("value")));
        Assert.Contains("还有步骤没有排", again.QuerySelector("[data-halfway]")!.TextContent);
        Assert.Contains("已答 0 / 10", again.Words());
        Assert.Contains(drawn.Position.ToString(CultureInfo.InvariantCulture), (await browser.PageAsync($"check/{reference}/submit")).Words());

        (await browser.SubmitAsync(again, "#quiz", [.. Taking.Answer(drawn, right: false), ("go", "flag")])).Dispose();
        Assert.Contains("已答 1 / 10", (await browser.PageAsync(address)).Words());
        (await browser.SubmitAsync(await browser.PageAsync($"check/{reference}/submit"), "#hand-in")).Dispose();
        var panel = (await browser.PageAsync($"check/{reference}/result")).QuerySelectorAll(".panel").Single(p => p.TextContent.Contains("排序题"));
        Assert.Equal(drawn.Question.Options.Select(o => o.Text), panel.QuerySelectorAll("ol .opt > span:nth-child(2)").Select(s => s.TextContent));
        Assert.Equal(["你排第 5", "你排第 4", "正确", "你排第 2", "你排第 1"], panel.QuerySelectorAll("ol .opt .small").Select(s => s.TextContent.Trim()));
        Assert.Contains(drawn.Question.Rationale, panel.TextContent);
    }

    /// <summary>Begins checks of R04 for the person until one has the ordering question.</summary>
    private static Task<string> BeginWithStepsAsync(TestTenant tenant, TestPerson person) => tenant.InScopeAsync(async services =>
    {
        var (checks, attempts) = (services.GetRequiredService<KnowledgeChecks>(), services.GetRequiredService<Attempts>());
        var check = (await checks.ByCodeAsync("R04", CancellationToken.None))!;
        while (true)
        {
            var reference = (await attempts.StartAsync(person.Id, check, CancellationToken.None))!;
            var attempt = (await attempts.FindAsync(reference, person.Id, CancellationToken.None))!;
            if (check.Draw(attempt.Seed).Any(q => q.Question.Kind == QuestionKind.Ordering)) return reference;
            foreach (var q in check.Draw(attempt.Seed)) await attempts.SaveAsync(attempt.Id, q.Position, q.Question.Right(), false, CancellationToken.None);
            await attempts.SubmitAsync(attempt, check, CancellationToken.None);
        }
    });
}
