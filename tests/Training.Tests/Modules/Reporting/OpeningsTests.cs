using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Reporting;

/// <summary>
/// The worked example of domain/organisation.md §5 in a district that opens its courses by and by: 儿童主任 of 新华路 from 2026-07-01, 邻家妈妈 there not
/// yet. The numbers are counted by hand.
/// </summary>
public sealed class OpeningsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly July = new(2026, 7, 1);

    [Theory, InlineData("2026-05-31"), InlineData("2026-06-30"), InlineData("2026-07-01")]
    public void Whoever_is_where_a_course_is_not_open_is_not_required(string day)
    {
        var openings = new StreetOpenings([Row(TrainingRole.ChildDirector, GoldenData.Xinhualu, July), Row(TrainingRole.NeighborMother, GoldenData.Xinhualu, StreetOpening.NotYet)]);
        var people = GoldenData.People().Select(p => p with { Openings = openings });
        Hold(Summing.Table(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), people), GoldenData.District, GoldenData.Huayanglu, GoldenData.Xinhualu);
    }

    [Theory, OnBothDatabases]
    public async Task A_street_that_opens_is_counted_anew_and_nobody_else(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        // What the night has to say of the example is said before.
        await tenant.RunJobsAsync();
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(None));
        var (before, rows) = (await AllAsync(tenant), await RowsAsync(tenant));

        await tenant.OpenAsync(TrainingRole.ChildDirector, tenant.XinhualuId, July);
        await tenant.OpenAsync(TrainingRole.NeighborMother, tenant.XinhualuId, StreetOpening.NotYet);
        await tenant.RunJobsAsync();
        await HoldAsync(tenant);
        // The rows of the others are the very same ones.
        var concerned = new[] { "P05", "P06", "P07", "P08", "P09" }.Select(p => people[p]).ToHashSet();
        Assert.Equal(rows.Where(r => !concerned.Contains(r.PersonId)), (await RowsAsync(tenant)).Where(r => !concerned.Contains(r.PersonId)));
        Assert.Equal(0, await DifferencesAsync(tenant));

        // What changes later, person by person, and a correction for days that have passed.
        await tenant.InScopeAsync(s => s.GetRequiredService<Events>().RaiseAsync(new StandingChanged(people["P06"]), None));
        await HoldAsync(tenant);
        await tenant.OpenAsync(TrainingRole.ChildDirector, tenant.XinhualuId, new(2026, 6, 1));
        await tenant.RunJobsAsync();
        Assert.Equal((4, 6), await CertifiedAsync(tenant, new(2026, 5, 31)));
        // P05, P06 and P07 more, all certified; P01 still is, P03 no longer.
        Assert.Equal((6, 9), await CertifiedAsync(tenant, new(2026, 6, 30)));
        Assert.Equal(0, await DifferencesAsync(tenant));

        // Open as if nothing had been said: all figures of all days are as before.
        await tenant.OpenAsync(TrainingRole.ChildDirector, tenant.XinhualuId, StreetOpening.Always);
        await tenant.OpenAsync(TrainingRole.NeighborMother, tenant.XinhualuId, StreetOpening.Always);
        await tenant.RunJobsAsync();
        Assert.Equal(before, await AllAsync(tenant));
        Assert.Equal(0, await DifferencesAsync(tenant));
        Assert.Equal(5, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StreetOpening>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_merged_street_takes_none_of_its_openings_along(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.OpenAsync(TrainingRole.ChildDirector, tenant.XinhualuId, StreetOpening.NotYet);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(None));
        // 2026-11-30: 华阳路 P02, P03, P04 and P12; of 新华路 P05, P06 and P08 are not asked.
        DateOnly last = new(2026, 11, 30);
        Assert.Equal((4, 3), await DirectorsAsync(tenant, last));
        var merged = await tenant.InScopeAsync(s => s.GetRequiredService<Training.Modules.Roster.Merging.UnitMerging>()
            .ApplyAsync(new(["310105004"], "310105001", null, null, last.AddDays(1)), null, null, None));
        Assert.True(merged.IsDone, merged.Problems.FirstOrDefault()?.Message);
        Assert.Equal((4, 3), await DirectorsAsync(tenant, last));
        Assert.Equal((7, 0), await DirectorsAsync(tenant, last.AddDays(1)));
        Assert.Equal(0, await DifferencesAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_decided_on_what_holds_no_longer_changes_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var seen = await SeenAsync(tenant);
        await tenant.OpenAsync(TrainingRole.Teacher, tenant.HuayangluId, tenant.Today);
        Assert.Null(await SaveAsync(seen, tenant.Today.AddDays(9)));
        Assert.Equal(0, await SaveAsync(await SeenAsync(tenant), tenant.Today));
        Assert.Equal(1, await SaveAsync(await SeenAsync(tenant), tenant.Today.AddDays(9)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SaveAsync(0, tenant.Today.AddYears(4)));

        Task<int?> SaveAsync(long of, DateOnly day) => tenant.InScopeAsync(s =>
            s.GetRequiredService<OpeningDesk>().SaveAsync(TrainingRole.Teacher, new Dictionary<int, DateOnly> { [tenant.HuayangluId] = day }, of, null, None));
    }

    /// <summary>2026-05-31 and 06-30: A06, A07, A09 and the two 邻家妈妈 are out; A04 is a newcomer and A10 on leave whatever is open. 07-01: only the 邻家妈妈.</summary>
    private static void Hold(RateTable table, int district, int huayanglu, int xinhualu)
    {
        var (all, people) = (table.Of(district), table.People(district));
        var july = table.Day == July;
        var (newcomers, closed, required) = july ? (0, 2, 9) : (1, 5, 6);
        Assert.Equal((newcomers, 1, closed, required), (all[Measure.ExcludedNewcomer], all[Measure.ExcludedLeave], all[Measure.ExcludedNotYetInScope], all.Required));
        var (certified, expired) = table.Day.Month switch { 5 => (4, 0), 6 => (3, 1), _ => (5, 2) };
        Assert.Equal((certified, expired, 2, 0), (all.Certified, all[Measure.Expired], all[Measure.NeverCertified], all[Measure.RevokedOrSuspended]));
        Assert.Equal(all.Required, all.Certified + all[Measure.Expired] + all[Measure.NeverCertified] + all[Measure.RevokedOrSuspended]);
        // 新华路: of five or six only the 专职心理教师, and from July on the two 儿童主任.
        Assert.Equal(july ? 3 : 1, table.Of(xinhualu).Required);
        Assert.Equal(july ? 6 : 5, table.Of(huayanglu).Required);
        // P06 holds two of these posts: out with both, and certified for all that is asked once one of them counts.
        Assert.Equal(july ? 1 : 4, people[Measure.ExcludedNotYetInScope]);
        Assert.Equal((required, certified), (people.Required, people.Certified));
        Assert.Equal(people[Measure.InPost], people.Required + people.Excluded);
    }

    private static async Task HoldAsync(TestTenant tenant)
    {
        var district = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).Select(u => u.Id).SingleAsync());
        foreach (var day in new DateOnly[] { new(2026, 5, 31), new(2026, 6, 30), July }) Hold(await TableAsync(tenant, day), district, tenant.HuayangluId, tenant.XinhualuId);
    }

    private static StreetOpening Row(TrainingRole role, int street, DateOnly opens) => new() { Role = role, SubDistrictId = street, OpensOn = opens, RecordedUtc = DateTime.UnixEpoch };

    private static Task<RateTable> TableAsync(TestTenant tenant, DateOnly day) => tenant.InScopeAsync(async s => await s.GetRequiredService<RateQuery>().TableAsync(day, None));

    private static async Task<(int, int)> CertifiedAsync(TestTenant tenant, DateOnly day)
    {
        var table = await TableAsync(tenant, day);
        var (one, two) = (table.Of(tenant.HuayangluId), table.Of(tenant.XinhualuId));
        return (one.Certified + two.Certified, one.Required + two.Required);
    }

    private static async Task<(int Required, int Closed)> DirectorsAsync(TestTenant tenant, DateOnly day)
    {
        var table = await TableAsync(tenant, day);
        var counts = new[] { tenant.HuayangluId, tenant.XinhualuId }.Select(u => table.Of(u, TrainingRole.ChildDirector)).ToList();
        return (counts.Sum(c => c.Required), counts.Sum(c => c[Measure.ExcludedNotYetInScope]));
    }

    private static Task<long> SeenAsync(TestTenant tenant) => tenant.InScopeAsync(async s => (await s.GetRequiredService<OpeningDesk>().OfAsync(TrainingRole.Teacher, None)).Seen);

    private static Task<int> DifferencesAsync(TestTenant tenant) => tenant.InScopeAsync(async s => (await s.GetRequiredService<RateProjection>().CompareAsync(None)).Differences);

    private static Task<List<((RateKey, DateOnly), int)>> AllAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
        (await s.GetRequiredService<RateStore>().AllAsync(None)).Select(c => (c.Key, c.Value)).OrderBy(c => c.Key.On).ThenBy(c => c.Key.Key.UnitId).ThenBy(c => c.Key.Key.Code).ToList());

    private static Task<List<(long Id, long PersonId)>> RowsAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
        (await s.GetRequiredService<TenantDb>().Set<PostState>().AsNoTracking().OrderBy(r => r.Id).ToListAsync()).ConvertAll(r => (r.Id, r.PersonId)));
}
