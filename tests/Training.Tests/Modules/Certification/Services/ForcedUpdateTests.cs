using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Pages;

namespace Training.Tests.Modules.Certification.Services;

public sealed class ForcedUpdateTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task A_deadline_that_passes_is_known_everywhere_before_any_job_runs_on_its_day(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (late, diligent) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.Teacher));
        foreach (var person in new[] { late, diligent }) await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-10));
        Assert.Null(await ForceAsync(tenant, "o02"));
        Assert.NotNull(await ForceAsync(tenant, "O02"));
        await tenant.RunJobsAsync();
        await tenant.RecordAsync(diligent.Id, "O02", tenant.Today);

        var deadline = tenant.Today.AddDays(60);
        Assert.Equal([StandingState.Certified, StandingState.Suspended], await StatesAsync(tenant, late.Id, deadline, deadline.AddDays(1)));
        Assert.Equal([StandingState.Certified, StandingState.Certified], await StatesAsync(tenant, diligent.Id, deadline, deadline.AddDays(1)));
        Assert.Equal((2, 1), (await CertifiedAsync(tenant, deadline), await CertifiedAsync(tenant, deadline.AddDays(1))));
        Assert.Equal(0, await DifferencesAsync(tenant));

        using var client = await tenant.SignedInAsync(late);
        Assert.Contains($"{deadline.Month}月{deadline.Day}", (await client.PageAsync("home")).QuerySelector(".ledger")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Standing_verification_and_rates_agree_on_a_suspension_and_learning_lifts_it_everywhere(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-100));
        var number = (await tenant.CertificatesAsync())[0].Number;
        await AnnouncedAsync(tenant, "O02", tenant.Today.AddDays(-80), 60);
        // The certificate was issued today, on older evidence: it rests on the edition of before.
        using var visitor = tenant.Visitor();
        Assert.NotNull((await visitor.PageAsync("verify/" + number)).QuerySelector(".verdict.revoked"));
        Assert.Equal(0, await CertifiedAsync(tenant, tenant.Today));
        Assert.Equal([StandingState.Suspended], await StatesAsync(tenant, person.Id, tenant.Today));
        var standing = await tenant.InScopeAsync(s => s.GetRequiredService<Standing>().ForPersonAsync(person.Id, None));
        Assert.Equal((StandingState.Suspended, "O02"), (standing.Roles[0].Standing.State, Assert.Single(standing.Roles[0].Updates).ModuleCode));

        await tenant.RecordAsync(person.Id, "O02");
        Assert.NotNull((await visitor.PageAsync("verify/" + number)).QuerySelector(".verdict:not(.revoked):not(.expired)"));
        Assert.Equal(1, await CertifiedAsync(tenant, tenant.Today));
        Assert.Equal([StandingState.Certified], await StatesAsync(tenant, person.Id, tenant.Today));
        Assert.Equal(0, await DifferencesAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task Only_red_line_modules_can_be_forced(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        Assert.Contains("红线模块", await ForceAsync(tenant, "R03"), StringComparison.Ordinal);
        Assert.Contains("没有这个模块", await ForceAsync(tenant, "X99"), StringComparison.Ordinal);
        Assert.Contains("7 到 365", await tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().ForceAsync("O02", 3, "法律修订", [], null, None)), StringComparison.Ordinal);
        Assert.Null(await tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().RecordEditionAsync("R03", "补写第二课", null, None)));
        Assert.Equal("R03", Assert.Single((await tenant.InScopeAsync(async s => await s.GetRequiredService<SchemeTable>().AllAsync(None))).Changes).ModuleCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_deadline_for_one_line_is_none_for_the_others_and_each_line_may_have_its_own(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, director) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.ChildDirector));
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher, tenant.Today.AddDays(-10));
        await tenant.RecordAllAsync(director.Id, Ledger.Director, tenant.Today.AddDays(-10));
        Task<string?> For(int days, params Line[] lines) => tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().ForceAsync("O02", days, "规定有修订，按条线来", lines, null, None));
        Assert.Null(await For(30, Line.Education));
        await tenant.RunJobsAsync();
        var late = tenant.Today.AddDays(31);
        Assert.Equal([StandingState.Suspended], await StatesAsync(tenant, teacher.Id, late));
        Assert.Equal([StandingState.Certified], await StatesAsync(tenant, director.Id, late));
        var standing = await tenant.InScopeAsync(s => s.GetRequiredService<Standing>().ForPersonAsync(director.Id, None));
        Assert.Empty(standing.Roles[0].Updates);

        Assert.NotNull(await For(60, Line.Education, Line.CivilAffairs));
        Assert.NotNull(await For(60));
        Assert.Null(await For(60, Line.CivilAffairs));
        await tenant.RunJobsAsync();
        Assert.Equal([StandingState.Certified, StandingState.Suspended], await StatesAsync(tenant, director.Id, late, tenant.Today.AddDays(61)));
        Assert.Equal(0, await DifferencesAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task A_pass_of_the_same_morning_or_on_a_replaced_version_does_not_show_the_update(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(ForcedUpdateTests)));
        var people = new List<TestPerson>();
        for (var i = 0; i < 4; i++) people.Add(await tenant.AddPersonAsync(TrainingRole.Teacher));
        foreach (var person in people) await tenant.RecordAllAsync(person.Id, Ledger.Teacher, tenant.Today.AddDays(-10));
        var (old, current) = await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var check = (await s.GetRequiredService<Training.Modules.Assessment.Services.KnowledgeChecks>().ByCodeAsync("O02", None))!.Item;
            var row = await db.Set<Training.Platform.Contents.ContentItem>().SingleAsync(c => c.Id == check.Id);
            var next = row.Next(row.DisplayText, "试用", tenant.App.Clock.UtcNow());
            (row.Latest, row.Published) = (false, false);
            await db.SaveChangesAsync();
            (next.Latest, next.Published, next.PublishedUtc) = (true, true, tenant.App.Clock.UtcNow());
            db.Add(next);
            await db.SaveChangesAsync();
            return (check.ContentItemVersionId, next.ContentItemVersionId);
        });
        Task PassAsync(TestPerson person, string? version) => tenant.InScopeAsync(s => s.GetRequiredService<Training.Modules.Learning.Services.EvidenceLedger>().RecordAsync(new()
        {
            PersonId = person.Id, Kind = Training.Modules.Learning.Models.EvidenceKind.ModuleCompleted, Subject = "O02", Score = 90, EffectiveOn = tenant.Today,
            RecordedUtc = tenant.App.Clock.UtcNow(), Reason = "知识检测 90 分，达到要求。", ContentVersionId = version,
        }, None));
        await PassAsync(people[0], null);
        tenant.App.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(await ForceAsync(tenant, "O02"));
        await tenant.RunJobsAsync();
        tenant.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await PassAsync(people[1], old);
        await PassAsync(people[2], current);
        await PassAsync(people[3], null);
        var late = tenant.Today.AddDays(61);
        foreach (var (person, state) in people.Zip(new[] { StandingState.Suspended, StandingState.Suspended, StandingState.Certified, StandingState.Certified }))
            Assert.Equal([state], await StatesAsync(tenant, person.Id, late));
        Assert.Equal(0, await DifferencesAsync(tenant));
    }

    private static Task<string?> ForceAsync(TestTenant tenant, string code) =>
        tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().ForceAsync(code, ForcedUpdate.DefaultDays, "个人信息保护的规定有修订", [], null, None));

    /// <summary>As if announced on a day that lies behind.</summary>
    private static async Task AnnouncedAsync(TestTenant tenant, string code, DateOnly on, int days)
    {
        await tenant.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TenantDb>();
            db.Add(new ForcedUpdate { ModuleCode = code, AnnouncedOn = on, Days = days, Reason = "试用的理由", RecordedUtc = tenant.App.Clock.UtcNow() });
            await db.SaveChangesAsync();
        });
        await tenant.InScopeAsync(async s => await s.GetServices<IJob>().OfType<RecomputeJob>().Single().StepAsync(new RecomputeJob.State(Everybody: false).ToJson(), None));
    }

    internal static Task<StandingState[]> StatesAsync(TestTenant tenant, long personId, params DateOnly[] days) => tenant.InScopeAsync(async services =>
    {
        var stored = await services.GetRequiredService<TenantDb>().Set<StoredStanding>().AsNoTracking().SingleAsync(s => s.PersonId == personId);
        return days.Select(d => stored.Timeline.At(d)).ToArray();
    });

    internal static Task<int> DifferencesAsync(TestTenant tenant) => tenant.InScopeAsync(async services =>
        (await services.GetRequiredService<Recompute>().CompareAsync(0, None)).Differences.Count);

    private static Task<int> CertifiedAsync(TestTenant tenant, DateOnly day) => tenant.InScopeAsync(async services =>
        (await services.GetRequiredService<RateQuery>().TableAsync(day, None)).Of(tenant.HuayangluId).Certified);
}
