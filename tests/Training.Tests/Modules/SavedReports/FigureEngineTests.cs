using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Services;
using Training.Modules.SavedReports.Figures;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.SavedReports;

public sealed class FigureEngineTests
{
    private static readonly DateOnly[] Days = [new(2026, 5, 15), new(2026, 6, 30), new(2026, 7, 1), new(2027, 1, 31), new(2001, 1, 1)];

    [Theory, OnBothDatabases]
    public async Task The_aggregate_and_the_count_over_assignments_give_the_same_in_every_cell(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        FigureDimension[][] byAssignment = [[], [FigureDimension.District], [FigureDimension.Street, FigureDimension.Role], [FigureDimension.Line, FigureDimension.Street, FigureDimension.Role], [FigureDimension.Scheme]];
        FigureDimension[][] byPerson = [[], [FigureDimension.Street], [FigureDimension.Role, FigureDimension.Street], [FigureDimension.District, FigureDimension.Line]];
        await tenant.InScopeAsync(async s =>
        {
            var engine = s.GetRequiredService<FigureEngine>();
            foreach (var day in Days)
            {
                foreach (var by in byAssignment)
                    foreach (var filter in new[] { new FigureFilter(), new() { Streets = [tenant.XinhualuId], Roles = [TrainingRole.ChildDirector, TrainingRole.NeighborMother] }, new() { Lines = [Line.Education] } })
                        await SameAsync(engine, new(CountBasis.Assignment, day, by, filter));
                foreach (var by in byPerson) await SameAsync(engine, new(CountBasis.Person, day, by, new()));
            }
        });
    }

    [Theory, OnBothDatabases]
    public async Task Every_dimension_adds_up_to_the_worked_example(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        await tenant.InScopeAsync(async s =>
        {
            var engine = s.GetRequiredService<FigureEngine>();
            foreach (var dimension in Enum.GetValues<FigureDimension>())
            {
                var table = await engine.CountAsync(new(CountBasis.Assignment, new(2026, 6, 30), [dimension, FigureDimension.Role], new()), default);
                Assert.Equal((13, 2, 11, 9, 6), (table.Total[Figure.InPost], table.Total[Figure.Excluded], table.Total[Figure.Required], table.Total[Figure.Completed], table.Total[Figure.Certified]));
                Assert.Equal("28.6%", table.Total.RateOf(Figure.AnnualRefreshRate).Percent);
                Assert.All(table.Keys, k => Assert.True(table[k].AddsUp));
                if (dimension is FigureDimension.Role) continue;
                Assert.Equal(11, table.Keys.Sum(k => table[k][Figure.Required]));
            }
        });
    }

    [Theory, OnBothDatabases]
    public async Task School_kind_tenure_and_neighborhood_come_from_the_assignments(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        await tenant.InScopeAsync(async s =>
        {
            var engine = s.GetRequiredService<FigureEngine>();
            var day = new DateOnly(2026, 6, 30);
            var kinds = await engine.CountAsync(new(CountBasis.Assignment, day, [FigureDimension.SchoolKind], new()), default);
            Assert.Equal((1, 1), (kinds[new((int)SchoolKind.Primary, FigureKey.All, FigureKey.All)][Figure.Required], kinds[new((int)SchoolKind.Primary, FigureKey.All, FigureKey.All)][Figure.Certified]));
            var schools = await engine.CountAsync(new(CountBasis.Assignment, day, [FigureDimension.Role], new() { SchoolKinds = [SchoolKind.Primary] }), default);
            Assert.Equal([(int)TrainingRole.HomeroomTeacher], schools.Values(0));
            var tenure = await engine.CountAsync(new(CountBasis.Assignment, day, [FigureDimension.Tenure], new()), default);
            // P04 since 1 April, still within three months; P05 in the role since 2023, only in another street.
            Assert.Equal(1, tenure[new((int)TenureBand.UnderThreeMonths, FigureKey.All, FigureKey.All)][Figure.InPost]);
            var five = await engine.CountAsync(new(CountBasis.Assignment, day, [FigureDimension.Street], new() { Tenures = [TenureBand.FiveYearsOrMore] }), default);
            Assert.Equal(1, five.Total[Figure.InPost]);
            var homes = await engine.CountAsync(new(CountBasis.Person, day, [FigureDimension.Neighborhood], new() { Streets = [tenant.XinhualuId] }), default);
            Assert.Equal((1, 0, 1), (People(homes, k => k > 0, Figure.PersonRequired), People(homes, k => k > 0, Figure.PersonAllCertified), People(homes, k => k > 0, Figure.PersonAnyCertified)));
        });

        static int People(FigureTable table, Func<int, bool> where, Figure figure) => table.Keys.Where(k => where(k.First)).Sum(k => table[k][figure]);
    }

