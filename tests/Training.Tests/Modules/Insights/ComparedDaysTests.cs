using System.Globalization;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Modules.Roster.Merging;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reminders;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Insights;

/// <summary>Two days with a merge, a transfer within a street, a late correction or many changes at once between them.</summary>
public sealed class ComparedDaysTests
{
    private const string Why = "[aria-labelledby=why-h]";

    [Theory, OnBothDatabases]
    public async Task A_merge_between_the_days_is_a_cause_of_its_own_and_adds_up_to_nothing(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        Assert.True((await tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().ApplyAsync(new(["310105001"], "310105004", null, null, new(2026, 6, 1)), null, null, default))).IsDone);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/rates/compare?from=2026-05-31&to=2026-06-01");
        // Over the same night P03's certificate ends; the merge itself moves nothing of the district, and P04 stays a newcomer (decision 0019).
        Assert.Equal(["证书过期", "机构合并"], Texts(page, Why + " tbody th"));
        Assert.Equal(["±0", "±0"], page.QuerySelectorAll(Why + " tbody tr").Last().QuerySelectorAll("td").Skip(1).Select(d => d.TextContent));
        Assert.Equal(Texts(page, ".kpi dd b")[0], Texts(page, Why + " tfoot td")[1]);
        Assert.Equal(Texts(page, ".kpi dd b")[2], Texts(page, Why + " tfoot td")[2]);
        // P05 moved before the merge: to somebody who looks at May, that is a move.
        Assert.Equal(["从别的街镇调入，已持证", "调往别的街镇"], Texts(await officer.PageAsync("console/rates/compare?from=2026-05-15&to=2026-05-31"), Why + " tbody th"));
        await AddUpAsync(tenant, (new(2026, 5, 15), new(2026, 6, 30)), (new(2026, 5, 31), new(2026, 7, 1)), (new(2026, 6, 30), new(2027, 3, 1)));
    }

    [Theory, OnBothDatabases]
    public async Task Who_changes_the_neighborhood_within_a_street_changes_no_figure(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var units = new[] { "310105001011", "310105001012" }.Select(c => new OrgUnit { Code = c, Name = "示例" + c, Kind = OrgUnitKind.Neighborhood, ParentId = tenant.HuayangluId }).ToList();
            db.AddRange(units);
            await db.SaveChangesAsync();
            var person = await db.Set<Person>().SingleAsync(p => p.StaffNo == "P02");
            var post = await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == person.Id);
            (post.WorkUnitId, post.End) = (units[0].Id, new(2026, 6, 9));
            db.Add(new RoleAssignment
            {
                PersonId = person.Id, Role = post.Role, Line = post.Line, SubDistrictId = post.SubDistrictId, WorkUnitId = units[1].Id, Start = new(2026, 6, 10), RecordedUtc = tenant.App.Clock.UtcNow(),
            });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(default);
        });
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/rates/compare?from=2026-06-09&to=2026-06-10");
        Assert.Contains("没有差别", page.QuerySelector(Why)!.TextContent, StringComparison.Ordinal);
        // Over P02's last valid day the one post that goes on has expired.
        page = await officer.PageAsync("console/rates/compare?from=2026-06-09&to=2026-09-15&scheme=child-director");
        Assert.Contains("试用P02证书过期", page.QuerySelectorAll("#names tbody tr").Select(r => r.QuerySelector("th")!.TextContent + r.QuerySelectorAll("td").Last().TextContent));
        Assert.Contains("/why?role=child-director", page.QuerySelector("#names tbody a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Who_moves_to_a_post_of_the_district_itself_has_moved_and_is_listed_under_it(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var worker = await tenant.AddPersonAsync(TrainingRole.ChildWelfareSocialWorker, new(2024, 1, 1), tenant.XinhualuId);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var post = await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == worker.Id);
            post.End = new(2026, 6, 9);
            db.Add(new RoleAssignment
            {
                PersonId = worker.Id, Role = post.Role, Line = post.Line, SubDistrictId = await DistrictAsync(s), Start = new(2026, 6, 10), RecordedUtc = tenant.App.Clock.UtcNow(),
            });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(default);
        });
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/rates/compare?from=2026-06-09&to=2026-06-10");
        Assert.Equal("±0", Texts(page, ".kpi dd b")[0]);
        Assert.Equal(["从别的街镇调入，未持证", "调往别的街镇"], Texts(page, Why + " tbody th"));
        Assert.Equal(["2", "±0", "±0"], Texts(page, Why + " tfoot td"));
        Assert.Equal(["区本级", "新华路街道"], page.QuerySelectorAll("#names tbody tr").Select(r => r.QuerySelectorAll("td")[1].TextContent));
        // Nobody has a phone number: the same post in the list of data quality.
        var faults = await officer.PageAsync("console/data-quality?check=no-phone");
        Assert.Contains(worker.Name + "区本级", faults.QuerySelectorAll("#list tbody tr").Select(r => r.QuerySelector("th")!.TextContent + r.QuerySelectorAll("td").Last().TextContent));
        await AddUpAsync(tenant, (new(2026, 6, 9), new(2026, 6, 10)));
    }

    [Theory, OnBothDatabases]
    public async Task A_late_correction_changes_what_is_said_of_the_same_two_days(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        const string Address = "console/rates/compare?from=2026-06-30&to=2026-07-01";
        Assert.DoesNotContain("证书暂停或撤销", Texts(await officer.PageAsync(Address), Why + " tbody th"));
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var certificate = await db.Set<Certificate>().SingleAsync(c => c.HolderName == "试用P02");
            db.Add(new CertificateEvent { CertificateId = certificate.Id, Kind = CertificateEventKind.Revoked, EffectiveOn = new(2026, 7, 1), Reason = "补录", RecordedUtc = tenant.App.Clock.UtcNow() });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().ReplaceAsync(certificate.PersonId, default);
        });
        Assert.Contains("证书暂停或撤销", Texts(await officer.PageAsync(Address), Why + " tbody th"));
        await AddUpAsync(tenant, (new(2026, 6, 30), new(2026, 7, 1)));
    }

    [Theory, OnBothDatabases]
    public async Task Many_certificates_of_one_day_are_one_cause_and_every_one_is_counted(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var day = tenant.Today.AddDays(-30);
        for (var i = 0; i < 12; i++) await tenant.CertifyAsync(await tenant.AddPersonAsync(TrainingRole.ChildDirector, street: tenant.XinhualuId), day.AddYears(1).AddDays(-1));
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var page = await street.PageAsync($"console/rates/compare?from={Iso(day.AddDays(-1))}&to={Iso(day)}");
        Assert.Equal(["新取证"], Texts(page, Why + " tbody th"));
        Assert.Equal(["12", "±0", "+12"], Texts(page, Why + " tbody td"));
        Assert.Empty(page.QuerySelectorAll("#names tbody tr"));
        await AddUpAsync(tenant, (day.AddDays(-1), day));
    }

    [Theory, OnBothDatabases]
    public async Task Totals_of_few_people_are_told_only_within_the_scope_and_a_day_to_come_is_called_a_forecast(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        var page = await line.PageAsync("console/rates/compare?from=2026-05-31&to=2026-07-01&line=womens-federation");
        Assert.All(page.QuerySelectorAll(".kpi dd b"), b => Assert.Equal("＊", b.TextContent));
        Assert.All(page.QuerySelectorAll(Why + " tfoot td"), d => Assert.Equal("＊", d.TextContent));
        page = await line.PageAsync("console/rates/compare?from=2026-05-31&to=2026-07-01&scheme=neighbor-mother");
        Assert.All(page.QuerySelectorAll(".kpi dd b"), b => Assert.Equal("＊", b.TextContent));
        page = await line.PageAsync("console/rates/compare?from=2026-05-31&to=2026-07-01&line=education");
        Assert.DoesNotContain("＊", Texts(page, ".kpi dd b"));
        Assert.Null(page.QuerySelector(".sample"));
        var forecast = await line.PageAsync("console/rates/compare?to=" + Iso(tenant.Today.AddDays(40)));
        Assert.Equal("预测", forecast.QuerySelector(".sample")!.TextContent);
        Assert.Contains("这一天的数是预测", forecast.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<int> DistrictAsync(IServiceProvider services) =>
        services.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).Select(u => u.Id).SingleAsync();

    /// <summary>In the district, in every street and role, counted and listed alike.</summary>
    private static Task AddUpAsync(TestTenant tenant, params (DateOnly From, DateOnly To)[] days) => tenant.InScopeAsync(async s =>
    {
        var (rates, changes, district) = (s.GetRequiredService<RateQuery>(), s.GetRequiredService<ChangeQuery>(), await DistrictAsync(s));
        foreach (var (from, to) in days)
        {
            var before = await rates.TableAsync(from, default);
            var after = await rates.TableAsync(to, before.Log, default);
            var counts = await changes.CountsAsync(from, to, before.Log, default);
            var named = await changes.NamedAsync(from, to, AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff }]), before.Log, default);
            foreach (var unit in new[] { district, tenant.HuayangluId, tenant.XinhualuId })
                foreach (var role in RoleFacts.All)
                {
                    var own = counts.Where(c => (unit == district || c.UnitId == unit) && c.Role == role).ToList();
                    Assert.Equal(after.Of(unit, role).Required - before.Of(unit, role).Required, own.Sum(c => c.Count * c.Required));
                    Assert.Equal(after.Of(unit, role)[Measure.Certified] - before.Of(unit, role)[Measure.Certified], own.Sum(c => c.Count * c.Certified));
                }
            Assert.Equal(counts.GroupBy(c => (c.UnitId, c.Role, c.Cause)).Select(g => (g.Key, g.Sum(c => c.Count))).Order(),
                named.All.GroupBy(c => (c.Change.UnitId, c.Change.Role, c.Cause)).Select(g => (g.Key, g.Count())).Order());
        }
    });

    private static List<string> Texts(IHtmlDocument page, string selector) => [.. page.QuerySelectorAll(selector).Select(e => e.TextContent)];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<TestTenant> SiteAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
        return tenant;
    }
}
