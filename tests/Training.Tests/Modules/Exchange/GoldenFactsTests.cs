using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Exchange.Measures;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Exchange;

/// <summary>The worked example brought along as completions without evidence, and every number of it read back by the measures.</summary>
public sealed class GoldenFactsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    // D | in post | excluded | required | completed | certified | expiring | expired | never | revoked | completion | certification | annual
    private const string Whole = """
        2026-05-15 | 13 | 2 | 11 | 8 | 7 | 2 | 0 | 3 | 1 | 72.7% | 63.6% | 1/7 = 14.3%
        2026-05-31 | 13 | 2 | 11 | 8 | 7 | 2 | 0 | 3 | 1 | 72.7% | 63.6% | 1/7 = 14.3%
        2026-06-30 | 13 | 2 | 11 | 9 | 6 | 1 | 1 | 3 | 1 | 81.8% | 54.5% | 2/7 = 28.6%
        2026-07-01 | 12 | 1 | 11 | 8 | 5 | 0 | 2 | 3 | 1 | 72.7% | 45.5% | 3/7 = 42.9%
        """;

    // D | 华阳路 | 新华路
    private const string Streets = """
        2026-05-15 | 5/6 = 83.3% | 2/5 = 40.0%
        2026-05-31 | 4/5 = 80.0% | 3/6 = 50.0%
        2026-06-30 | 3/5 = 60.0% | 3/6 = 50.0%
        2026-07-01 | 3/6 = 50.0% | 2/5 = 40.0%
        """;

    // D | line | certification | completion
    private const string Lines = """
        2026-05-31 | CivilAffairs     | 6/7 = 85.7% | 85.7%
        2026-05-31 | WomensFederation | 0/2 = 0.0%  | 50.0%
        2026-05-31 | Education        | 1/2 = 50.0% | 50.0%
        2026-06-30 | CivilAffairs     | 5/7 = 71.4% | 85.7%
        2026-06-30 | WomensFederation | 0/2 = 0.0%  | 50.0%
        2026-06-30 | Education        | 1/2 = 50.0% | 100.0%
        2026-07-01 | CivilAffairs     | 4/7 = 57.1% | 71.4%
        2026-07-01 | WomensFederation | 0/2 = 0.0%  | 50.0%
        2026-07-01 | Education        | 1/2 = 50.0% | 100.0%
        """;

    // D | all certified | any certified
    private const string People = """
        2026-05-31 | 6/10 = 60.0% | 7/10 = 70.0%
        2026-06-30 | 5/10 = 50.0% | 6/10 = 60.0%
        2026-07-01 | 4/10 = 40.0% | 5/10 = 50.0%
        """;

    [Theory, OnBothDatabases]
    public async Task The_worked_example_comes_in_from_files_and_gives_every_number(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var report = await tenant.ImportAsync(Facts.GoldenFolder);
        Assert.Empty(report.First);
        Assert.True(report.Applied);
        // P03, P06 as a neighbor mother and P11 completed and have no certificate; P03's is renewed late.
        Assert.Equal(3, report.Waiting);

        foreach (var row in Rows(Whole))
        {
            var all = (await UnitsAsync(tenant, new(Day(row)))).Single().Assignments!;
            Assert.Equal(string.Join(" | ", row[1..]), string.Join(" | ", all.InPost, all.Excluded.Total, all.Required, all.Completed, all.Certified, all.ExpiringSoon, all.Expired,
                all.NeverCertified, all.RevokedOrSuspended, all.CompletionRate.Percent, all.CertificationRate.Percent, Fraction(all.AnnualRefreshRate)));
            Assert.True(all.Identity.Holds);
            Assert.Equal((1, 0, all.Excluded.Total - 1), (all.Excluded.Leave, all.Excluded.NotYetInScope, all.Excluded.Newcomer));
        }
        foreach (var row in Rows(Streets))
            Assert.Equal(row[1..], (await UnitsAsync(tenant, new(Day(row), MeasureLevel.Street))).Select(u => Fraction(u.Assignments!.CertificationRate)));
        foreach (var row in Rows(Lines))
        {
            var line = (await UnitsAsync(tenant, new(Day(row), Line: Enum.Parse<Line>(row[1])))).Single().Assignments!;
            Assert.Equal((row[2], row[3]), (Fraction(line.CertificationRate), line.CompletionRate.Percent));
        }
        foreach (var row in Rows(People))
        {
            var people = (await UnitsAsync(tenant, new(Day(row), Basis: CountBasis.Person))).Single();
            Assert.Null(people.Assignments);
            Assert.Equal((row[1], row[2]), (Fraction(people.Persons!.AllCertifiedRate), Fraction(people.Persons.AnyCertifiedRate)));
        }
        await tenant.HoldsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task The_board_shows_the_same_and_the_site_goes_on_from_there(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.AddStaffAsync(StaffRole.SiteAdmin);
        await tenant.ImportAsync(Facts.Zip(Facts.Golden()));
        var district = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).Select(u => u.Id).SingleAsync());
        foreach (var day in GoldenExpectations.Days)
            GoldenExpectations.Hold(await tenant.InScopeAsync(async s => await s.GetRequiredService<RateQuery>().TableAsync(day, None)), district, tenant.HuayangluId, tenant.XinhualuId);
        // Ids were given by hand: the next person, post and number come after them.
        var next = await tenant.AddPersonAsync(TrainingRole.ChildDirector);
        Assert.True(next.Id > 12);
        var last = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateSeries>().SingleAsync(c => c.Prefix == "310105-CD-2025"));
        Assert.Equal(5, last.Last);
    }

    [Theory, OnBothDatabases]
    public async Task A_role_a_scheme_and_a_unit_can_be_asked_for_alone(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.ImportAsync(Facts.GoldenFolder);
        var day = new DateOnly(2026, 6, 30);
        var directors = (await UnitsAsync(tenant, new(day, Unit: "310105001", Role: TrainingRole.ChildDirector, SchemeVersion: 1))).Single();
        Assert.Equal(("310105001", 3, 1), (directors.Code, directors.Assignments!.Required, directors.Assignments.Certified));
        Assert.Equal("—", (await UnitsAsync(tenant, new(day, Unit: "310105001", Role: TrainingRole.Teacher))).Single().Assignments!.CertificationRate.Percent);
        var mothers = (await UnitsAsync(tenant, new(day, Line: Line.WomensFederation, Role: TrainingRole.NeighborMother))).Single();
        Assert.Equal((2, 2, 0), (mothers.Assignments!.Required, mothers.Persons!.Required, mothers.Persons.AllCertified));
        Assert.Equal(0, (await UnitsAsync(tenant, new(day, Line: Line.Education, Role: TrainingRole.NeighborMother, Basis: CountBasis.Person))).Single().Persons!.InPost);
        Assert.Empty(await UnitsAsync(tenant, new(day, MeasureLevel.Neighborhood, "310105001")));
        await Assert.ThrowsAsync<Training.Modules.Exchange.Format.FactsException>(() => UnitsAsync(tenant, new(day, Role: TrainingRole.ChildDirector, SchemeVersion: 2)));
        await Assert.ThrowsAsync<Training.Modules.Exchange.Format.FactsException>(() => UnitsAsync(tenant, new(day, Unit: "999")));

        var answer = await tenant.InScopeAsync(s => s.GetRequiredService<MeasureReader>().ReadAsync(new(day), None));
        using var json = JsonDocument.Parse(answer.ToJson());
        Assert.Equal("IndicatorSpec v1", json.RootElement.GetProperty("definition").GetString());
        Assert.Contains("应训 = 持证 + 过期 + 未取证 + 撤销或暂停", json.RootElement.GetProperty("words").GetProperty("assignments").GetProperty("required").GetString(), StringComparison.Ordinal);
        Assert.False(json.RootElement.GetProperty("words").TryGetProperty("scheme", out _));
        Assert.Equal("54.5%", json.RootElement.GetProperty("units")[0].GetProperty("assignments").GetProperty("certification_rate").GetProperty("percent").GetString());
    }

    private static async Task<IReadOnlyList<UnitMeasures>> UnitsAsync(TestTenant tenant, MeasureQuestion question) =>
        (await tenant.InScopeAsync(s => s.GetRequiredService<MeasureReader>().ReadAsync(question, None))).Units;

    private static string Fraction(MeasureRate rate) => $"{rate.Numerator}/{rate.Denominator} = {rate.Percent}";

    private static IEnumerable<string[]> Rows(string table) => table.Split('\n').Select(l => l.Split('|', StringSplitOptions.TrimEntries));

    private static DateOnly Day(string[] row) => DateOnly.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture);
}
