using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Learning.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Assessment.Exams;

/// <summary>Two devices, double taps and the end of the time at once: one attempt, one result, one row in the ledger.</summary>
public sealed class ExamConcurrencyTests
{
    private const int Many = 24;

    [Theory, OnBothDatabases]
    public async Task Two_devices_that_begin_at_once_get_one_attempt(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var phone = await tenant.SignedInAsync(person);
        using var desktop = await tenant.SignedInAsync(person);
        var pages = (Phone: await phone.PageAsync(TakingExams.Start), Desktop: await desktop.PageAsync(TakingExams.Start));
        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(n => Task.Run(() => n % 2 == 0 ? phone.SubmitAsync(pages.Phone, "main form") : desktop.SubmitAsync(pages.Desktop, "main form"))));
        Assert.EndsWith("/1", Assert.Single(answers.Select(a => a.Headers.Location!.ToString()).Distinct()));
        Assert.Single(await AttemptsAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task Two_devices_that_hand_in_at_once_give_one_row_of_evidence(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var phone = await tenant.SignedInAsync(person);
        using var desktop = await tenant.SignedInAsync(person);
        var reference = await phone.BeginExamAsync();
        await tenant.AnswerExamAsync(reference, _ => true);
        var pages = (Phone: await phone.PageAsync($"exam/{reference}/submit"), Desktop: await desktop.PageAsync($"exam/{reference}/submit"));
        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(n => Task.Run(() => n % 2 == 0 ? phone.SubmitAsync(pages.Phone, "#hand-in") : desktop.SubmitAsync(pages.Desktop, "#hand-in"))));
        Assert.All(answers, a => Assert.EndsWith($"/exam/{reference}/result", a.Headers.Location!.ToString()));
        Assert.Equal(100, Assert.Single(await AttemptsAsync(tenant)).Percent);
        Assert.Single(await EvidenceAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task The_end_of_the_time_while_two_devices_answer_and_hand_in_ends_it_once(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var phone = await tenant.SignedInAsync(person);
        using var desktop = await tenant.SignedInAsync(person);
        var reference = await phone.BeginExamAsync();
        await tenant.AnswerExamAsync(reference, _ => true);
        var (_, paper) = await tenant.ExamAsync(reference);
        var question = await phone.PageAsync($"exam/{reference}/3");
        var submit = await desktop.PageAsync($"exam/{reference}/submit");
        await tenant.AgeExamAsync(reference, TimeSpan.FromMinutes(31));

        await Task.WhenAll(Enumerable.Range(0, Many).Select(n => Task.Run<Task>(() => (n % 4) switch
        {
            0 => Ended(phone.SubmitAsync(question, "#quiz", [.. Taking.Answer(paper[2].Drawn, false), ("go", "next")])),
            1 => Ended(desktop.SubmitAsync(submit, "#hand-in")),
            2 => Ended(phone.GetAsync($"exam/{reference}/5")),
            _ => tenant.InScopeAsync(s => s.GetServices<Training.Platform.Jobs.IJob>().Single(j => j.Name == "assessment.close-exams").StepAsync("", default)),
        }).Unwrap()));
        var attempt = Assert.Single(await AttemptsAsync(tenant));
        Assert.Equal((100, true, attempt.DueUtc), (attempt.Percent, attempt.Passed, attempt.SubmittedUtc));
        Assert.Single(await EvidenceAsync(tenant));

        async Task Ended(Task<HttpResponseMessage> sent)
        {
            using var answer = await sent;
            Assert.EndsWith($"/exam/{reference}/result", answer.Headers.Location!.ToString());
        }
    }

    [Theory, OnBothDatabases]
    public async Task Many_saves_of_one_answer_keep_one_row(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var (attempt, _) = await tenant.ExamAsync(await browser.BeginExamAsync());
        await Task.WhenAll("abcdabcdabcdabcd".Select(letter => Task.Run(() => tenant.InScopeAsync(services =>
            services.GetRequiredService<ExamAttempts>().SaveAsync(attempt.Id, 1, letter.ToString(), false, CancellationToken.None)))));
        Assert.Single(await tenant.InScopeAsync(services => services.GetRequiredService<ExamAttempts>().AnswersAsync(attempt.Id, CancellationToken.None)));
    }

    private static Task<List<ExamAttempt>> AttemptsAsync(TestTenant tenant) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<ExamAttempt>().AsNoTracking().ToListAsync());

    private static Task<List<Evidence>> EvidenceAsync(TestTenant tenant) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Evidence>().AsNoTracking().Where(e => e.Kind == EvidenceKind.ExamPassed).ToListAsync());
}
