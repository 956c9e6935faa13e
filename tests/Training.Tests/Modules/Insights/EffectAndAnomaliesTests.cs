using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Insights;

/// <summary>From attempts as they are stored to the pages.</summary>
public sealed class EffectAndAnomaliesTests
{
    [Theory, OnBothDatabases]
    public async Task The_effect_of_a_module_is_shown_with_its_interval_and_below_ten_people_not_at_all(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        for (var i = 0; i < 12; i++)
        {
            var person = await tenant.AddPersonAsync(street: i < 3 ? tenant.XinhualuId : tenant.HuayangluId);
            await AttemptAsync(tenant, person, q => (q.Position + i) % 2 == 0, days: 3);
            await AttemptAsync(tenant, person, _ => true, days: 1);
        }
        Assert.Equal(12, await tenant.InScopeAsync(s => s.GetRequiredService<EffectMeasuring>().MeasureAsync("O02", CancellationToken.None)));
        Assert.Equal(12, await tenant.InScopeAsync(s => s.GetRequiredService<EffectMeasuring>().MeasureAsync("O02", CancellationToken.None)));
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/effect?module=o02");
        var row = Row(page, "O02");
        Assert.Contains("有提升", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("+50", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("样本不足", Row(page, "R03").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("#items tbody tr"));
        Assert.DoesNotContain("试用", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // Nine people of one street and three of the other are too few to say anything, and three are not even counted.
        Assert.Contains("样本不足", Row(await officer.PageAsync("console/effect?unit=310105001"), "O02").TextContent, StringComparison.Ordinal);
        Assert.Equal("<5", Row(await officer.PageAsync("console/effect?unit=310105004"), "O02").QuerySelector("td")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task A_class_that_finishes_in_minutes_is_noted_once_and_laid_aside_with_a_note(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var code = await LongModuleAsync(tenant);
        for (var i = 0; i < 10; i++) await RushAsync(tenant, await tenant.AddPersonAsync(), code);
        await RunAsync(tenant);
        await RunAsync(tenant);
        var found = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Anomaly>().AsNoTracking().ToListAsync());
        var fast = Assert.Single(found, a => a.Rule == AnomalyRule.FastModule);
        Assert.Equal((10, code), (fast.People, fast.Subject));

        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/anomalies?open=" + fast.Ref);
        Assert.Contains("供人工查看，不自动处理", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(10, page.QuerySelectorAll("#open tbody tr").Length);
        using (var refused = await officer.SubmitAsync(page, "form[data-form=dismiss]", ("note", " ")))
            Assert.Contains("请写一句看的结果", (await refused.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using (var sent = await officer.SubmitAsync(page, "form[data-form=dismiss]", ("note", "集中培训后补点"))) Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using (var again = await officer.SubmitAsync(page, "form[data-form=dismiss]", ("note", "又来一次"))) Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Contains("集中培训后补点", (await officer.PageAsync("console/anomalies?state=dismissed")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var trail = await db.Set<AuditEvent>().SingleAsync(e => e.Category == "Insights");
            Assert.Equal(("AnomalyDismissed", fast.Ref), (trail.Name, trail.Subject));
            // Nothing else was touched.
            Assert.Equal(10, await db.Set<Attempt>().CountAsync(a => a.Passed == true));
        });
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("console/anomalies?open=" + Ids.New())).StatusCode);
    }

    private static IElement Row(AngleSharp.Html.Dom.IHtmlDocument page, string code) =>
        page.QuerySelectorAll("[aria-labelledby=modules-h] tbody tr").Single(r => r.QuerySelector("th")!.TextContent.StartsWith(code, StringComparison.Ordinal));

    private static Task RunAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var job = s.GetServices<IJob>().Single(j => j.Name == "insights.anomalies");
        for (var step = await job.StepAsync("", CancellationToken.None); !step.IsFinished;) step = await job.StepAsync(step.State, CancellationToken.None);
    });

    /// <summary>A module with at least two lessons and half an hour of reading.</summary>
    private static Task<string> LongModuleAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var checks = s.GetRequiredService<KnowledgeChecks>();
        foreach (var module in await s.GetRequiredService<Catalog>().ModulesAsync(default))
            if (module.Lessons.Count >= 2 && module.Minutes >= AnomalyRules.LongModuleMinutes && await checks.ByCodeAsync(module.Code, default) is not null) return module.Code;
        throw new InvalidOperationException("No such module.");
    });

    /// <summary>Yesterday: all lessons and the check within two minutes.</summary>
    private static Task RushAsync(TestTenant tenant, TestPerson person, string code) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var at = ChinaTime.StartUtc(tenant.Today.AddDays(-1)).AddHours(10);
        foreach (var lesson in (await s.GetRequiredService<Catalog>().ByCodeAsync(code, default))!.Lessons)
            db.Add(new LessonProgress { PersonId = person.Id, LessonId = lesson.ContentItemId, VersionId = lesson.ContentItemVersionId, Position = 100, CompletedUtc = at, UpdatedUtc = at });
        await db.SaveChangesAsync();
        await TakeAsync(s, person, code, _ => true);
        await db.Set<Attempt>().Where(a => a.PersonId == person.Id).ExecuteUpdateAsync(u => u.SetProperty(a => a.StartedUtc, at).SetProperty(a => a.SubmittedUtc, at.AddMinutes(2)));
    });

    private static Task AttemptAsync(TestTenant tenant, TestPerson person, Func<DrawnQuestion, bool> right, int days) => tenant.InScopeAsync(async s =>
    {
        var last = await TakeAsync(s, person, "O02", right);
        var at = tenant.App.Clock.UtcNow().AddDays(-days);
        await s.GetRequiredService<TenantDb>().Set<Attempt>().Where(a => a.Id == last).ExecuteUpdateAsync(u => u.SetProperty(a => a.StartedUtc, at).SetProperty(a => a.SubmittedUtc, at.AddMinutes(9)));
    });

    private static async Task<long> TakeAsync(IServiceProvider s, TestPerson person, string code, Func<DrawnQuestion, bool> right)
    {
        var (checks, attempts) = (s.GetRequiredService<KnowledgeChecks>(), s.GetRequiredService<Attempts>());
        var check = (await checks.ByCodeAsync(code, CancellationToken.None))!;
        var reference = (await attempts.StartAsync(person.Id, check, CancellationToken.None))!;
        var attempt = (await attempts.FindAsync(reference, person.Id, CancellationToken.None))!;
        foreach (var q in check.Draw(attempt.Seed))
            await attempts.SaveAsync(attempt.Id, q.Position, right(q) ? q.Question.Right() : q.Question.Kind == QuestionKind.Ordering ? new string([.. q.Question.Right().Reverse()])
                : "abcde".First(l => !q.Question.Right().Contains(l)).ToString(), false, CancellationToken.None);
        await attempts.SubmitAsync(attempt, check, CancellationToken.None);
        return attempt.Id;
    }
}
