using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Tests.Modules.Certification.Review;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Roster;

/// <summary>domain/organisation.md §2: a school's administrator sees only the school, on every figure, list and export.</summary>
public sealed class SchoolAdminTests
{
    private sealed record Schools(TestTenant Tenant, HttpClient Admin, TestPerson Own, TestPerson Elsewhere, TestPerson Street);

    private static async Task<Schools> CreateAsync(TestTenant tenant)
    {
        var own = await tenant.UnitAsync("S01", OrgUnitKind.School, tenant.HuayangluId, Line.Education);
        var other = await tenant.UnitAsync("S02", OrgUnitKind.School, tenant.HuayangluId, Line.Education);
        var officer = await tenant.StaffAsync(StaffRole.DistrictStaff);
        var people = new List<TestPerson>();
        foreach (var place in new[] { "S01", "S02" })
        {
            var person = await tenant.AddPersonAsync(null);
            (await officer.SendAsync(Keeping.Of(person), "#add-post", ("do", "post"), ("role", "Teacher"), ("place", place), ("start", tenant.Today.AddYears(-1).Day()))).Dispose();
            people.Add(person);
        }
        var street = await tenant.AddPersonAsync();
        (await officer.SendAsync(await tenant.PostOfAsync(street), "#leave", ("do", "leave"), ("kind", "Sick"), ("start", tenant.Today.Day()), ("end", tenant.Today.Day()))).Dispose();
        officer.Dispose();
        Assert.NotEqual(own, other);
        return new(tenant, await tenant.SchoolAdminAsync(own), people[0], people[1], street);
    }

    [Theory, OnBothDatabases]
    public async Task The_figures_are_those_of_the_school(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var s = await CreateAsync(tenant);
        foreach (var address in new[] { "console/rates", "console/rates/people?status=required", "console/rates/people?status=required&unit=" + await tenant.CodeAsync(tenant.XinhualuId), "console/roster", "console/roster?past=true" })
        {
            var text = (await s.Admin.PageAsync(address)).QuerySelector("main")!.TextContent;
            Assert.Contains(s.Own.Name, text);
            foreach (var hidden in new[] { s.Elsewhere.Name, s.Street.Name, "示例S02", "新华路" }) Assert.DoesNotContain(hidden, text);
        }
        var rates = await s.Admin.PageAsync("console/rates");
        Assert.StartsWith("1", rates.QuerySelector(".kpis.posts .kpi b")!.TextContent);
        Assert.Contains("示例S01", rates.QuerySelector("table.heat tfoot")!.TextContent);
        Assert.Empty(rates.QuerySelectorAll("table.heat tbody tr"));
        using var export = await s.Admin.SubmitAsync(rates, "form.purpose", ("purpose", "本校核对"));
        Assert.Equal(HttpStatusCode.OK, export.StatusCode);
        var all = string.Join("|", Spreadsheet.Read(await export.Content.ReadAsByteArrayAsync()).Values.SelectMany(v => v));
        Assert.Contains(s.Own.Name, all);
        foreach (var hidden in new[] { s.Elsewhere.Name, s.Street.Name, "华阳路街道持证" }) Assert.DoesNotContain(hidden, all);
        s.Admin.Dispose();
    }

    [Theory, OnBothDatabases]
    public async Task People_of_other_schools_are_not_there(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var s = await CreateAsync(tenant);
        foreach (var person in new[] { s.Elsewhere, s.Street })
            foreach (var address in new[] { Keeping.Of(person), await tenant.PostOfAsync(person), $"console/people/{person.Ref}/why" })
                Assert.Equal(HttpStatusCode.NotFound, (await s.Admin.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await s.Admin.GetAsync($"console/people/{s.Own.Ref}/why")).StatusCode);
        using (var edited = await s.Admin.SendAsync(Keeping.Of(s.Own), "#edit", ("do", "edit"), ("name", "本校改名"), ("staffNo", s.Own.StaffNo))) Assert.Equal(HttpStatusCode.Redirect, edited.StatusCode);
        using (var other = await s.Admin.SendAsync("console/roster/new", "#new", ("name", "何新来"), ("staffNo", "N0001"), ("role", "Teacher"), ("place", "S02"), ("start", tenant.Today.Day())))
            Assert.Contains("不在你的范围内", await other.MainAsync());
        // No form for it; sent all the same it is refused.
        var page = await s.Admin.PageAsync(await tenant.PostOfAsync(s.Own));
        Assert.Null(page.QuerySelector("#transfer"));
        using (var moved = await s.Admin.SubmitAsync(page, "#end-post", ("do", "transfer"), ("place", "S02"), ("day", tenant.Today.Day()))) Assert.Contains("请选调到哪里", await moved.MainAsync());
        s.Admin.Dispose();
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_of_the_district_opens(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var s = await CreateAsync(tenant);
        foreach (var address in new[]
        {
            "console/rates/forecast", "console/rates/ranking", "console/rates/compare", "console/effect", "console/data-quality", "console/anomalies", "console/reports",
            "console/reports/2026-10", "console/reports/verify", "console/saved-reports", "console/saved-reports/dashboard?format=csv", "console/api-tokens", "console/certificates",
            "console/records", "console/facts", "console/schemes", "console/city", "console/notices",
        })
        {
            using var answer = await s.Admin.GetAsync(address);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/forbidden", StringComparison.Ordinal), $"{address}: {(int)answer.StatusCode}");
        }
        using var api = await s.Admin.GetAsync("api/v1/rates");
        Assert.NotEqual(HttpStatusCode.OK, api.StatusCode);
        s.Admin.Dispose();
    }

    [Theory, OnBothDatabases]
    public async Task A_transcript_is_given_to_the_schools_people_only(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var s = await CreateAsync(tenant);
        var admin = await tenant.AddPersonAsync(null, grants: new StaffGrant { PersonId = 0, Role = StaffRole.SchoolAdmin, WorkUnitId = (await tenant.PostsAsync(s.Own.Id))[0].WorkUnitId });
        await tenant.InScopeAsync(async services =>
        {
            var desk = services.GetRequiredService<Training.Modules.Certificates.Transcripts.TranscriptDesk>();
            var user = await services.PrincipalAsync(admin);
            Assert.True(await desk.MaySeeAsync(user, s.Own.Id, default));
            Assert.False(await desk.MaySeeAsync(user, s.Elsewhere.Id, default));
        });
        s.Admin.Dispose();
    }
}
