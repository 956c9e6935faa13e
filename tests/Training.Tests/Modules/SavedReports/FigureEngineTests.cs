using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.SavedReports.Figures;
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
