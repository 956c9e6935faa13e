using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Assessment.Exams;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

/// <summary>A scheme that asks for an exam: the home page leads there, and the result says what it did for the certificate.</summary>
public sealed class ExamEffectTests
{
    [Theory, OnBothDatabases]
    public async Task Home_leads_to_the_exam_once_the_courses_are_done(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await WithExamAsync(tenant);
        using var client = await tenant.SignedInAsync(person);
        var page = await client.PageAsync("home");
        // The exam stands on the list, and the course comes first.
        Assert.EndsWith("/modules/o02/lessons/1", page.QuerySelector(".next a.btn-lamp")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll(".ledger a.line"), a => a.GetAttribute("href")!.EndsWith("/exams/x-demo-community", StringComparison.Ordinal));
        await tenant.RecordAsync(person.Id, "O02");
        page = await client.PageAsync("home");
        Assert.EndsWith("/exams/x-demo-community", page.QuerySelector(".next a.btn-lamp")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("去考试", page.QuerySelector(".next a.btn-lamp")!.TextContent.Trim());
        using var exam = await client.GetAsync("exams/x-demo-community");
        Assert.True(exam.IsSuccessStatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_failed_exam_is_waited_for_and_not_pressed(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await WithExamAsync(tenant);
        await tenant.RecordAsync(person.Id, "O02");
        using var client = await tenant.SignedInAsync(person);
        var result = await TakeAsync(tenant, client, right: false);
        Assert.Null(result.QuerySelector(".exam-effect"));
        var next = (await client.PageAsync("home")).QuerySelector(".next")!;
        Assert.Contains("以后再考一次", next.TextContent, StringComparison.Ordinal);
        Assert.Equal("看考试说明", next.QuerySelector("a.btn-lamp")!.TextContent.Trim());
    }

    [Theory, OnBothDatabases]
    public async Task The_result_names_the_certificate_that_was_issued(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await WithExamAsync(tenant);
        await tenant.RecordAsync(person.Id, "O02");
        using var client = await tenant.SignedInAsync(person);
        var effect = (await TakeAsync(tenant, client)).QuerySelector(".exam-effect")!;
        var number = Assert.Single(await tenant.CertificatesAsync()).Number;
        Assert.Contains("证书已经发了", effect.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/certificates/" + number, effect.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_result_says_that_somebody_has_to_approve(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        var person = await WithExamAsync(tenant);
        await tenant.RecordAsync(person.Id, "O02");
        using var client = await tenant.SignedInAsync(person);
        Assert.Contains("等发证单位审核", (await TakeAsync(tenant, client)).QuerySelector(".exam-effect")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await tenant.CertificatesAsync());
    }

    [Theory, OnBothDatabases]
    public async Task The_result_names_what_is_still_missing_with_the_way_there(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await WithExamAsync(tenant));
        var effect = (await TakeAsync(tenant, client)).QuerySelector(".exam-effect")!;
        Assert.Contains("算数了，离证书还差", effect.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/modules/o02", Assert.Single(effect.QuerySelectorAll("li a")).GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_exam_that_no_scheme_asks_for_promises_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var page = await TakeAsync(tenant, client);
        Assert.Null(page.QuerySelector(".exam-effect"));
        Assert.Contains("你现在的岗位不要求这门考试", page.Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A teacher whose scheme asks for O02 and the exam, the exam first.</summary>
    private static async Task<TestPerson> WithExamAsync(TestTenant tenant)
    {
        await tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(() => services.GetRequiredService<SchemeVersions>().AddAsync(
            TrainingRole.Teacher, "考试方案", new()
            {
                Requirements = AllOf.Of(new Shown { Kind = RequirementKind.Exam, Subject = TakingExams.Code }, new Shown { Kind = RequirementKind.Module, Subject = "O02" }), Hours = 2,
            }, tenant.Today, SchemeVersions.ByHand + "exam", 1, CancellationToken.None), CancellationToken.None));
        await tenant.RunJobsAsync();
        return await tenant.AddPersonAsync(TrainingRole.Teacher);
    }

    private static async Task<AngleSharp.Dom.IDocument> TakeAsync(TestTenant tenant, HttpClient client, bool right = true)
    {
        var reference = await client.BeginExamAsync();
        await tenant.HandInExamAsync(client, reference, _ => right);
        return await client.PageAsync($"exam/{reference}/result");
    }
}
