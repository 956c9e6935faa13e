using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Assessment.Exams;

public sealed class ExamJourneyTests
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(31);

    [Theory, OnBothDatabases]
    public async Task A_worker_takes_the_exam_passes_and_the_ledger_has_one_row(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var list = await browser.PageAsync("exams");
        Assert.Equal("我的岗位", list.QuerySelector("main h2")!.TextContent);
        Assert.Contains("没考过", list.Words());
        var start = (await browser.PageAsync(TakingExams.Start)).Words();
        foreach (var rule in new[] { "20 题，30 分钟", "答对 80% 算通过", "红线题必须全部答对", "两次之间隔 24 小时", "到时间自动交卷" }) Assert.Contains(rule, start);

        var reference = await browser.BeginExamAsync();
        var (attempt, paper) = await tenant.ExamAsync(reference);
        Assert.Equal(20, paper.Count);
        Assert.Equal(attempt.StartedUtc.AddMinutes(30), attempt.DueUtc);
        HttpResponseMessage? last = null;
        foreach (var question in paper)
        {
            var page = await browser.PageAsync($"exam/{reference}/{question.Drawn.Position}");
            Assert.Equal(question.Drawn.Question.Stem, page.QuerySelector("legend")!.TextContent);
            Assert.Equal(reference, page.QuerySelector("#quiz")!.GetAttribute("data-autosave"));
            last = await browser.SubmitAsync(page, "#quiz", [.. Taking.Answer(question.Drawn, true), ("go", question == paper[^1] ? "submit" : "next")]);
        }
        Assert.EndsWith($"/exam/{reference}/result", last!.Headers.Location!.ToString());

        var result = await browser.PageAsync($"exam/{reference}/result");
        Assert.Equal("100 分", result.QuerySelector("h1")!.TextContent);
        Assert.Contains("成绩已经记入你的学习记录", result.Words());
        Assert.EndsWith("/home", result.QuerySelector(".score a.btn")!.GetAttribute("href"));
        Assert.Equal(20, result.QuerySelectorAll("details.qa").Length - 1);
        Assert.Contains("O02：应抽 5 题，抽了 5 题；红线题至少 2 题", result.Words());
        var evidence = Assert.Single(await EvidenceAsync(tenant, person));
        Assert.Equal((EvidenceKind.ExamPassed, TakingExams.Code, 100, attempt.ExamVersionId, tenant.Today),
            (evidence.Kind, evidence.Subject, evidence.Score, evidence.ContentVersionId, evidence.EffectiveOn));
        Assert.Contains("通过，100 分", (await browser.PageAsync("exams")).Words());
        Assert.Contains($"\"exam\": \"{TakingExams.Code}\"", await browser.GetStringAsync("me/data"));
    }

    [Theory, OnBothDatabases]
    public async Task When_the_time_is_over_what_was_saved_counts_and_a_late_answer_is_refused_in_words(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var reference = await browser.BeginExamAsync();
        var (_, paper) = await tenant.ExamAsync(reference);
        var page = await browser.PageAsync($"exam/{reference}/20");
        await tenant.AnswerExamAsync(reference, q => q.Drawn.Position == 20 ? null : true);
        await tenant.AgeExamAsync(reference, TooLong);
        var (aged, _) = await tenant.ExamAsync(reference);

        using var late = await browser.SubmitAsync(page, "#quiz", [.. Taking.Answer(paper[19].Drawn, true), ("go", "submit")]);
        Assert.EndsWith($"/exam/{reference}/result", late.Headers.Location!.ToString());
        var result = await browser.PageAsync($"exam/{reference}/result");
        Assert.Contains("时间到，已自动交卷。之前存下的 19 题都算数，没答的 1 题按答错算；到时间以后写的没有计入", result.Words());
        Assert.Equal("95 分", result.QuerySelector("h1")!.TextContent);
        var (ended, _) = await tenant.ExamAsync(reference);
        Assert.Equal(aged.DueUtc, ended.SubmittedUtc);
        // Passed unless the one left open is a critical item.
        Assert.Equal(paper[19].Drawn.Question.Critical ? 0 : 1, (await EvidenceAsync(tenant, person)).Count);

        browser.DefaultRequestHeaders.Add("X-Requested-With", "fetch");
        using var script = await browser.SubmitAsync(page, "#quiz", Taking.Answer(paper[19].Drawn, true));
        Assert.Equal(HttpStatusCode.Conflict, script.StatusCode);
        Assert.Contains("结束前存下的都算数", await script.Content.ReadAsStringAsync());
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_on_its_way_when_the_time_ended_still_counts(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginExamAsync();
        var (_, paper) = await tenant.ExamAsync(reference);
        var page = await browser.PageAsync($"exam/{reference}/1");
        await tenant.AgeExamAsync(reference, TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(5));
        // The page's own clock sends the form without any button.
        using var sent = await browser.SubmitAsync(page, "#quiz", Taking.Answer(paper[0].Drawn, true));
        Assert.EndsWith($"/exam/{reference}/result", sent.Headers.Location!.ToString());
        Assert.Contains("之前存下的 1 题都算数", (await browser.PageAsync($"exam/{reference}/result")).Words());
    }

    [Theory, OnBothDatabases]
    public async Task It_goes_on_on_another_device_with_the_same_clock(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var phone = await tenant.SignedInAsync(person);
        var reference = await phone.BeginExamAsync();
        var (_, paper) = await tenant.ExamAsync(reference);
        var page = await phone.PageAsync($"exam/{reference}/1");
        using var flagged = await phone.SubmitAsync(page, "#quiz", [.. Taking.Answer(paper[0].Drawn, true), ("go", "flag")]);
        await tenant.AgeExamAsync(reference, TimeSpan.FromMinutes(12));

        using var desktop = await tenant.SignedInAsync(person);
        Assert.Contains("正在考", (await desktop.PageAsync("exams")).Words());
        Assert.Contains("前交卷", (await desktop.PageAsync(TakingExams.Start)).Words());
        using var resumed = await desktop.SubmitAsync(await desktop.PageAsync(TakingExams.Start), "main form");
        Assert.EndsWith($"/exam/{reference}/2", resumed.Headers.Location!.ToString());
        var there = await desktop.PageAsync($"exam/{reference}/1");
        Assert.Equal((18 * 60).ToString(CultureInfo.InvariantCulture), there.QuerySelector("time[data-timer]")!.GetAttribute("data-timer"));
        Assert.Equal("12:18 前", there.QuerySelector("time[data-timer]")!.TextContent.Trim());
        Assert.Equal("polite", there.QuerySelector("[data-timer-say]")!.GetAttribute("aria-live"));
        Assert.Contains("已答 1 / 20", there.Words());
        Assert.Equal("true", there.QuerySelector("[data-flag]")!.GetAttribute("aria-pressed"));
    }

    [Theory, OnBothDatabases]
    public async Task Handing_in_asks_first_and_shows_what_is_open_and_flagged(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginExamAsync();
        await tenant.AnswerExamAsync(reference, q => q.Drawn.Position is 4 or 9 ? null : true);
        var page = await browser.PageAsync($"exam/{reference}/20");
        var (_, paper) = await tenant.ExamAsync(reference);
        using var asked = await browser.SubmitAsync(page, "#quiz", [.. Taking.Answer(paper[19].Drawn, true), ("flag", "true"), ("go", "submit")]);
        Assert.EndsWith($"/exam/{reference}/submit", asked.Headers.Location!.ToString());
        var overview = await browser.PageAsync($"exam/{reference}/submit");
        Assert.Contains("还有 2 题没有答", overview.Words());
        Assert.Contains("第 4、9 题", overview.Words());
        Assert.Contains("你标记了第 20 题", overview.Words());
        Assert.Equal(18, overview.QuerySelectorAll(".qnav .done").Length);
        Assert.Single(overview.QuerySelectorAll(".qnav .flag"));
        using var done = await browser.SubmitAsync(overview, "#hand-in");
        Assert.Equal(2, (await browser.PageAsync($"exam/{reference}/result")).QuerySelectorAll(".tag.warn").Length);
    }

    [Theory, OnBothDatabases]
    public async Task After_a_failed_exam_one_waits_gets_other_questions_and_after_the_third_the_trainer_is_named(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        HashSet<string> last = [];
        for (var n = 1; n <= 3; n++)
        {
            var form = await browser.PageAsync(TakingExams.Start);
            var reference = await browser.BeginExamAsync();
            var keys = (await tenant.ExamAsync(reference)).Paper.Select(q => q.Drawn.Question.Key).ToHashSet();
            // The banks have more than twice as many; only critical items may have to come again.
            Assert.True(keys.Intersect(last).Count() <= 3, string.Join(' ', keys.Intersect(last)));
            last = keys;
            await tenant.HandInExamAsync(browser, reference, _ => false);
            var result = (await browser.PageAsync($"exam/{reference}/result")).Words();
            Assert.Contains("11月10日 12:00 以后可以再考", result);
            Assert.Equal(n == 3, result.Contains("请联系你的培训师", StringComparison.Ordinal));
            using var refused = await browser.SubmitAsync(form, "main form");
            Assert.EndsWith(TakingExams.Start, refused.Headers.Location!.ToString());
            Assert.Contains("以后可以再考", (await browser.PageAsync(TakingExams.Start)).Words());
            await tenant.AgeExamAsync(reference, TimeSpan.FromHours(24 * (4 - n)));
        }
        var start = (await browser.PageAsync(TakingExams.Start)).Words();
        Assert.Contains("请联系你的培训师", start);
        Assert.Contains("没有锁定", start);
        await browser.BeginExamAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Exams_that_nobody_came_back_to_are_handed_in_by_the_job(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var browser = await tenant.SignedInAsync(person);
        var reference = await browser.BeginExamAsync();
        await tenant.AnswerExamAsync(reference, _ => true);
        Assert.Equal(0, (await StepAsync(tenant)).Done);
        await tenant.AgeExamAsync(reference, TimeSpan.FromDays(2));
        var step = await StepAsync(tenant);
        Assert.Equal((1, true), (step.Done, step.IsFinished));
        Assert.Equal(tenant.Today.AddDays(-2), Assert.Single(await EvidenceAsync(tenant, person)).EffectiveOn);
    }

    [Fact]
    public async Task A_newer_exam_or_bank_does_not_disturb_an_open_attempt()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginExamAsync();
        var before = (await tenant.ExamAsync(reference)).Paper.Select(q => q.Drawn.Question.Stem).ToList();
        await PublishBankAsync(tenant, keep: 10);
        Assert.Equal(before, (await tenant.ExamAsync(reference)).Paper.Select(q => q.Drawn.Question.Stem));
        await tenant.HandInExamAsync(browser, reference, _ => true);
        Assert.Equal("100 分", (await browser.PageAsync($"exam/{reference}/result")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Banks_that_can_no_longer_fill_a_paper_stop_the_start_with_what_to_do()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var form = await browser.PageAsync(TakingExams.Start);
        await PublishBankAsync(tenant, keep: 4);
        using var refused = await browser.SubmitAsync(form, "main form");
        Assert.EndsWith(TakingExams.Start, refused.Headers.Location!.ToString());
        Assert.Contains("题库正在调整，现在出不了卷", (await browser.PageAsync(TakingExams.Start)).Words());
    }

    [Theory, OnBothDatabases]
    public async Task Showing_a_question_and_saving_its_answer_cost_two_queries_each(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var reference = await browser.BeginExamAsync();
        var page = await browser.PageAsync($"exam/{reference}/1");
        using var again = await browser.GetAsync($"exam/{reference}/1");
        Assert.Equal(2, Queries(again));
        browser.DefaultRequestHeaders.Add("X-Requested-With", "fetch");
        using var saved = await browser.SubmitAsync(page, "#quiz", ("answer", "0"));
        Assert.Equal(2, Queries(saved));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_sees_somebody_elses_exam(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var owner = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var other = await tenant.SignedInAsync(await tenant.AddPersonAsync(TrainingRole.Teacher));
        var reference = await owner.BeginExamAsync();
        foreach (var address in new[] { "1", "submit", "result" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"exam/{reference}/{address}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"exam/{reference}/21")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync("exams/X-NONE")).StatusCode);
        // A teacher's list begins with the school's exam.
        Assert.Contains("学校与志愿者", (await other.PageAsync("exams")).QuerySelector("main h3")!.TextContent);
    }

    private static int Queries(HttpResponseMessage response) =>
        int.Parse(response.Headers.GetValues("Server-Timing").Single().Split('"')[1], CultureInfo.InvariantCulture);

    private static Task<List<Evidence>> EvidenceAsync(TestTenant tenant, TestPerson person) => tenant.InScopeAsync(services =>
        services.GetRequiredService<TenantDb>().Set<Evidence>().AsNoTracking().Where(e => e.PersonId == person.Id).ToListAsync());

    private static Task<JobStep> StepAsync(TestTenant tenant) => tenant.InScopeAsync(services =>
        services.GetServices<IJob>().Single(j => j.Name == "assessment.close-exams").StepAsync("", CancellationToken.None));

    private static Task PublishBankAsync(TestTenant tenant, int keep) => tenant.InScopeAsync(async services =>
    {
        var store = services.GetRequiredService<ContentStore>();
        var check = (await services.GetRequiredService<KnowledgeChecks>().ByCodeAsync("R04", CancellationToken.None))!;
        var next = check.Item.Next(check.ModuleTitle, "叶文舟", tenant.App.Clock.UtcNow(), check.Part with { Questions = [.. check.Part.Questions.Take(keep)] });
        Assert.NotNull(await store.SaveDraftAsync(next, check.VersionId, CancellationToken.None));
        Assert.True(await store.PublishAsync(next.ContentItemId, next.ContentItemVersionId, CancellationToken.None));
    });
}
