using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

public sealed class HomeTests
{
    [Theory, OnBothDatabases]
    public async Task A_newcomer_sees_the_first_lesson_and_the_day_due(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector, tenant.Today.AddDays(-5));
        using var client = await tenant.SignedInAsync(person);
        var page = await client.PageAsync("home");
        Assert.Equal("下一步", page.QuerySelector(".next .eyebrow")!.TextContent);
        Assert.EndsWith("/modules/o02/lessons/1", page.QuerySelector(".next a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(4, page.QuerySelectorAll(".ledger > li").Length);
        var due = tenant.Today.AddDays(-5).AddMonths(3).AddDays(-1);
        Assert.Equal($"{due.Month}月{due.Day}", page.QuerySelector(".ledger .date")!.TextContent);
        Assert.Contains("还没有证书", page.QuerySelector(".panel")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll(".crisis a[href^='tel:']"), a => a.GetAttribute("href") == "tel:110");
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_late_reads_overdue_and_goes_on(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddPersonAsync(TrainingRole.Teacher, tenant.Today.AddMonths(-8)));
        var page = await client.PageAsync("home");
        Assert.Equal("已逾期", page.QuerySelector(".next .eyebrow")!.TextContent);
        Assert.NotNull(page.QuerySelector(".next a.btn-lamp"));
        Assert.NotNull(page.QuerySelector(".ledger .date.late"));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_is_pressed_before_the_course_is_open_to_the_street(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher, tenant.Today.AddMonths(-8));
        using var client = await tenant.SignedInAsync(person);
        foreach (var opens in new[] { StreetOpening.NotYet, tenant.Today.AddDays(1) })
        {
            await tenant.OpenAsync(TrainingRole.Teacher, tenant.HuayangluId, opens);
            var page = await client.PageAsync("home");
            Assert.Contains("课程还没有向你的街镇开放", page.QuerySelector(".next h2")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("逾期", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            // What there is to learn is still offered.
            Assert.Contains("可以先学", page.QuerySelector(".ledger .meta")!.TextContent, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector(".ledger a[href*='/modules/']"));
            var why = (await client.PageAsync("certificates/why/teacher")).QuerySelector("main")!.TextContent;
            Assert.Contains("现在也不用取得", why, StringComparison.Ordinal);
            Assert.DoesNotContain("逾期", why, StringComparison.Ordinal);
            Assert.DoesNotContain("最晚应在", (await client.PageAsync("certificates")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
        // Open since yesterday: late since yesterday, and not for the months before.
        await tenant.OpenAsync(TrainingRole.Teacher, tenant.HuayangluId, tenant.Today.AddDays(-1));
        var late = await client.PageAsync("home");
        Assert.Equal("已逾期", late.QuerySelector(".next .eyebrow")!.TextContent);
        Assert.Contains("已逾期 2 天", late.QuerySelector(".ledger .meta")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_certified_sees_what_comes_next(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, _) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        var page = await client.PageAsync("home");
        Assert.Contains("必修课都学完了", page.QuerySelector(".next")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("证书有效", page.QuerySelector(".panel")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll(".ledger .date.done").Length);
    }

    [Fact]
    public async Task A_course_of_two_roles_stands_once()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector, tenant.Today.AddDays(-5));
        await tenant.InScopeAsync(async s =>
        {
            var db = (Training.Platform.Data.TenantDb)s.GetService(typeof(Training.Platform.Data.TenantDb))!;
            db.Add(new RoleAssignment { PersonId = person.Id, Role = TrainingRole.NeighborMother, Line = Line.WomensFederation, SubDistrictId = tenant.HuayangluId, Start = tenant.Today.AddMonths(-9), RecordedUtc = DateTime.UnixEpoch });
            await db.SaveChangesAsync();
        });
        using var client = await tenant.SignedInAsync(person);
        var page = await client.PageAsync("home");
        Assert.Equal(4, page.QuerySelectorAll(".ledger > li").Length);
        Assert.Equal("已逾期", page.QuerySelector(".next .eyebrow")!.TextContent);
        Assert.Equal("邻家妈妈", page.QuerySelector("aside .panel .muted")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task Staff_without_a_trained_role_are_not_sent_to_lessons(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Null((await client.PageAsync("home")).QuerySelector(".next"));
    }

    [Theory, OnBothDatabases]
    public async Task The_page_takes_a_counted_handful_of_queries(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, _) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        await client.PageAsync("home");
        using var response = await client.GetAsync("home");
        var queries = response.Headers.GetValues("Server-Timing").Single();
        Assert.InRange(int.Parse(queries.Split('"')[1]), 1, 8);
    }
}
