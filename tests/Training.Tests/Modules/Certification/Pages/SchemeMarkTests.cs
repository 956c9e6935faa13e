using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Models;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Assessment;
using Training.Tests.Modules.Certification.Models;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

/// <summary>The result of a check does not say 通过 and keep silent about a scheme that asks for more.</summary>
public sealed class SchemeMarkTests
{
    [Theory, OnBothDatabases]
    public async Task A_pass_below_the_mark_of_the_scheme_says_what_is_short_until_a_better_one(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await SchemeAsync(tenant, TrainingRole.Teacher, 95);
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        using var client = await tenant.SignedInAsync(teacher);
        var first = await TakeAsync(tenant, client, wrong: 1);
        var page = await client.PageAsync($"check/{first}/result");
        Assert.Contains("通过", page.QuerySelector(".pass-line")!.TextContent, StringComparison.Ordinal);
        var told = page.QuerySelector(".scheme-marks")!;
        Assert.Equal("本次 90 分，知识检测通过；但“教师”方案要求本模块 95 分，还差 5 分，可以再测。", told.QuerySelector("p")!.TextContent.Trim());
        Assert.EndsWith("/modules/O02/check", told.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        // Right under the outcome, before everything that was missed.
        Assert.Equal(told, page.QuerySelector("section.score")!.NextElementSibling);

        // The better pass waits for the lessons: it is not asked for again, on no result.
        var best = await TakeAsync(tenant, client, wrong: 0);
        var last = await TakeAsync(tenant, client, wrong: 1);
        foreach (var reference in new[] { first, best, last }) Assert.Null((await client.PageAsync($"check/{reference}/result")).QuerySelector(".scheme-marks"));
        // And it is the one that counts, though a lower one came after it.
        await ReadAsync(tenant, teacher.Id);
        Assert.Equal(100, Assert.Single(await EvidenceAsync(tenant, teacher.Id)).Score);
        Assert.Single(await tenant.CertificatesAsync());
        Assert.Null((await client.PageAsync($"check/{last}/result")).QuerySelector(".scheme-marks"));
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task With_the_lessons_read_the_ledger_decides_and_a_failed_check_says_the_mark_to_aim_for(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await SchemeAsync(tenant, TrainingRole.Teacher, 95);
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await ReadAsync(tenant, teacher.Id);
        using var client = await tenant.SignedInAsync(teacher);
        var passed = await TakeAsync(tenant, client, wrong: 1);
        Assert.Empty(await tenant.CertificatesAsync());
        Assert.Contains("还差 5 分", (await client.PageAsync($"check/{passed}/result")).QuerySelector(".scheme-marks")!.TextContent, StringComparison.Ordinal);
        var failed = await TakeAsync(tenant, client, wrong: 3);
        var told = (await client.PageAsync($"check/{failed}/result")).QuerySelector(".scheme-marks")!;
        Assert.Contains("“教师”方案要求本模块 95 分，比检测的及格线高", told.TextContent, StringComparison.Ordinal);
        Assert.Null(told.QuerySelector("a"));
        await tenant.AgeAsync(failed, TimeSpan.FromHours(25));
        await TakeAsync(tenant, client, wrong: 0);
        Assert.Single(await tenant.CertificatesAsync());
        foreach (var reference in new[] { passed, failed }) Assert.Null((await client.PageAsync($"check/{reference}/result")).QuerySelector(".scheme-marks"));
    }

    [Theory, OnBothDatabases]
    public async Task A_role_that_is_not_held_or_asks_for_no_more_says_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await SchemeAsync(tenant, TrainingRole.ChildDirector, 95);
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        using var client = await tenant.SignedInAsync(teacher);
        var reference = await TakeAsync(tenant, client, wrong: 1);
        Assert.Null((await client.PageAsync($"check/{reference}/result")).QuerySelector(".scheme-marks"));
        var failed = await TakeAsync(tenant, client, wrong: 3);
        Assert.Null((await client.PageAsync($"check/{failed}/result")).QuerySelector(".scheme-marks"));
    }

    private static Task SchemeAsync(TestTenant tenant, TrainingRole role, int percent) => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
    {
        await s.GetRequiredService<SchemeVersions>().AddAsync(
            role, "严格方案", new() { Requirements = Sample.All("O02"), PassPercent = percent, Hours = 1.5m, TransitionMonths = 0 }, tenant.Today, SchemeVersions.ByHand + "mark", 1, default);
        await s.GetRequiredService<TenantDb>().SaveChangesAsync();
    }, default));

    /// <summary>Ten questions; the wrong ones are none of the red lines.</summary>
    private static async Task<string> TakeAsync(TestTenant tenant, HttpClient client, int wrong)
    {
        var reference = await client.BeginAsync();
        var (attempt, check) = await tenant.AttemptAsync(reference);
        var missed = check.Draw(attempt.Seed).Where(q => !q.Question.Critical).Take(wrong).Select(q => q.Position).ToHashSet();
        (await tenant.AnswerAllAsync(client, reference, q => !missed.Contains(q.Position))).Dispose();
        return reference;
    }

    private static Task ReadAsync(TestTenant tenant, long personId) => tenant.InScopeAsync(async s =>
    {
        var module = (await s.GetRequiredService<Catalog>().ByCodeAsync("O02", default))!;
        foreach (var lesson in module.Lessons) await s.GetRequiredService<ModuleCompletion>().LessonDoneAsync(personId, module, lesson, default);
    });

    private static Task<IReadOnlyList<Evidence>> EvidenceAsync(TestTenant tenant, long personId) =>
        tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().ForPersonAsync(personId, default));
}
