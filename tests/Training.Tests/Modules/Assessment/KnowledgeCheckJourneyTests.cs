using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Assessment;

public sealed class KnowledgeCheckJourneyTests
{
    [Theory, OnBothDatabases]
    public async Task A_learner_answers_ten_questions_and_passes(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);

        var start = await browser.PageAsync(Taking.Start);
        Assert.Contains("10 题", start.Words());
        Assert.Contains("红线题必须全部答对", start.Words());
        var reference = await browser.BeginAsync();
        using var handedIn = await tenant.AnswerAllAsync(browser, reference, _ => true);

        Assert.EndsWith($"/check/{reference}/result", handedIn.Headers.Location!.ToString());
        var result = await browser.PageAsync($"check/{reference}/result");
        Assert.Equal("100 分", result.QuerySelector("h1")!.TextContent);
        Assert.Contains("通过", result.QuerySelector(".pass-line")!.TextContent);
        Assert.Equal(10, result.QuerySelectorAll("details.qa").Length);
        var status = await StatusAsync(tenant, person);
        Assert.Equal((true, 100, 1, tenant.Today), (status.Passed, status.BestPercent, status.Attempts, status.PassedOn));
        Assert.Null(status.OpenAttemptRef);
        Assert.Contains("再测一次", (await browser.PageAsync(Taking.Start)).Words());
    }

    [Theory, OnBothDatabases]
    public async Task One_wrong_critical_item_fails_and_is_explained_first(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var reference = await browser.BeginAsync();
        var (attempt, check) = await tenant.AttemptAsync(reference);
        var red = check.Draw(attempt.Seed).First(q => q.Question.Critical);
        (await tenant.AnswerAllAsync(browser, reference, q => q.Position != red.Position)).Dispose();

        var result = await browser.PageAsync($"check/{reference}/result");
        Assert.Equal("90 分", result.QuerySelector("h1")!.TextContent);
        Assert.Contains("这次没有通过", result.QuerySelector(".pass-line")!.TextContent);
        Assert.Contains("分数够了", result.Words());
        Assert.Equal("先看没答对的红线题", result.QuerySelector("main h2")!.TextContent);
        Assert.Equal(red.Question.Stem, result.QuerySelector(".panel .stem")!.TextContent);
        Assert.Contains(red.Question.Rationale, result.QuerySelector(".explain")!.TextContent);
        Assert.Contains(red.Question.Source, result.QuerySelector(".explain")!.TextContent);
        Assert.False((await StatusAsync(tenant, person)).Passed);
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_is_saved_by_the_page_and_is_there_on_another_device(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var phone = await tenant.SignedInAsync(person);
        var reference = await phone.BeginAsync();
        var page = await phone.PageAsync($"check/{reference}/1");
        phone.DefaultRequestHeaders.Add("X-Requested-With", "fetch");

        using var first = await phone.SubmitAsync(page, "#quiz", ("answer", "1"), ("flag", "true"));
        Assert.Equal("12:00", (await first.Content.ReadFromJsonAsync<Saved>())!.saved);
        using var changed = await phone.SubmitAsync(page, "#quiz", ("answer", "0"), ("flag", "true"));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        using var desktop = await tenant.SignedInAsync(person);
        Assert.Equal(reference, await desktop.BeginAsync());
        var there = await desktop.PageAsync($"check/{reference}/1");
        Assert.Equal(["0"], there.QuerySelectorAll("input[name=answer][checked]").Select(i => i.GetAttribute("value")));
        Assert.Equal("true", there.QuerySelector("[data-flag]")!.GetAttribute("aria-pressed"));
        Assert.Contains("已保存 12:00", there.QuerySelector("[data-save]")!.TextContent);
        Assert.Contains("已答 1 / 10", there.Words());
        Assert.Equal(0, there.QuerySelectorAll(".explain, .right, .wrong").Length);
    }

    [Theory, OnBothDatabases]
    public async Task Handing_in_asks_first_and_names_what_is_not_answered(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginAsync();
        for (var n = 1; n <= 10; n++)
            if (n is not (3 or 7))
                (await browser.SubmitAsync(await browser.PageAsync($"check/{reference}/{n}"), "#quiz", ("answer", "0"), ("go", "next"))).Dispose();

        using var asked = await browser.SubmitAsync(await browser.PageAsync($"check/{reference}/10"), "#quiz", ("answer", "0"), ("go", "submit"));
        Assert.EndsWith($"/check/{reference}/submit", asked.Headers.Location!.ToString());
        var page = await browser.PageAsync($"check/{reference}/submit");
        Assert.Contains("还有 2 题没有答", page.Words());
        Assert.Contains("第 3、7 题", page.Words());
        using var done = await browser.SubmitAsync(page, "#hand-in");
        Assert.EndsWith($"/check/{reference}/result", done.Headers.Location!.ToString());
        Assert.Equal(2, (await browser.PageAsync($"check/{reference}/result")).QuerySelectorAll(".tag.warn").Length);
    }

    [Theory, OnBothDatabases]
    public async Task After_a_failed_attempt_the_next_one_waits_24_hours(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var form = await browser.PageAsync(Taking.Start);
        var reference = await browser.BeginAsync();
        (await tenant.AnswerAllAsync(browser, reference, _ => false)).Dispose();

        Assert.Contains("11月10日 12:00 以后可以再考", (await browser.PageAsync(Taking.Start)).Words());
        using var refused = await browser.SubmitAsync(form, "main form");
        Assert.EndsWith("/modules/O02/check", refused.Headers.Location!.ToString());
        Assert.NotNull((await StatusAsync(tenant, person)).NextAllowedUtc);

        await tenant.AgeAsync(reference, TimeSpan.FromHours(24));
        Assert.NotEqual(reference, await browser.BeginAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_sees_somebody_elses_attempt(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var owner = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var other = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await owner.BeginAsync();
        var form = await owner.PageAsync($"check/{reference}/1");
        foreach (var address in new[] { "1", "submit", "result" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"check/{reference}/{address}")).StatusCode);
        var own = await other.PageAsync(Taking.Start);
        var token = own.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var answer = await other.SubmitAsync(form, "#quiz", ("__RequestVerificationToken", token), ("answer", "0"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"check/{reference}/11")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync("modules/X99/check")).StatusCode);
    }

    [Fact]
    public async Task An_answer_without_form_token_is_refused()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginAsync();
        using var response = await browser.PostAsync($"check/{reference}/1", new FormUrlEncodedContent([new("answer", "0")]));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task After_handing_in_nothing_is_taken_any_more()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginAsync();
        var page = await browser.PageAsync($"check/{reference}/1");
        (await tenant.AnswerAllAsync(browser, reference, _ => true)).Dispose();

        using var late = await browser.SubmitAsync(page, "#quiz", ("answer", "0"));
        Assert.EndsWith("/result", late.Headers.Location!.ToString());
        browser.DefaultRequestHeaders.Add("X-Requested-With", "fetch");
        using var script = await browser.SubmitAsync(page, "#quiz", ("answer", "0"));
        Assert.Equal(HttpStatusCode.Conflict, script.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync($"check/{reference}/1")).StatusCode);
        Assert.Equal("100 分", (await browser.PageAsync($"check/{reference}/result")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_newer_bank_does_not_disturb_an_open_attempt()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginAsync();
        var before = (await browser.PageAsync($"check/{reference}/4")).QuerySelector("legend")!.TextContent;
        await tenant.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ContentStore>();
            var check = (await services.GetRequiredService<KnowledgeChecks>().ByCodeAsync("O02", CancellationToken.None))!;
            var next = check.Item.Next(check.ModuleTitle, "叶文舟", tenant.App.Clock.UtcNow(), check.Part with { Questions = [.. check.Part.Questions.Skip(8)] });
            Assert.NotNull(await store.SaveDraftAsync(next, check.VersionId, CancellationToken.None));
            Assert.True(await store.PublishAsync(next.ContentItemId, next.ContentItemVersionId, CancellationToken.None));
        });
        Assert.Equal(before, (await browser.PageAsync($"check/{reference}/4")).QuerySelector("legend")!.TextContent);
        (await tenant.AnswerAllAsync(browser, reference, _ => true)).Dispose();
        Assert.Equal("100 分", (await browser.PageAsync($"check/{reference}/result")).QuerySelector("h1")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task Saving_an_answer_and_showing_a_question_cost_two_queries_each(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginAsync();
        var page = await browser.PageAsync($"check/{reference}/1");
        using var again = await browser.GetAsync($"check/{reference}/1");
        Assert.Equal(2, Queries(again));
        browser.DefaultRequestHeaders.Add("X-Requested-With", "fetch");
        using var saved = await browser.SubmitAsync(page, "#quiz", ("answer", "0"));
        Assert.Equal(2, Queries(saved));
    }

    [Fact]
    public async Task An_account_without_person_can_look_but_not_begin()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var person = await tenant.AddPersonAsync();
        await tenant.InScopeAsync(services => services.GetRequiredService<TenantDb>().Set<Training.Modules.People.Models.Person>()
            .Where(p => p.Id == person.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.UserId, (long?)null)));
        using var browser = await tenant.SignedInAsync(person);
        Assert.Contains("这个账号没有学员档案", (await browser.PageAsync(Taking.Start)).Words());
    }

    private static int Queries(HttpResponseMessage response) =>
        int.Parse(response.Headers.GetValues("Server-Timing").Single().Split('"')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static Task<CheckStatus> StatusAsync(TestTenant tenant, TestPerson person) => tenant.InScopeAsync(async services =>
        (await services.GetRequiredService<KnowledgeChecks>().StatusAsync(person.Id, CancellationToken.None))["O02"]);

#pragma warning disable IDE1006 // as the script reads it
    private sealed record Saved(string saved);
#pragma warning restore IDE1006
}
