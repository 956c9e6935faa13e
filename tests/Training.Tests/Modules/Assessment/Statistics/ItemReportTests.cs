using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Assessment.Statistics;
using Training.Modules.People.Models;
using Training.Tests.Hosting;
using Training.Tests.Modules.Assessment.Exams;

namespace Training.Tests.Modules.Assessment.Statistics;

public sealed class ItemReportTests
{
    private const string Address = "console/courseware/O02/questions";

    [Theory, OnBothDatabases]
    public async Task First_attempts_at_checks_and_exams_are_counted_and_later_ones_are_not(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        await CheckAsync(tenant, person, _ => false);
        var first = await ReportAsync(tenant);
        Assert.Equal((10, 0), (first.Sum(i => i.Shown), first.Sum(i => i.RightCount)));
        Assert.All(first.Where(i => i.Shown > 0 && i.Question.Kind != QuestionKind.Multiple), i => Assert.Equal(1, i.MostWrongCount));

        await tenant.InScopeAsync(s => s.GetRequiredService<Training.Platform.Data.TenantDb>().Set<Attempt>()
            .ExecuteUpdateAsync(u => u.SetProperty(a => a.SubmittedUtc, a => a.StartedUtc.AddDays(-2))));
        await CheckAsync(tenant, person, _ => true);
        Assert.Equal((10, 0), ((await ReportAsync(tenant)).Sum(i => i.Shown), (await ReportAsync(tenant)).Sum(i => i.RightCount)));

        using var browser = await tenant.SignedInAsync(person);
        await tenant.HandInExamAsync(browser, await browser.BeginExamAsync(), _ => true);
        Assert.Equal((18, 8), ((await ReportAsync(tenant)).Sum(i => i.Shown), (await ReportAsync(tenant)).Sum(i => i.RightCount)));
    }

    [Theory, OnBothDatabases]
    public async Task A_question_with_a_wrong_key_is_shown_first(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        // Everybody is sure of the other option of the first question: its key would be wrong.
        for (var n = 0; n < 60; n++) await CheckAsync(tenant, await tenant.AddPersonAsync(), q => q.Question.Key != "o02-q01" && (n + q.Position) % 5 > 0);
        var item = (await ReportAsync(tenant)).Single(i => i.Question.Key == "o02-q01");
        Assert.True(item is { IsHard: true, RightPercent: 0 } && item.Shown >= ItemStatistics.Enough, $"{item.Shown} answers");

        using var trainer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.Trainer));
        var page = await trainer.PageAsync(Address);
        var row = page.QuerySelector("tbody tr")!;
        Assert.Contains("o02-q01", row.TextContent);
        Assert.Contains("看一看：太难", row.TextContent);
        Assert.Contains("题要看一看", page.Words());
        Assert.Equal(20, page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Trainers_reach_it_from_the_module_and_learners_do_not()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var trainer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.Trainer));
        var list = await trainer.PageAsync("console/courseware");
        Assert.NotNull(list.QuerySelector($"a[href$='/{Address}']"));
        var editor = list.QuerySelector("tbody th a")!.GetAttribute("href")!;
        Assert.NotNull((await trainer.PageAsync(editor)).QuerySelector("a[href$='/questions']"));
        Assert.Contains("还没有人交过卷", (await trainer.PageAsync(Address)).Words());
        Assert.Equal(HttpStatusCode.NotFound, (await trainer.GetAsync("console/courseware/X99/questions")).StatusCode);
        using var learner = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        Assert.NotEqual(HttpStatusCode.OK, (await learner.GetAsync(Address)).StatusCode);
    }

    private static Task<IReadOnlyList<ItemStatistics>> ReportAsync(TestTenant tenant) => tenant.InScopeAsync(async services =>
        await services.GetRequiredService<ItemReport>().OfAsync((await services.GetRequiredService<KnowledgeChecks>().ByCodeAsync("O02", CancellationToken.None))!, CancellationToken.None));

    private static Task CheckAsync(TestTenant tenant, TestPerson person, Func<DrawnQuestion, bool> right) => tenant.InScopeAsync(async services =>
    {
        var (checks, attempts) = (services.GetRequiredService<KnowledgeChecks>(), services.GetRequiredService<Attempts>());
        var check = (await checks.ByCodeAsync("O02", CancellationToken.None))!;
        var reference = (await attempts.StartAsync(person.Id, check, CancellationToken.None))!;
        var attempt = (await attempts.FindAsync(reference, person.Id, CancellationToken.None))!;
        foreach (var q in check.Draw(attempt.Seed))
            await attempts.SaveAsync(attempt.Id, q.Position, right(q) ? q.Question.Right() : "abcde".First(l => !q.Question.Right().Contains(l)).ToString(), false, CancellationToken.None);
        await attempts.SubmitAsync(attempt, check, CancellationToken.None);
    });
}
