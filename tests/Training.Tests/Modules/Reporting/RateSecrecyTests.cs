using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reporting;

/// <summary>What the heat table hides from street staff is printed nowhere else on the dashboard, nor in its export.</summary>
public sealed class RateSecrecyTests
{
    // Two 邻家妈妈, both in 新华路.
    private const string Selection = "?date=2026-06-30&scheme=neighbor-mother";

    [Theory, OnBothDatabases]
    public async Task The_trend_hides_what_the_heat_table_hides(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var page = await street.PageAsync("console/rates" + Selection);
        Assert.Contains("走势也不显示", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("script[data-chart=trend]"));
        Assert.DoesNotContain("0/2", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // Whoever may see them sees the trend.
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.WomensFederation));
        page = await line.PageAsync("console/rates" + Selection);
        Assert.Equal("2", page.QuerySelectorAll("details.alt table tbody tr").Last().QuerySelectorAll("td")[1].TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task A_month_end_with_too_few_is_hidden_even_where_the_day_itself_is_shown(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var page = await street.PageAsync("console/rates?date=2026-06-30");
        Assert.Equal("54.5%", page.QuerySelectorAll("details.alt table tbody tr").Last().QuerySelectorAll("td")[2].TextContent);

        // Until May 2025 only four posts of 新华路 counted: with those of the own street the total would tell them.
        page = await street.PageAsync("console/rates?date=2025-08-31");
        var rows = page.QuerySelectorAll("details.alt table tbody tr").Select(r => r.QuerySelectorAll("td").Select(d => d.TextContent).ToList()).ToList();
        Assert.All(rows.Where(r => r[0] is "＊" or "<5"), r => Assert.Equal("—", r[2]));
        Assert.Contains(rows, r => r[1] is "＊" or "<5");
    }

    [Theory, OnBothDatabases]
    public async Task The_workbook_says_nothing_of_people_and_refreshers_that_the_page_hides(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var sheet = Spreadsheet.Read(await street.GetByteArrayAsync("console/rates/export" + Selection))["持证率"];
        Assert.Contains(sheet, l => l.StartsWith("条线：全部条线；方案：邻家妈妈方案", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("人头口径：你的范围以外人数太少", StringComparison.Ordinal));
        Assert.DoesNotContain(sheet, l => Regex.IsMatch(l, "应训 [0-9]+ 人"));
        sheet = Spreadsheet.Read(await street.GetByteArrayAsync("console/rates/export?date=2026-06-30"))["持证率"];
        Assert.Contains(sheet, l => l.StartsWith("人头口径：应训 10 人", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("年度轮训率：＊", StringComparison.Ordinal));
        var page = await street.PageAsync("console/rates?date=2026-06-30");
        Assert.DoesNotContain("2/7", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_hidden_is_looked_for_anew_only_where_the_counts_of_the_day_are_others(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        var (may, june) = (new DateOnly(2026, 5, 15), new DateOnly(2026, 6, 30));
        var (ofMay, ofJune) = (await CellsAsync(tenant, may), await CellsAsync(tenant, june));
        Assert.NotSame(ofMay, ofJune);
        // Whoever loses a certificate is required as before.
        await ChangeAsync(tenant, "P02", async (db, person) =>
        {
            var certificate = await db.Set<Certificate>().SingleAsync(c => c.PersonId == person);
            db.Add(new CertificateEvent { CertificateId = certificate.Id, Kind = CertificateEventKind.Revoked, EffectiveOn = may, Reason = "试用", RecordedUtc = tenant.App.Clock.UtcNow() });
        });
        Assert.Same(ofMay, await CellsAsync(tenant, may));
        Assert.Same(ofJune, await CellsAsync(tenant, june));
        // Whoever leaves is not, from the next day on.
        await ChangeAsync(tenant, "P07", async (db, person) => (await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == person)).End = may);
        Assert.Same(ofMay, await CellsAsync(tenant, may));
        Assert.NotSame(ofJune, await CellsAsync(tenant, june));
    }

    private static Task ChangeAsync(TestTenant tenant, string staffNo, Func<TenantDb, long, Task> change) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var person = await db.Set<Person>().Where(p => p.StaffNo == staffNo).Select(p => p.Id).SingleAsync();
        await change(db, person);
        await db.SaveChangesAsync();
        await s.GetRequiredService<RateProjection>().ReplaceAsync(person, CancellationToken.None);
    });

    /// <summary>What the staff of 华阳路 are not told.</summary>
    private static Task<SmallCells> CellsAsync(TestTenant tenant, DateOnly day) => tenant.InScopeAsync(async s =>
    {
        var rates = s.GetRequiredService<OwnRates>();
        var scope = AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.SubDistrictStaff, SubDistrictId = tenant.HuayangluId }]);
        var own = (await rates.OpenAsync(scope, CancellationToken.None))!;
        return await rates.CellsAsync(own, day, (await rates.TableAsync(own, day, CancellationToken.None)).Log, CancellationToken.None);
    });

    [Theory, OnBothDatabases]
    public async Task Small_counts_of_another_street_are_not_told_in_the_workbook(TestDatabase database)
    {
        await using var tenant = await BigAsync(database);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var sheet = Spreadsheet.Read(await street.GetByteArrayAsync("console/rates/export?date=2026-06-30"))["持证率"];
        // Of twenty three have completed; one is revoked, one exempt, one has refreshed, another is on leave. The page tells the rate, and so 持证.
        Assert.Contains(sheet, l => l.StartsWith("新华路街道,民政,儿童主任,＊,<5,<5,0,20,<5,2,0,0,＊,<5,<5,0,20,<5,,10", StringComparison.Ordinal));
        // Nobody is required, two are newcomers.
        Assert.Contains(sheet, l => l.StartsWith("新华路街道,妇联,家庭教育指导志愿者,<5,<5,<5,0,0,0,0,0,0,0,0,0,0,0,0,", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("全区,,合计,＊,<5,<5,0,28,9,5,1,1,＊,<5,<5,1,24,<5,32.1%,17.9%,", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("年度轮训率：<5", StringComparison.Ordinal));
        // The own street is told as it is.
        Assert.Contains(sheet, l => l.StartsWith("华阳路街道,民政,儿童主任,4,1,0,0,3,2,1,0,1,1,0,0,1,3,1,", StringComparison.Ordinal));

        using var district = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        sheet = Spreadsheet.Read(await district.GetByteArrayAsync("console/rates/export?date=2026-06-30"))["持证率"];
        Assert.Contains(sheet, l => l.StartsWith("新华路街道,民政,儿童主任,21,0,1,0,20,3,2,0,0,17,1,1,0,20,1,15", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("新华路街道,妇联,家庭教育指导志愿者,2,2,0,0,0,", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("全区,,合计,32,3,1,0,28,9,5,1,1,20,2,1,1,24,2,32.1%,17.9%,", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Tiles_sums_and_lists_tell_no_small_count_of_another_street(TestDatabase database)
    {
        await using var tenant = await BigAsync(database);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var page = await street.PageAsync("console/rates?date=2026-06-30");
        Assert.Equal(["28", "17.9", "1", "1"], page.QuerySelectorAll(".kpis.posts .kpi dd b").Select(b => b.TextContent));
        Within(page.QuerySelector(".kpis.posts")!.TextContent, "另有 <5 人次不计入", "另有 ＊ 人次从未取证");
        Within(string.Concat(page.QuerySelectorAll(".sums").Select(s => s.TextContent)),
            "在岗 ＊ − 不计入 <5 = 应训 28", "新入职未满 3 个月 <5，请假超过 30 天 <5，", "免训 <5（仍计入应训）；提前持证 1（不计入）", "应训 28 = 持证 5 + 过期 1 + 未取证 ＊ + 撤销或暂停 <5",
            "年度轮训率：人数太少，不显示", "在岗 ＊ 人 − 不计入 <5 = 应训 27", "应训 27 人 = 全岗持证 5 + 过期 1 + 未取证 ＊ + 撤销或暂停 <5", "免训 <5 人，提前持证 1 人");
        var list = await street.PageAsync("console/rates/people?date=2026-06-30&unit=310105004&role=child-director");
        Within(list.QuerySelector(".states")!.TextContent, "应训 20", "持证 2", "未持证 18", "未取证 ＊", "撤销或暂停 <5", "免训 <5", "已完成 <5", "不计入应训 <5");

        using var district = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        page = await district.PageAsync("console/rates?date=2026-06-30");
        Within(page.QuerySelector(".kpis.posts")!.TextContent, "另有 4 人次不计入", "另有 20 人次从未取证");
        Within(string.Concat(page.QuerySelectorAll(".sums").Select(s => s.TextContent)), "应训 28 = 持证 5 + 过期 1 + 未取证 20 + 撤销或暂停 2", "免训 1（仍计入应训）", "年度轮训率 8.3%（2/24");
    }

    private static void Within(string text, params string[] words) => Assert.All(words, w => Assert.Contains(w, text, StringComparison.Ordinal));

    /// <summary>The worked example with twenty required 儿童主任 in 新华路, few of whom stand out, and two newcomers of a role that nobody else has.</summary>
    private static async Task<TestTenant> BigAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = await StoredGolden.WriteAsync(tenant);
        var added = new List<TestPerson>();
        for (var i = 0; i < 17; i++) added.Add(await tenant.AddPersonAsync(TrainingRole.ChildDirector, new(2025, 1, 1), tenant.XinhualuId));
        for (var i = 0; i < 2; i++) await tenant.AddPersonAsync(TrainingRole.FamilyEducationVolunteer, new(2026, 6, 1), tenant.XinhualuId);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var (now, exempt, revoked) = (tenant.App.Clock.UtcNow(), added[0].Id, people["P06"]);
            var post = await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == exempt);
            var certificate = await db.Set<Certificate>().SingleAsync(c => c.PersonId == revoked);
            db.Add(new Exemption { AssignmentId = post.Id, Reason = "试用", ApprovedBy = "试用", Start = new(2026, 5, 1), End = new(2026, 7, 31), RecordedUtc = now });
            db.Add(new CertificateEvent { CertificateId = certificate.Id, Kind = CertificateEventKind.Revoked, EffectiveOn = new(2026, 6, 1), Reason = "试用", RecordedUtc = now });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None);
        });
        return tenant;
    }

    private static async Task<TestTenant> GoldenAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        return tenant;
    }
}
