using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Measures;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Modules.SavedReports.Figures;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reporting;

/// <summary>A random district through the tables: what SQL counts by any two dimensions is what counting by hand gives.</summary>
public sealed class FiguresByHandTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly[] Days = [RandomRoster.Merged.AddDays(-1), RandomRoster.Merged.AddDays(45), new(2027, 1, 31)];

    [Theory, OnBothDatabases]
    public async Task Every_pair_of_dimensions_on_both_bases(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database, 11);
        var hand = await Hand.OfAsync(tenant);
        await tenant.InScopeAsync(async s =>
        {
            var engine = s.GetRequiredService<FigureEngine>();
            foreach (var day in Days)
                foreach (var by in Pairs())
                    foreach (var basis in new[] { CountBasis.Assignment, CountBasis.Person }) await HoldsAsync(engine, hand, new(basis, day, by, new()));
        });
    }

    [Theory, OnBothDatabases]
    public async Task Every_filter_beside_a_dimension_on_both_bases(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database, 12);
        var hand = await Hand.OfAsync(tenant);
        FigureFilter[] filters =
        [
            new() { Streets = [tenant.HuayangluId] }, new() { Lines = [Line.Education, Line.WomensFederation] }, new() { Roles = [TrainingRole.HomeroomTeacher], Lines = [Line.CivilAffairs] },
            new() { SchoolKinds = [SchoolKind.Primary] }, new() { Tenures = [TenureBand.UnderThreeMonths, TenureBand.UnderThreeYears] },
        ];
        await tenant.InScopeAsync(async s =>
        {
            var engine = s.GetRequiredService<FigureEngine>();
            foreach (var filter in filters)
                foreach (var by in new FigureDimension[][] { [], [FigureDimension.Role], [FigureDimension.Neighborhood], [FigureDimension.Tenure, FigureDimension.Line] })
                    foreach (var basis in new[] { CountBasis.Assignment, CountBasis.Person }) await HoldsAsync(engine, hand, new(basis, Days[1], by, filter));
        });
    }

    [Theory, OnBothDatabases]
    public async Task The_command_answers_every_level_line_role_and_basis_together(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database, 13);
        var hand = await Hand.OfAsync(tenant);
        var roles = new TrainingRole?[] { null, TrainingRole.ChildDirector, TrainingRole.HomeroomTeacher, TrainingRole.YouthSocialWorker };
        var lines = new Line?[] { null, Line.CivilAffairs, Line.Education };
        await tenant.InScopeAsync(async s =>
        {
            var reader = s.GetRequiredService<MeasureReader>();
            foreach (var (day, level, role, line) in from day in Days from level in Enum.GetValues<MeasureLevel>() from role in roles from line in lines select (day, level, role, line))
                foreach (var unit in (await reader.ReadAsync(new(day, level, null, line, role), None)).Units)
                {
                    var id = hand.Units[unit.Code];
                    bool Here(RateFacts person, CountedAssignment a) => level == MeasureLevel.District || (level == MeasureLevel.Street ? a.UnitId : a.WorkUnitId) == id;
                    var (posts, people) = (BruteForce.Count(hand.People, null, role, line, day, Here), BruteForce.CountPeople(hand.People, null, role, line, day, Here));
                    var at = $"{day:yyyy-MM-dd} {unit.Code} {role} {line}";
                    Same(at, posts, unit.Assignments!.InPost, unit.Assignments.Excluded, unit.Assignments.Required, unit.Assignments.Completed, unit.Assignments.Certified,
                        unit.Assignments.Expired, unit.Assignments.NeverCertified, unit.Assignments.RevokedOrSuspended, unit.Assignments.AnnualRefreshRate);
                    Same(at + " of people", people, unit.Persons!.InPost, unit.Persons.Excluded, unit.Persons.Required, unit.Persons.Completed, unit.Persons.AllCertified,
                        unit.Persons.Expired, unit.Persons.NeverCertified, unit.Persons.RevokedOrSuspended, unit.Persons.AnnualRefreshRate);
                    Assert.True(people[Measure.PersonAnyCertified] == unit.Persons.AnyCertified, at);
                }
        });

        static void Same(string at, Dictionary<Measure, int> hand, int inPost, ExcludedMeasures excluded, int required, int completed, int certified, int expired, int never, int revoked, MeasureRate annual) =>
            Assert.True((inPost, required, completed, certified, expired, never, revoked, excluded.Newcomer, excluded.Leave, excluded.NotYetInScope, annual.Numerator, annual.Denominator)
                == (hand[Measure.InPost], hand[Measure.Required], hand[Measure.Completed], hand[Measure.Certified], hand[Measure.Expired], hand[Measure.NeverCertified],
                    hand[Measure.RevokedOrSuspended], hand[Measure.ExcludedNewcomer], hand[Measure.ExcludedLeave], hand[Measure.ExcludedNotYetInScope],
                    hand[Measure.RefreshedThisYear], hand[Measure.AnnualRequired]), at);
    }

    private static async Task<TestTenant> SiteAsync(TestDatabase database, int seed)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await RandomRoster.WriteAsync(tenant, seed, 45);
        Assert.Equal(0, (await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().CompareAsync(None))).Differences);
        return tenant;
    }

    private static IEnumerable<FigureDimension[]> Pairs()
    {
        var all = Enum.GetValues<FigureDimension>();
        foreach (var one in all)
            foreach (var other in all.Where(o => o > one))
                if ((one, other) is not (FigureDimension.Neighborhood, FigureDimension.School)) yield return [one, other];
    }

    private static async Task HoldsAsync(FigureEngine engine, Hand hand, FigureQuery query)
    {
        var counted = await engine.CountedAsync(query, None);
        var asked = await engine.CountAsync(query, None);
        var values = query.By.Select(d => hand.ValuesOf(d, query.Day).Append(FigureKey.All).ToList()).ToList();
        while (values.Count < 2) values.Add([FigureKey.All]);
        foreach (var key in from a in values[0] from b in values[1] select new FigureKey(a, b, FigureKey.All))
        {
            bool Here(RateFacts person, CountedAssignment a) => hand.Fits(query.Filter, a, query.Day)
                && Enumerable.Range(0, query.By.Count).All(i => key[i] == FigureKey.All || hand.ValueOf(query.By[i], person, a, query.Day) == key[i]);
            var expected = query.Basis == CountBasis.Person ? BruteForce.CountPeople(hand.People, null, null, null, query.Day, Here) : BruteForce.Count(hand.People, null, null, null, query.Day, Here);
            foreach (var (measure, count) in expected.Where(e => query.Basis == CountBasis.Person || e.Key is not (Measure.PersonRequired or Measure.PersonAllCertified or Measure.PersonAnyCertified)))
                Assert.True(count == counted[key][measure], $"{query.Key} {key} {measure}: {counted[key][measure]}, by hand {count}");
            foreach (var figure in FigureFacts.Of(query.Basis)) Assert.True(counted[key][figure] == asked[key][figure], $"{query.Key} {key} {figure} at hand");
        }
    }

    /// <summary>The facts, and to which value of a dimension each assignment belongs, said without the code that is checked.</summary>
    private sealed record Hand(IReadOnlyList<RateFacts> People, IReadOnlyDictionary<int, OrgUnit> Works, IReadOnlyDictionary<string, int> Units)
    {
        private readonly Dictionary<long, DateOnly> _since = People.SelectMany(p => p.Assignments, (p, a) => (a.Id, Since: BruteForce.DutySince(p, a))).ToDictionary(a => a.Id, a => a.Since);

        public static Task<Hand> OfAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var facts = await s.GetRequiredService<RateFactsQuery>().ForPeopleAsync(await db.Set<Person>().Select(p => p.Id).ToListAsync(), None);
            var units = await db.Set<OrgUnit>().AsNoTracking().ToListAsync();
            return new Hand([.. facts.Values], units.ToDictionary(u => u.Id), units.ToDictionary(u => u.Code, u => u.Id));
        });

        public IEnumerable<int> ValuesOf(FigureDimension dimension, DateOnly day) => People.SelectMany(p => p.Assignments.Select(a => ValueOf(dimension, p, a, day))).Distinct();

        public bool Fits(FigureFilter filter, CountedAssignment a, DateOnly day) =>
            (filter.Streets.Count == 0 || filter.Streets.Contains(a.UnitId)) && (filter.Lines.Count == 0 || filter.Lines.Contains(a.Line))
            && (filter.Roles.Count == 0 || filter.Roles.Contains(a.Role)) && (filter.SchoolKinds.Count == 0 || (a.SchoolKind is { } kind && filter.SchoolKinds.Contains(kind)))
            && (filter.Tenures.Count == 0 || filter.Tenures.Contains((TenureBand)Band(a, day)));

        public int ValueOf(FigureDimension dimension, RateFacts person, CountedAssignment a, DateOnly day) => dimension switch
        {
            FigureDimension.Street => a.UnitId,
            FigureDimension.Neighborhood => Work(a, OrgUnitKind.Neighborhood, OrgUnitKind.Neighborhood),
            FigureDimension.School => Work(a, OrgUnitKind.School, OrgUnitKind.Agency),
            FigureDimension.Line => (int)a.Line,
            FigureDimension.Role => (int)a.Role,
            FigureDimension.Scheme => person.Scope.TryGetValue(a.Role, out var days) && days.Contains(day) ? (int)a.Role : -1,
            FigureDimension.SchoolKind => a.WorkUnitId is { } work ? (int?)Works[work].SchoolKind ?? 0 : 0,
            FigureDimension.Tenure => Band(a, day),
            _ => 0,
        };

        private int Work(CountedAssignment a, OrgUnitKind one, OrgUnitKind other) => a.WorkUnitId is { } work && (Works[work].Kind == one || Works[work].Kind == other) ? work : 0;

        private int Band(CountedAssignment a, DateOnly day) =>
            _since[a.Id] is var since && day < since.AddMonths(3) ? 0 : day < since.AddMonths(12) ? 1 : day < since.AddMonths(36) ? 2 : day < since.AddMonths(60) ? 3 : 4;
    }
}
