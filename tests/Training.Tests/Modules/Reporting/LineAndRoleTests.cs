using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reporting;

/// <summary>人头口径 of one role within one line, usual or not.</summary>
public sealed class LineAndRoleTests
{
    private static readonly Gen<(List<RateFacts> People, DateOnly Day)> AnyHistory = Gen.Select(RandomPeople.People, RandomPeople.Day, (people, day) => (people.ToList(), day));

    [Fact]
    public void People_of_a_role_within_a_line_are_counted_as_by_hand_or_not_told() => AnyHistory.Sample(x =>
    {
        var table = Summing.Table(x.Day, x.People);
        foreach (var line in new[] { Line.CivilAffairs, Line.WomensFederation, Line.Education })
        {
            var doubles = new LineDoubles(line, x.Day, Posts(x.People, x.Day).Where(p => p.Post.Line == line).GroupBy(p => p.Person, p => p.Post), RandomPeople.Ancestors);
            foreach (var unit in new[] { RandomPeople.District, RandomPeople.First, RandomPeople.Second })
                foreach (var role in new[] { TrainingRole.ChildSupervisor, TrainingRole.ChildDirector, TrainingRole.NeighborMother })
                {
                    var expected = BruteForce.CountPeople(x.People, unit == RandomPeople.District ? null : unit, role, line, x.Day);
                    Same(expected, table.People(unit, role, line, doubles));
                    if (table.Mixed(unit, line).Contains(role)) Assert.Throws<InvalidOperationException>(() => table.People(unit, role, line));
                    else Same(expected, table.People(unit, role, line));
                    if (table.Mixed(RandomPeople.District, line).Count == 0) Assert.Empty(table.Mixed(unit, line));
                }
        }
    }, iter: 300);

    [Theory, OnBothDatabases]
    public async Task Line_and_scheme_together_give_the_people_of_both(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        await CountAsync(tenant);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Equal(("0", "0"), await RequiredAsync(officer, "&line=education&scheme=child-director"));
        Assert.Equal(("6", "6"), await RequiredAsync(officer, "&line=civil-affairs&scheme=child-director"));

        // P02 looks after a school as well, P03 after two: three posts under education, two people.
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            foreach (var (person, street) in new[] { ("P02", tenant.HuayangluId), ("P03", tenant.HuayangluId), ("P03", tenant.XinhualuId) })
                db.Add(new RoleAssignment
                {
                    PersonId = people[person], Role = TrainingRole.ChildDirector, Line = Line.Education, SubDistrictId = street, Start = new(2025, 2, 1), RecordedUtc = tenant.App.Clock.UtcNow(),
                });
            await db.SaveChangesAsync();
        });
        await CountAsync(tenant);
        Assert.Equal(("2", "3"), await RequiredAsync(officer, "&line=education&scheme=child-director"));
        Assert.Equal(("6", "6"), await RequiredAsync(officer, "&line=civil-affairs&scheme=child-director"));
        Assert.Equal(("6", "9"), await RequiredAsync(officer, "&scheme=child-director"));
        var sheet = Spreadsheet.Read(await officer.GetByteArrayAsync("console/rates/export?date=2026-05-31&line=education"))["人头口径"];
        Assert.Contains(sheet, l => l.StartsWith("全区,教育,儿童主任,2,0,0,0,2,", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("华阳路街道,教育,儿童主任,2,0,0,0,2,", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("新华路街道,教育,儿童主任,1,0,0,0,1,", StringComparison.Ordinal));
    }

    /// <summary>应训人 and 应训人次.</summary>
    private static async Task<(string People, string Posts)> RequiredAsync(HttpClient client, string selection)
    {
        var page = await client.PageAsync("console/rates?date=2026-05-31" + selection);
        return (page.QuerySelector(".kpis.persons .kpi dd b")!.TextContent, page.QuerySelector(".kpis.posts .kpi dd b")!.TextContent);
    }

    private static Task CountAsync(TestTenant tenant) => tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));

    private static IEnumerable<(long Person, CountedPost Post)> Posts(List<RateFacts> people, DateOnly day) =>
        people.SelectMany((p, i) => PostStates.Of(p).Where(post => post.Holds(day)).Select(post => ((long)i, post)));

    private static void Same(Dictionary<Measure, int> expected, RateCounts counts)
    {
        foreach (var (measure, count) in expected) Assert.True(count == counts[measure], $"{measure} is {counts[measure]}, by hand {count}");
    }
}
