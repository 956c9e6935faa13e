using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reporting;

/// <summary>What readers keep in memory is what the database holds, whoever commits when.</summary>
public sealed class RateLogTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2026, 7, 1);

    [Theory, OnBothDatabases]
    public async Task What_is_rolled_back_is_in_no_figure_even_if_the_transaction_looked_at_it(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        var before = await CertifiedAsync(tenant);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await LeaveAsync(s);
            Assert.Equal(before - 1, await CertifiedAsync(s));
            await s.GetRequiredService<RateFolding>().RunAsync(None, worthwhile: 1);
            Assert.Equal(before - 1, await CertifiedAsync(s));
            throw new InvalidOperationException("Taken back.");
        }, None)));
        Assert.Equal(before, await CertifiedAsync(tenant));
        await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => LeaveAsync(s), None));
        await tenant.InScopeAsync(s => s.GetRequiredService<RateFolding>().RunAsync(None, worthwhile: 1));
        Assert.Equal(before - 1, await CertifiedAsync(tenant));
    }

    [Fact]
    public async Task A_change_that_was_written_first_and_committed_last_is_not_missed()
    {
        await using var tenant = await GoldenAsync(TestDatabase.Postgres);
        var before = await CertifiedAsync(tenant);
        var (written, mayCommit) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await LeaveAsync(s);
            written.SetResult();
            await mayCommit.Task;
        }, None));
        await written.Task;
        await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => LeaveAsync(s, last: true), None));
        Assert.Equal(before - 1, await CertifiedAsync(tenant));
        // Folded while the other is still open: it stays in the log.
        await tenant.InScopeAsync(s => s.GetRequiredService<RateFolding>().RunAsync(None, worthwhile: 1));
        Assert.Equal(before - 1, await CertifiedAsync(tenant));
        mayCommit.SetResult();
        await slow;
        Assert.Equal(before - 2, await CertifiedAsync(tenant));
        Assert.Equal(0, (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None))).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task Another_day_of_the_same_state_says_the_same_after_the_months_were_written_anew(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => LeaveAsync(s), None));
        await tenant.InScopeAsync(async s =>
        {
            var rates = s.GetRequiredService<RateQuery>();
            var table = await rates.TableAsync(Day, None);
            var district = await DistrictAsync(s);
            var expected = (await rates.TableAsync(Day.AddMonths(-2), table.Log, None)).Of(district).Certified;
            await tenant.InScopeAsync(o => o.GetRequiredService<RateFolding>().RunAsync(None, worthwhile: 1));
            Assert.Equal(expected, (await rates.TableAsync(Day.AddMonths(-2), table.Log, None)).Of(district).Certified);
            foreach (var months in Enumerable.Range(3, 5))
                Assert.Equal((await rates.TableAsync(Day.AddMonths(-months), None)).Of(district).Certified, (await rates.TableAsync(Day.AddMonths(-months), table.Log, None)).Of(district).Certified);
        });
    }

    [Theory, OnBothDatabases]
    public async Task While_people_change_and_months_are_folded_every_table_adds_up(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var tables = 0;
            for (; !done.IsCancellationRequested || tables == 0; tables++)
                await tenant.InScopeAsync(async s =>
                {
                    var table = await s.GetRequiredService<RateQuery>().TableAsync(Day.AddDays(-tables % 40), None);
                    var district = table.Of(await DistrictAsync(s));
                    Assert.True(district.AddsUp);
                    Assert.Equal(district.Required, table.Of(tenant.HuayangluId).Required + table.Of(tenant.XinhualuId).Required);
                });
        });
        for (var leaving = 0; leaving < 4; leaving++)
        {
            await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => LeaveAsync(s), None));
            await tenant.InScopeAsync(s => s.GetRequiredService<RateFolding>().RunAsync(None, worthwhile: 1));
        }
        await done.CancelAsync();
        await reading;
        Assert.Equal(0, (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None))).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task The_change_that_makes_it_many_has_them_folded_at_once(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        await tenant.RunJobsAsync();
        Task<int> WaitingAsync() => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Job>().CountAsync(j => j.Name == "reporting.merge-rates" && j.FinishedUtc == null));
        Task ChangeAsync() => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => LeaveAsync(s), None));
        var soon = tenant.App.Services.GetRequiredService<FoldingSoon>();
        while (!soon.Count(tenant.Tenant)) { }
        for (var i = 0; i < FoldingSoon.Many - 2; i++) Assert.False(soon.Count(tenant.Tenant));
        await ChangeAsync();
        Assert.Equal(0, await WaitingAsync());
        await ChangeAsync();
        Assert.Equal(1, await WaitingAsync());
        await tenant.RunJobsAsync();
        Assert.Equal(0, await WaitingAsync());
        Assert.False(soon.Count(tenant.Tenant));
    }

    private static async Task<TestTenant> GoldenAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(None));
        return tenant;
    }

    /// <summary>Somebody who is certified on the day leaves the post before it.</summary>
    private static async Task LeaveAsync(IServiceProvider services, bool last = false)
    {
        var db = services.GetRequiredService<TenantDb>();
        var certified = PostStates.Bit(Measure.Certified);
        var person = await db.Set<PostState>().Where(s => (s.Measures & certified) != 0 && s.FromDay <= Day && s.ThroughDay >= Day)
            .Select(s => s.PersonId).OrderBy(id => last ? -id : id).FirstAsync();
        await db.Set<RoleAssignment>().Where(a => a.PersonId == person).ExecuteUpdateAsync(u => u.SetProperty(a => a.End, Day.AddDays(-1)));
        await services.GetRequiredService<RateProjection>().ReplaceAsync(person, None);
    }

    private static Task<int> CertifiedAsync(TestTenant tenant) => tenant.InScopeAsync(CertifiedAsync);

    private static async Task<int> CertifiedAsync(IServiceProvider services) =>
        (await services.GetRequiredService<RateQuery>().TableAsync(Day, None)).Of(await DistrictAsync(services)).Certified;

    private static Task<int> DistrictAsync(IServiceProvider services) =>
        services.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).Select(u => u.Id).SingleAsync();
}
