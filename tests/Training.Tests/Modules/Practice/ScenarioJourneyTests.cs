using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Practice;

public sealed class ScenarioJourneyTests
{
    [Theory, OnBothDatabases]
    public async Task A_learner_goes_the_best_way_and_passes(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        Assert.Contains("小宁不想上学了", Words(await browser.PageAsync("scenarios")));
        var start = await browser.PageAsync("scenarios/S1");
        foreach (var words in new[] { "虚构案例", "求助信息", "先停一下", "可先阅读求助信息" }) Assert.Contains(words, Words(start));

        var reference = await BeginAsync(browser);
        await ChooseAsync(browser, reference, "b", "b", "b", "b", "c");
        var debrief = await browser.PageAsync($"scenarios/run/{reference}/debrief");
        Assert.Equal("100 分", debrief.QuerySelector("h1")!.TextContent);
        Assert.Contains("通过", debrief.QuerySelector(".pass-line")!.TextContent);
        foreach (var words in new[] { "记录可以这样写", "下次联系", "你自己的支持", "5月26日" }) Assert.Contains(words, Words(debrief));
        var status = await StatusAsync(tenant, person);
        Assert.Equal((true, 100, 1), (status.Passed, status.BestPercent, status.Attempts));
    }

    [Theory, OnBothDatabases]
    public async Task Without_the_must_choose_step_enough_score_does_not_pass(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var reference = await BeginAsync(browser);
        await ChooseAsync(browser, reference, "b", "a", "a");
        Assert.Contains("橙色不等下次走访", Words(await browser.PageAsync($"scenarios/run/{reference}/steps/3")));
        await ChooseAsync(browser, reference, "b", "c");

        var debrief = await browser.PageAsync($"scenarios/run/{reference}/debrief");
        Assert.Equal("73 分", debrief.QuerySelector("h1")!.TextContent);
        Assert.Contains("还差什么", Words(debrief));
        Assert.Contains("下一步做什么？", Words(debrief));
        Assert.False((await StatusAsync(tenant, person)).Passed);
    }

    [Theory, OnBothDatabases]
    public async Task A_red_line_is_announced_and_ends_the_run_after_the_debrief(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var reference = await BeginAsync(browser);
        await ChooseAsync(browser, reference, "c");

        var feedback = await browser.PageAsync($"scenarios/run/{reference}/steps/1");
        Assert.Contains("触碰红线", feedback.QuerySelector("[role=alert]")!.TextContent);
        Assert.NotNull(feedback.QuerySelector($"a[href$='/scenarios/run/{reference}/debrief']"));
        using var again = await browser.GetAsync($"scenarios/run/{reference}");
        Assert.EndsWith("/debrief", again.Headers.Location!.ToString());
        Assert.Contains("说看到的变化，不说病名", Words(await browser.PageAsync($"scenarios/run/{reference}/debrief")));

        Assert.Contains("11月10日 12:00 以后可以再练", Words(await browser.PageAsync("scenarios/S1")));
        await tenant.InScopeAsync(services => services.GetRequiredService<TenantDb>().Set<ScenarioRun>().Where(r => r.Ref == reference)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.FinishedUtc, tenant.App.Clock.UtcNow().AddHours(-24))));
        Assert.NotEqual(reference, await BeginAsync(browser));
    }

    [Fact]
    public async Task The_best_run_counts()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        await ChooseAsync(browser, await BeginAsync(browser), "b", "b", "b", "b", "c");
        await ChooseAsync(browser, await BeginAsync(browser), "c");
        var status = await StatusAsync(tenant, person);
        Assert.Equal((true, 100, 2), (status.Passed, status.BestPercent, status.Attempts));
    }

    [Fact]
    public async Task A_decision_stands_once_taken()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await BeginAsync(browser);
        var old = await browser.PageAsync($"scenarios/run/{reference}");
        (await browser.SubmitAsync(old, "form.decision", ("option", "b"))).Dispose();
        using var second = await browser.SubmitAsync(old, "form.decision", ("option", "c"));
        Assert.EndsWith("/steps/1", second.Headers.Location!.ToString());
        Assert.Null((await browser.PageAsync($"scenarios/run/{reference}/steps/1")).QuerySelector("[role=alert]"));
        using var nothing = await browser.SubmitAsync(await browser.PageAsync($"scenarios/run/{reference}"), "form.decision");
        Assert.EndsWith($"/scenarios/run/{reference}", nothing.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"scenarios/run/{reference}/steps/2")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Many_last_decisions_at_once_pass_once(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var reference = await BeginAsync(browser);
        await ChooseAsync(browser, reference, "b", "b", "b", "b");
        var taken = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => tenant.InScopeAsync(async services =>
        {
            var runs = services.GetRequiredService<ScenarioRuns>();
            var run = (await runs.FindAsync(reference, person.Id, CancellationToken.None))!;
            var scenario = await services.GetRequiredService<Scenarios>().VersionAsync(run.VersionId, CancellationToken.None);
            return await runs.ChooseAsync(run, scenario, "d5", "c", CancellationToken.None);
        }))));
        Assert.Single(taken, t => t);
        Assert.True((await StatusAsync(tenant, person)).Passed);
    }

    [Fact]
    public async Task Nobody_sees_somebody_elses_run()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var owner = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var other = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await BeginAsync(owner);
        await ChooseAsync(owner, reference, "b");
        foreach (var address in new[] { "", "/steps/1", "/debrief" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"scenarios/run/{reference}{address}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync("scenarios/S99")).StatusCode);
    }

    [Fact]
    public async Task A_neighbor_mother_reads_her_own_scene()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync(TrainingRole.NeighborMother));
        var reference = await BeginAsync(browser);
        Assert.Contains("今天是结对的日子", Words(await browser.PageAsync($"scenarios/run/{reference}")));
    }

    [Fact]
    public async Task Help_is_open_on_every_page_of_a_scenario()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await BeginAsync(browser);
        await ChooseAsync(browser, reference, "b", "b", "b", "b", "c");
        var open = await BeginAsync(browser);
        foreach (var address in new[] { "scenarios", "scenarios/S1", $"scenarios/run/{open}", $"scenarios/run/{reference}/steps/2", $"scenarios/run/{reference}/debrief" })
        {
            var page = await browser.PageAsync(address);
            Assert.True(page.QuerySelector(".sos.open") is not null, address);
            Assert.True(page.QuerySelector(".sos a[href='tel:110']") is not null, address);
        }
    }

    private static async Task<string> BeginAsync(HttpClient browser)
    {
        using var response = await browser.SubmitAsync(await browser.PageAsync("scenarios/S1"), "main form");
        Assert.Contains("/scenarios/run/", response.Headers.Location!.ToString());
        return response.Headers.Location!.ToString().Split('/')[^1];
    }

    private static async Task ChooseAsync(HttpClient browser, string reference, params string[] options)
    {
        foreach (var option in options)
        {
            using var response = await browser.SubmitAsync(await browser.PageAsync($"scenarios/run/{reference}"), "form.decision", ("option", option));
            Assert.Contains("/steps/", response.Headers.Location!.ToString());
        }
    }

    private static Task<ScenarioStatus> StatusAsync(TestTenant tenant, TestPerson person) => tenant.InScopeAsync(async services =>
        (await services.GetRequiredService<Scenarios>().StatusAsync(person.Id, CancellationToken.None))["S1"]);

    private static string Words(IHtmlDocument page) => page.Body!.TextContent;
}
