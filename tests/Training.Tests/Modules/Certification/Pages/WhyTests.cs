using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

public sealed class WhyTests
{
    [Theory, OnBothDatabases]
    public async Task A_newcomer_reads_each_rule_with_the_way_to_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector, tenant.Today.AddDays(-5));
        await tenant.RecordAsync(person.Id, "O02");
        using var client = await tenant.SignedInAsync(person);
        var page = await client.PageAsync("certificates/why");
        Assert.Equal("为什么我还没有持证", page.QuerySelector("h1")!.TextContent);
        Assert.Single(page.QuerySelectorAll(".why-rules > li.met"));
        var open = page.QuerySelectorAll(".why-rules > li.open").ToList();
        Assert.Equal(3, open.Count);
        Assert.All(open, li => Assert.NotNull(li.QuerySelector("a.why-go")));
        Assert.All(page.QuerySelectorAll(".why-rules > li"), li => Assert.Contains("依据：平台默认", li.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("政策规定", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("还差 3 项", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("最晚取得证书", page.QuerySelector(".why-days")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Complaint_11_what_a_person_recorded_is_shown_with_name_day_and_reason(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher, tenant.Today.AddDays(-5));
        var staff = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        await tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().RecordAsync(new Evidence
        {
            PersonId = person.Id, Kind = EvidenceKind.ModuleCompleted, Subject = "R03", EffectiveOn = tenant.Today.AddDays(-3), RecordedUtc = tenant.App.Clock.UtcNow(),
            RecordedByUserId = staff.UserId, Reason = "纸质记录补登。",
        }, default));
        using var client = await tenant.SignedInAsync(person);
        var met = (await client.PageAsync("certificates/why/teacher")).QuerySelector(".why-rules > li.met")!.TextContent;
        Assert.Contains("纸质记录补登。", met, StringComparison.Ordinal);
        Assert.Contains($"由{staff.Name}于", met, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Complaint_18_the_holder_reads_how_validity_is_counted_and_that_early_renewal_loses_no_day(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        var page = await client.PageAsync("certificates/why");
        Assert.Equal("为什么我持证", page.QuerySelector("h1")!.TextContent);
        var days = page.QuerySelector(".why-days")!.TextContent;
        foreach (var word in new[] { "可以换证", "早换不吃亏", "证书最后一天", "补换最后一天" }) Assert.Contains(word, days, StringComparison.Ordinal);
        Assert.Contains("有效期怎么算：从发证那天起", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(number, page.QuerySelector(".why-past")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".why-rules > li.later"), li => Assert.Null(li.QuerySelector("a.why-go")));
    }

    [Theory, OnBothDatabases]
    public async Task Officers_see_it_within_their_scope_only(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector);
        TestPerson[] allowed =
        [
            await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId),
            await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs),
        ];
        foreach (var officer in allowed)
        {
            using var client = await tenant.SignedInAsync(officer);
            var page = await client.PageAsync($"console/people/{person.Ref}/why");
            Assert.Contains(person.Name, page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
            Assert.Empty(page.QuerySelectorAll("a.why-go"));
        }
        foreach (var stranger in new[] { await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.XinhualuId), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education) })
        {
            using var client = await tenant.SignedInAsync(stranger);
            using var response = await client.GetAsync($"console/people/{person.Ref}/why");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        using var learner = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var refused = await learner.GetAsync($"console/people/{person.Ref}/why");
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_post_of_another_line_is_not_shown(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Add(new RoleAssignment { PersonId = person.Id, Role = TrainingRole.NeighborMother, Line = Line.WomensFederation, SubDistrictId = tenant.HuayangluId, Start = tenant.Today.AddMonths(-1), RecordedUtc = DateTime.UnixEpoch });
            await db.SaveChangesAsync();
        });
        using var own = await tenant.SignedInAsync(person);
        Assert.Equal(2, (await own.PageAsync("certificates/why")).QuerySelectorAll("nav.filters a").Length);
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.WomensFederation));
        var page = await line.PageAsync($"console/people/{person.Ref}/why?role=child-director");
        Assert.Contains("邻家妈妈", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("儿童主任", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_page_takes_a_counted_handful_of_queries(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, _) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        await client.PageAsync("certificates/why");
        using var response = await client.GetAsync("certificates/why");
        Assert.InRange(int.Parse(response.Headers.GetValues("Server-Timing").Single().Split('"')[1]), 1, 9);
    }
}
