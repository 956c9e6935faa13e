using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reporting;

public sealed class RateProjectionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task The_worked_example_comes_out_of_a_rebuild(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        var result = await RebuildAsync(tenant);
        Assert.Equal(people.Count, result.People);
        await HoldAsync(tenant);
        Assert.Equal(0, (await CompareAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task It_comes_out_of_the_changes_of_each_person_and_after_merging(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        foreach (var id in people.Values)
            await tenant.InScopeAsync(s => s.GetRequiredService<Events>().RaiseAsync(new StandingChanged(id), None));
        await HoldAsync(tenant);
        Assert.Equal(0, (await CompareAsync(tenant)).Differences);

        Assert.Equal(people.Count, await tenant.InScopeAsync(s => s.GetRequiredService<RateFolding>().RunAsync(None, worthwhile: 1)));
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<RateFolding>().RunAsync(None, worthwhile: 1)));
        await HoldAsync(tenant);
        Assert.Equal(0, (await CompareAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task All_indexes_are_back_after_the_table_was_filled_without_them_and_after_it_was_not(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        var before = await tenant.InScopeAsync(IndexesAsync);
        Assert.Contains(before, i => i.Contains("ix_post_states_up_to", StringComparison.Ordinal));
        await Assert.ThrowsAsync<InvalidOperationException>(() => FillAsync(() => throw new InvalidOperationException("Broken off.")));
        Assert.Equal(before, await tenant.InScopeAsync(IndexesAsync));
        var rows = 0;
        await FillAsync(() => rows++);
        Assert.Equal(1, rows);
        Assert.Equal(before, await tenant.InScopeAsync(IndexesAsync));
        await RebuildAsync(tenant);
        await HoldAsync(tenant);

        Task<bool> FillAsync(Action then) => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await s.GetRequiredService<PostStateStore>().WithoutIndexesAsync(async () =>
            {
                Assert.DoesNotContain(await IndexesAsync(s), i => i.Contains("ix_post_states", StringComparison.Ordinal));
                await s.GetRequiredService<PostStateStore>().AddAsync([(people["P01"], new(1, new(1, null, null, new(2025, 1, 1)), TrainingRole.ChildDirector, Line.CivilAffairs, PostStates.Bit(Measure.InPost), new(2025, 1, 1), DateOnly.MaxValue))], None);
                then();
            }, None);
            return true;
        }, None));

        async Task<string[]> IndexesAsync(IServiceProvider s)
        {
            var sql = database == TestDatabase.Postgres
                ? "SELECT indexdef AS \"Value\" FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'post_states'"
                : "SELECT name || COALESCE(sql, '') AS \"Value\" FROM sqlite_master WHERE type = 'index' AND tbl_name = 'post_states'";
            return [.. (await s.GetRequiredService<TenantDb>().Database.SqlQueryRaw<string>(sql).ToListAsync()).Order(StringComparer.Ordinal)];
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_change_is_in_the_figures_at_once_and_as_a_rebuild_would_have_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        await RebuildAsync(tenant);
        var district = await DistrictAsync(tenant);
        var day = new DateOnly(2026, 7, 1);
        Assert.Equal(5, (await TableAsync(tenant, day)).Of(district).Certified);

        // P07's post ends earlier, P12 moves, P10's certificate is suspended and good again, P01 learns again.
        await ChangeAsync(tenant, people["P07"], db => db.Set<RoleAssignment>().Where(a => a.PersonId == people["P07"]).ExecuteUpdateAsync(s => s.SetProperty(a => a.End, new DateOnly(2026, 5, 1))));
        await ChangeAsync(tenant, people["P12"], async db =>
        {
            await db.Set<RoleAssignment>().Where(a => a.PersonId == people["P12"]).ExecuteUpdateAsync(s => s.SetProperty(a => a.End, new DateOnly(2026, 3, 31)));
            db.Add(new RoleAssignment
            {
                PersonId = people["P12"], Role = TrainingRole.ChildDirector, Line = Line.CivilAffairs, SubDistrictId = tenant.XinhualuId,
                Start = new(2026, 4, 1), RecordedUtc = DateTime.UtcNow,
            });
        });
        await ChangeAsync(tenant, people["P10"], async db =>
        {
            var certificate = await db.Set<Certificate>().SingleAsync(c => c.PersonId == people["P10"]);
            foreach (var (kind, on) in new[] { (CertificateEventKind.Suspended, new DateOnly(2026, 6, 1)), (CertificateEventKind.Reinstated, new DateOnly(2026, 8, 1)) })
                db.Add(new CertificateEvent { CertificateId = certificate.Id, Kind = kind, EffectiveOn = on, Reason = "试用", RecordedUtc = DateTime.UtcNow });
        });
        await tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().RecordAsync(new Evidence
        {
            PersonId = people["P01"], Kind = EvidenceKind.ModuleCompleted, Subject = StoredGolden.Again(TrainingRole.ChildSupervisor),
            EffectiveOn = new(2026, 7, 1), RecordedUtc = DateTime.UtcNow, Reason = "试用",
        }, None));

        Assert.Equal(4, (await TableAsync(tenant, day)).Of(district).Certified);
        Assert.Equal(1, (await TableAsync(tenant, day)).Of(district, TrainingRole.HomeroomTeacher)[Measure.RevokedOrSuspended]);
        Assert.Equal(1, (await TableAsync(tenant, tenant.Today)).Of(district, TrainingRole.ChildSupervisor).Certified);
        Assert.Equal(0, (await CompareAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task What_went_wrong_in_the_tables_is_found_and_mended_by_a_rebuild(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        await RebuildAsync(tenant);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            await db.Set<PostState>().Where(r => r.PersonId == people["P01"]).ExecuteDeleteAsync();
            await db.Set<RateMonth>().Where(m => m.UnitId == tenant.HuayangluId).ExecuteDeleteAsync();
        });
        Assert.True((await CompareAsync(tenant)).Differences > 1);
        await RebuildAsync(tenant);
        Assert.Equal(0, (await CompareAsync(tenant)).Differences);
        await HoldAsync(tenant);
    }

    [Theory, OnBothDatabases]
    public async Task What_went_wrong_with_a_person_is_put_right_over_night(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        await RebuildAsync(tenant);
        await ChangeBehindAsync(tenant, people["P01"]);
        Assert.NotEqual(0, (await CompareAsync(tenant)).Differences);
        var step = new JobStep("", 0, null, IsFinished: false);
        while (!step.IsFinished)
            step = await tenant.InScopeAsync(s => s.GetServices<IJob>().Single(j => j.Name == "reporting.check-rates").StepAsync(step.State, None));
        Assert.Equal($"核对 {people.Count} 人，改正 1 人", step.Message);
        Assert.Equal(0, (await CompareAsync(tenant)).Differences);
    }

    /// <summary>An assignment that ends earlier, and nobody told the rates.</summary>
    private static Task ChangeBehindAsync(TestTenant tenant, long personId) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var assignment = await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == personId);
        await db.Set<RoleAssignment>().Where(a => a.Id == assignment.Id).ExecuteUpdateAsync(u => u.SetProperty(a => a.End, new DateOnly(2026, 6, 10)));
    });

    [Theory, OnBothDatabases]
    public async Task Two_changes_of_one_person_at_the_same_time_count_once(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        await Task.WhenAll(people.Values.Concat(people.Values).Concat(people.Values).Select(id => Task.Run(() =>
            tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().ReplaceAsync(id, None)))));
        Assert.Equal(0, (await CompareAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task The_trend_ends_on_the_day_and_shows_month_ends_before_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await RebuildAsync(tenant);
        var district = await DistrictAsync(tenant);
        foreach (var day in new[] { new DateOnly(2026, 7, 1), new DateOnly(2026, 6, 30), new DateOnly(2026, 1, 31) })
        {
            var points = await tenant.InScopeAsync(async s => await s.GetRequiredService<RateQuery>().TrendAsync(await TableAsync(tenant, day), district, null, null, None));
            Assert.Equal((12, day), (points.Count, points[^1].Day));
            Assert.All(points.SkipLast(1), p => Assert.Equal(1, p.Day.AddDays(1).Day));
            foreach (var point in points) Assert.Equal((await TableAsync(tenant, point.Day)).Of(district).CertificationRate, point.Rate);
        }
    }

    private static async Task HoldAsync(TestTenant tenant)
    {
        var district = await DistrictAsync(tenant);
        foreach (var day in GoldenExpectations.Days) GoldenExpectations.Hold(await TableAsync(tenant, day), district, tenant.HuayangluId, tenant.XinhualuId);
    }

    private static Task<RateTable> TableAsync(TestTenant tenant, DateOnly day) =>
        tenant.InScopeAsync(async s => await s.GetRequiredService<RateQuery>().TableAsync(day, None));

    private static Task<int> DistrictAsync(TestTenant tenant) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).Select(u => u.Id).SingleAsync());

    private static Task<RebuildResult> RebuildAsync(TestTenant tenant) => tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(None));

    private static Task<RebuildResult> CompareAsync(TestTenant tenant) => tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None));

    private static Task ChangeAsync(TestTenant tenant, long personId, Func<TenantDb, Task> change) => tenant.InScopeAsync(s =>
        s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            var db = s.GetRequiredService<TenantDb>();
            await change(db);
            await db.SaveChangesAsync();
            await s.GetRequiredService<Events>().RaiseAsync(new StandingChanged(personId), None);
        }, None));
}
