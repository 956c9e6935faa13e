using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Assessment;

public sealed class AttemptConcurrencyTests
{
    private const int Many = 32;

    [Theory, OnBothDatabases]
    public async Task Many_submissions_at_once_give_one_result_and_one_event(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var reference = await browser.BeginAsync();
        var (attempt, check) = await tenant.AttemptAsync(reference);
        await tenant.InScopeAsync(async services =>
        {
            var attempts = services.GetRequiredService<Attempts>();
            foreach (var q in check.Draw(attempt.Seed))
                Assert.True(await attempts.SaveAsync(attempt.Id, q.Position, q.Question.Right(), false, CancellationToken.None));
        });

        var heard = new Heard();
        using var listeners = new ServiceCollection().AddSingleton<IHandle<KnowledgeCheckPassed>>(heard).BuildServiceProvider();
        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Run(() => tenant.InScopeAsync(services => new Attempts(
                services.GetRequiredService<TenantDb>(), services.GetRequiredService<UnitOfWork>(), new Events(listeners), tenant.App.Clock)
            .SubmitAsync(attempt, check, CancellationToken.None)))));

        var news = Assert.Single(heard.News);
        Assert.Equal(new KnowledgeCheckPassed(person.Id, "O02", check.VersionId, 100, tenant.Today), news);
        var (graded, _) = await tenant.AttemptAsync(reference);
        Assert.Equal((100, true, 0), (graded.Percent, graded.Passed, graded.CriticalMissed));
    }

    [Theory, OnBothDatabases]
    public async Task A_double_tap_on_the_last_button_hands_in_once(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginAsync();
        var page = await browser.PageAsync($"check/{reference}/submit");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.SubmitAsync(page, "#hand-in")));
        Assert.All(answers, a => Assert.EndsWith("/result", a.Headers.Location!.ToString()));
    }

    [Theory, OnBothDatabases]
    public async Task Many_starts_at_once_open_one_attempt(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        var references = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Run(() => tenant.InScopeAsync(async services =>
        {
            var check = (await services.GetRequiredService<KnowledgeChecks>().ByCodeAsync("O02", CancellationToken.None))!;
            return await services.GetRequiredService<Attempts>().StartAsync(person.Id, check, CancellationToken.None);
        }))));
        Assert.NotNull(Assert.Single(references.Distinct()));
    }

    [Theory, OnBothDatabases]
    public async Task Many_saves_of_one_answer_keep_one_row(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var (attempt, _) = await tenant.AttemptAsync(await browser.BeginAsync());
        await Task.WhenAll("abcdabcdabcdabcd".Select(letter => Task.Run(() => tenant.InScopeAsync(services =>
            services.GetRequiredService<Attempts>().SaveAsync(attempt.Id, 1, letter.ToString(), false, CancellationToken.None)))));
        Assert.Single(await tenant.InScopeAsync(services => services.GetRequiredService<Attempts>().AnswersAsync(attempt.Id, CancellationToken.None)));
    }

    [Theory, OnBothDatabases]
    public async Task A_fault_in_what_follows_a_pass_leaves_the_attempt_open(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginAsync();
        var (attempt, check) = await tenant.AttemptAsync(reference);
        using var listeners = new ServiceCollection().AddSingleton<IHandle<KnowledgeCheckPassed>>(new Broken()).BuildServiceProvider();
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.InScopeAsync(async services =>
        {
            var attempts = new Attempts(services.GetRequiredService<TenantDb>(), services.GetRequiredService<UnitOfWork>(), new Events(listeners), tenant.App.Clock);
            foreach (var q in check.Draw(attempt.Seed))
                await attempts.SaveAsync(attempt.Id, q.Position, q.Question.Right(), false, CancellationToken.None);
            await attempts.SubmitAsync(attempt, check, CancellationToken.None);
        }));
        var (after, _) = await tenant.AttemptAsync(reference);
        Assert.Null(after.SubmittedUtc);
        Assert.Null(after.Passed);
    }

    private sealed class Heard : IHandle<KnowledgeCheckPassed>
    {
        public System.Collections.Concurrent.ConcurrentQueue<KnowledgeCheckPassed> News { get; } = new();

        public Task HandleAsync(KnowledgeCheckPassed news, CancellationToken cancel)
        {
            News.Enqueue(news);
            return Task.CompletedTask;
        }
    }

    private sealed class Broken : IHandle<KnowledgeCheckPassed>
    {
        public Task HandleAsync(KnowledgeCheckPassed news, CancellationToken cancel) => throw new InvalidOperationException("fault");
    }
}