    [Theory, OnBothDatabases]
    public async Task People_count_under_every_measure_and_each_once(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        await tenant.InScopeAsync(async s =>
        {
            var engine = s.GetRequiredService<FigureEngine>();
            var day = new DateOnly(2026, 6, 30);
            // P06 holds two posts: one certified, one never.
            foreach (var by in new FigureDimension[][] { [], [FigureDimension.Street], [FigureDimension.SchoolKind], [FigureDimension.Tenure] })
            {
                var total = (await engine.CountAsync(new(CountBasis.Person, day, by, new()), default)).Total;
                Assert.Equal((12, 2, 10, 8), (total[Figure.PersonInPost], total[Figure.PersonExcluded], total[Figure.PersonRequired], total[Figure.PersonCompleted]));
                Assert.Equal((5, 6, 1, 3, 1, 5), (total[Figure.PersonAllCertified], total[Figure.PersonAnyCertified], total[Figure.PersonExpired], total[Figure.PersonNeverCertified],
                    total[Figure.PersonRevokedOrSuspended], total[Figure.PersonNotAllCertified]));
                Assert.Equal(("80.0%", "28.6%"), (total.RateOf(Figure.PersonCompletionRate).Percent, total.RateOf(Figure.PersonAnnualRefreshRate).Percent));
            }
        });
    }

    [Theory, OnBothDatabases]
    public async Task Who_goes_to_another_neighborhood_of_the_street_is_counted_there_at_once(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        var (from, to) = await TwoNeighborhoodsAsync(tenant);
        Assert.Equal((2, 0), await InPostAsync());
        // All that the aggregate holds stays as it is.
        await MoveAsync(tenant, to);
        Assert.Equal((0, 2), await InPostAsync());
        // A change of no count is folded, and gone, like the others.
        Assert.Equal(1, await tenant.InScopeAsync(s => s.GetRequiredService<RateFolding>().RunAsync(default, worthwhile: 1)));
        Assert.Equal(0, (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(default))).Differences);
        await MoveAsync(tenant, from);
        Assert.Equal((2, 0), await InPostAsync());

        Task<(int, int)> InPostAsync() => tenant.InScopeAsync(async s =>
        {
            var table = await s.GetRequiredService<FigureEngine>().CountAsync(ByNeighborhood, default);
            return (table[new(from, FigureKey.All, FigureKey.All)][Figure.InPost], table[new(to, FigureKey.All, FigureKey.All)][Figure.InPost]);
        });
    }

    [Theory, OnBothDatabases]
    public async Task Of_each_question_one_answer_is_kept_until_something_changes(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        var (_, to) = await TwoNeighborhoodsAsync(tenant);
        using var memory = new MemoryCache(new MemoryCacheOptions());
        var first = await AskAsync();
        Assert.Same(first, await AskAsync());
        await MoveAsync(tenant, to);
        Assert.NotSame(first, await AskAsync());
        Assert.Equal(1, memory.Count);

        Task<FigureTable> AskAsync() => tenant.InScopeAsync(s => ActivatorUtilities.CreateInstance<FigureEngine>(s, memory).CountAsync(ByNeighborhood, default));
    }

    private static readonly FigureQuery ByNeighborhood = new(CountBasis.Assignment, new(2026, 6, 30), [FigureDimension.Neighborhood], new());

    /// <summary>Both posts of P06 stand in the first.</summary>
    private static Task<(int From, int To)> TwoNeighborhoodsAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var second = new OrgUnit { Code = "310105004002", Name = "示例第二居民区", Kind = OrgUnitKind.Neighborhood, ParentId = tenant.XinhualuId };
        db.Add(second);
        await db.SaveChangesAsync();
        return (await db.Set<OrgUnit>().Where(u => u.Code == "310105004001").Select(u => u.Id).SingleAsync(), second.Id);
    });

    private static Task MoveAsync(TestTenant tenant, int neighborhood) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var person = await db.Set<Person>().Where(p => p.StaffNo == "P06").Select(p => p.Id).SingleAsync();
        await db.Set<RoleAssignment>().Where(a => a.PersonId == person).ExecuteUpdateAsync(u => u.SetProperty(a => a.WorkUnitId, neighborhood));
        await s.GetRequiredService<RateProjection>().ReplaceAsync(person, default);
    });

    private static async Task SameAsync(FigureEngine engine, FigureQuery query)
    {
        Assert.True(query.IsAtHand);
        var (atHand, counted) = (await engine.CountAsync(query, default), await engine.CountedAsync(query, default));
        Assert.Equal(Relevant(counted, query), Relevant(atHand, query));
        foreach (var key in counted.Keys.Append(FigureKey.Total))
            foreach (var figure in FigureFacts.Of(query.Basis)) Assert.Equal(counted[key][figure], atHand[key][figure]);
    }

    private static IEnumerable<FigureKey> Relevant(FigureTable table, FigureQuery query) =>
        table.Keys.Where(k => table[k][query.Basis == CountBasis.Person ? Figure.PersonInPost : Figure.InPost] > 0).OrderBy(k => k.First).ThenBy(k => k.Second).ThenBy(k => k.Third);
}
