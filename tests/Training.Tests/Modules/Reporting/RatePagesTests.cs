using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reporting;

/// <summary>The officer's pages on the worked example.</summary>
public sealed class RatePagesTests
{
    [Theory, OnBothDatabases]
    public async Task An_officer_sees_the_figures_of_the_day_in_the_address(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/rates?date=2026-06-30");
        Assert.Equal(["11", "54.5", "1", "1"], page.QuerySelectorAll(".kpis.posts .kpi dd b").Select(b => b.TextContent));
        // 人头口径, and what changed since 31 May: 6/10 → 5/10 certified in all roles, 7/11 → 6/11 by assignment.
        Assert.Equal(["10", "50.0", "60.0"], page.QuerySelectorAll(".kpis.persons .kpi dd b").Select(b => b.TextContent));
        Assert.Contains("较上月末 −10.0 个百分点", page.QuerySelector(".kpis.persons")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("较上月末 −9.1 个百分点", page.QuerySelector(".kpi.lead")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".kpi"), k => Assert.True(k.QuerySelector("details.def p")!.TextContent.Length > 5));
        Assert.Contains("目标 85%，还差 4 人次", page.QuerySelector(".kpi.lead .note")!.TextContent, StringComparison.Ordinal);
        var sums = string.Concat(page.QuerySelectorAll(".sums").Select(s => s.TextContent));
        Assert.Contains("在岗 13 − 不计入 2 = 应训 11", sums, StringComparison.Ordinal);
        Assert.Contains("应训 11 = 持证 6 + 过期 1 + 未取证 3 + 撤销或暂停 1", sums, StringComparison.Ordinal);
        Assert.Contains("年度轮训率 28.6%（2/7", sums, StringComparison.Ordinal);
        Assert.Contains("应训 10 人 = 全岗持证 5 + 过期 1 + 未取证 3 + 撤销或暂停 1", sums, StringComparison.Ordinal);
        Assert.Equal("2026-06-30", page.QuerySelector<IHtmlInputElement>("#asof")!.Value);
        // 华阳路 3/5 and 新华路 3/6 in the last column, 6/11 below.
        Assert.Equal(["60%", "50%", "55%"], page.QuerySelectorAll(".heat td.tot").Select(t => t.TextContent));
        Assert.Equal(12, page.QuerySelectorAll("details.alt table tbody tr").Length);
        Assert.NotNull(page.QuerySelector("script[data-chart=trend]"));
        Assert.Empty(page.QuerySelectorAll("[style], [onclick]"));
    }

    [Theory, OnBothDatabases]
    public async Task The_line_narrows_everything_to_itself(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/rates?date=2026-05-31&line=civil-affairs");
        Assert.Equal("85.7", page.QuerySelector(".kpi.lead dd b")!.TextContent);
        Assert.Equal(["民政"], page.QuerySelectorAll(".heat th[scope=colgroup]").Select(h => h.TextContent));
    }

    [Theory, OnBothDatabases]
    public async Task The_scheme_in_the_address_narrows_everything_to_its_role(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/rates?date=2026-05-31&scheme=child-director");
        Assert.Equal("child-director", page.QuerySelector<IHtmlSelectElement>("#scheme")!.Value);
        Assert.Equal(["儿童主任"], page.QuerySelectorAll(".heat thead tr:last-child th").Select(h => h.TextContent));
        // P02, P03, P12 in 华阳路, P05, P06, P07 in 新华路: all but P12 certified.
        Assert.Equal(["6", "83.3"], page.QuerySelectorAll(".kpis.posts .kpi dd b").Take(2).Select(b => b.TextContent));
        Assert.All(page.QuerySelectorAll(".heat a"), a => Assert.Contains("scheme=child-director", a.GetAttribute("href"), StringComparison.Ordinal));
        var people = await client.PageAsync("console/rates/people?date=2026-05-31&scheme=child-director&status=required");
        Assert.Equal(6, people.QuerySelectorAll("table.list tbody tr").Length);
    }

    [Theory, OnBothDatabases]
    public async Task A_cell_leads_to_its_names(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var board = await client.PageAsync("console/rates?date=2026-07-01&unit=310105001&role=child-director");
        Assert.NotNull(board.QuerySelector(".heat a[aria-current]"));
        Assert.Equal(["试用P03", "试用P12"], Names(board, "#list"));
        var all = await client.PageAsync("console/rates/people?date=2026-07-01&unit=310105001&role=child-director&status=missing");
        Assert.Equal(["试用P03", "试用P12"], Names(all, "main"));
        Assert.Contains("2026年5月31日", all.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        var revoked = await client.PageAsync("console/rates/people?date=2026-07-01&status=revoked");
        Assert.Equal(["试用P09"], Names(revoked, "main"));
        Assert.Contains("撤销或暂停", revoked.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Street_staff_see_counts_of_all_streets_and_names_of_their_own(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        var board = await client.PageAsync("console/rates?date=2026-06-30");
        var few = board.QuerySelectorAll(".heat td.few").Select(t => t.TextContent).ToList();
        Assert.Contains("<5", few);
        Assert.Contains("1/1", few);

        var theirs = await client.PageAsync("console/rates/people?date=2026-06-30&unit=310105004&status=required");
        Assert.Empty(theirs.QuerySelectorAll("tbody"));
        Assert.Contains("不在你的范围内", theirs.QuerySelector(".banner")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("试用P0", theirs.Body!.TextContent, StringComparison.Ordinal);

        var all = await client.PageAsync("console/rates/people?date=2026-06-30&status=required");
        Assert.Equal(["试用P01", "试用P02", "试用P03", "试用P12", "试用P10"], Names(all, "main"));
    }

    [Theory, OnBothDatabases]
    public async Task Line_staff_see_names_of_their_line_in_every_street(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        var all = await client.PageAsync("console/rates/people?date=2026-06-30&status=required");
        Assert.Equal(["试用P10", "试用P11"], Names(all, "main"));
    }

    [Theory, OnBothDatabases]
    public async Task As_many_are_counted_as_are_listed_on_every_day_for_every_reader(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await RandomRoster.WriteAsync(tenant, 14, 45);
        await tenant.InScopeAsync(async s =>
        {
            var (people, db) = (s.GetRequiredService<RatePeople>(), s.GetRequiredService<TenantDb>());
            var units = await db.Set<OrgUnit>().AsNoTracking().ToListAsync();
            var school = units.First(u => u.Kind == OrgUnitKind.School);
            StaffGrant[][] readers =
            [
                [new() { PersonId = 0, Role = StaffRole.DistrictStaff }], [new() { PersonId = 0, Role = StaffRole.SubDistrictStaff, SubDistrictId = tenant.HuayangluId }],
                [new() { PersonId = 0, Role = StaffRole.LineStaff, Line = Line.Education }], [new() { PersonId = 0, Role = StaffRole.SchoolAdmin, WorkUnitId = school.Id }],
                [new() { PersonId = 0, Role = StaffRole.SubDistrictStaff, SubDistrictId = tenant.XinhualuId }, new() { PersonId = 0, Role = StaffRole.LineStaff, Line = Line.WomensFederation }],
            ];
            foreach (var day in new[] { RandomRoster.Merged.AddDays(-1), RandomRoster.Merged.AddDays(45), new(2027, 1, 31) })
                foreach (var filter in new[] { PeopleFilter.Missing, PeopleFilter.Required, PeopleFilter.Revoked, PeopleFilter.Excluded })
                    foreach (var (unit, role) in new (OrgUnit?, TrainingRole?)[] { (null, null), (null, TrainingRole.HomeroomTeacher), (units.Single(u => u.Id == tenant.HuayangluId), null) })
                        foreach (var reader in readers)
                        {
                            var (selection, scope) = (new RateSelection(day, tenant.Today, null, unit, role, false), AssignmentScope.Of(reader));
                            var listed = await people.PageAsync(selection, filter, scope, 0, 1_000, default, completions: false);
                            Assert.Equal(listed.Count, await people.CountAsync(selection, filter, scope, default));
                            Assert.Equal(listed.Count, (await people.WhoAsync(selection, filter, scope, 1_000, default)).Count);
                            if (scope.CoversAll && unit is null)
                            {
                                var table = await s.GetRequiredService<RateQuery>().TableAsync(day, default);
                                Assert.Equal(filter.Count(table.Of(units.Single(u => u.Kind == OrgUnitKind.District).Id, role)), listed.Count);
                            }
                        }
        });
    }

    [Theory, OnBothDatabases]
    public async Task A_learner_is_refused(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        foreach (var address in new[] { "console/rates", "console/rates/people", "console/rates/export", "console/city" })
        {
            using var response = await client.GetAsync(address);
            Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_day_to_come_is_a_forecast_from_todays_certificates(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/rates?date=2027-01-31");
        Assert.Contains("预测", page.QuerySelector(".c-crumb")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("往后推算", page.QuerySelector(".banner")!.TextContent, StringComparison.Ordinal);
        // P04 and P05 are still certified; P10's certificate ended on 14 January.
        Assert.Contains("持证 2", page.QuerySelector(".sums")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("1999-12-31")]
    [InlineData("9999-12-31")]
    [InlineData("'; drop")]
    public async Task A_date_that_is_none_shows_today_and_says_so(string date)
    {
        await using var tenant = await GoldenAsync(TestDatabase.Sqlite);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/rates?date=" + Uri.EscapeDataString(date));
        Assert.NotNull(page.QuerySelector("[role=alert]"));
        Assert.Equal(tenant.Today, DateOnly.Parse(page.QuerySelector<IHtmlInputElement>("#asof")!.Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Before_anybody_was_in_post_there_is_a_dash_and_no_chart()
    {
        await using var tenant = await GoldenAsync(TestDatabase.Sqlite);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/rates?date=2001-01-01");
        Assert.Equal("—", page.QuerySelector(".kpi.lead dd b")!.TextContent);
        Assert.Null(page.QuerySelector("script[data-chart]"));
    }

    [Theory, OnBothDatabases]
    public async Task The_warm_page_asks_the_database_only_for_the_state_and_the_names(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        await client.PageAsync("console/rates?date=2026-06-30");
        using var again = await client.GetAsync("console/rates?date=2026-06-30");
        var queries = again.Headers.GetValues("Server-Timing").Single();
        Assert.True(int.Parse(queries.Split('"')[1], System.Globalization.CultureInfo.InvariantCulture) <= 9, queries);
    }

    [Theory, OnBothDatabases]
    public async Task The_export_holds_figures_names_in_scope_and_definitions_and_is_on_the_trail(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        // Figures alone are one click; names say what they are for.
        var figures = Spreadsheet.Read(await client.GetByteArrayAsync("console/rates/export?date=2026-06-30"));
        Assert.Equal(["持证率", "人头口径", "口径说明"], figures.Keys);
        Assert.DoesNotContain(figures.Values.SelectMany(v => v), l => l.StartsWith("试用", StringComparison.Ordinal));
        var page = await client.PageAsync("console/rates?date=2026-06-30");
        using (var silent = await client.SubmitAsync(page, "form.purpose", ("purpose", "看")))
            Assert.Contains("请写明导出用途", (await silent.DocumentAsync()).QuerySelector("form.purpose [role=alert]")!.TextContent, StringComparison.Ordinal);
        using var response = await client.SubmitAsync(page, "form.purpose", ("purpose", "街道月度核对"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var xlsx = await response.Content.ReadAsByteArrayAsync();
        await LibreOffice.OpensAsync(xlsx);
        var sheets = Spreadsheet.Read(xlsx);
        Assert.Equal(["持证率", "人头口径", "名单", "口径说明"], sheets.Keys);
        Assert.StartsWith("华阳路街道,,合计,6,1,0,0,5,4,3,3,1,1,1,0,0,1,4,1,80", sheets["人头口径"].Single(l => l.Contains(",合计,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(sheets["人头口径"], l => l.Contains("新华路", StringComparison.Ordinal));
        Assert.Contains("长宁区 持证情况", sheets["持证率"][0], StringComparison.Ordinal);
        Assert.Contains("2026年6月30日", sheets["持证率"][1], StringComparison.Ordinal);
        // The one on leave, two of three never certified and the one revoked are of 新华路; the one expired is the reader's own.
        Assert.Contains("全区,,合计,＊,<5,<5,0,11,9,6,1,1,<5,<5,0,1,＊,＊,81.8%,54.5%,", sheets["持证率"]);
        Assert.Contains("新华路街道,教育,专职心理教师,,,,,<5,,,,,,,,,,,,,", sheets["持证率"]);
        var total = (IDictionary<string, object>)new MemoryStream(xlsx).Query(sheetName: "持证率").Single(r => r.A == "全区" && r.C == "合计");
        Assert.Equal((11d, 0.545), (total["H"], total["T"]));
        Assert.Equal(5, sheets["名单"].Count(l => l.StartsWith("试用", StringComparison.Ordinal)));
        Assert.DoesNotContain(sheets["名单"], l => l.Contains("新华路", StringComparison.Ordinal));
        Assert.Contains(sheets["名单"], l => l.Contains("用途：街道月度核对", StringComparison.Ordinal));
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(e => e.Category == "Rates").OrderBy(e => e.Id).LastAsync());
        Assert.Equal(("Exported", "2026-06-30"), (trail.Name, trail.Subject));
        Assert.EndsWith("名单 5 行。用途：街道月度核对", trail.Summary, StringComparison.Ordinal);
        Assert.Equal(2, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().CountAsync(e => e.Category == "Rates")));
    }

    [Theory, OnBothDatabases]
    public async Task Names_of_the_district_itself_stand_in_the_export_as_such(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        var district = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.District).Select(u => u.Id).SingleAsync());
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector, new(2025, 1, 1), district);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var response = await client.SubmitAsync(await client.PageAsync("console/rates?date=2026-06-30"), "form.purpose", ("purpose", "区级核对名单"));
        var names = Spreadsheet.Read(await response.Content.ReadAsByteArrayAsync())["名单"];
        Assert.Contains(names, l => l.StartsWith($"{person.Name},{person.StaffNo},区本级,民政,儿童主任,", StringComparison.Ordinal));
        Assert.Contains(names, l => l.StartsWith("试用P02,P02,华阳路街道,民政,儿童主任,", StringComparison.Ordinal));
    }

    private static async Task<TestTenant> GoldenAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        return tenant;
    }

    private static List<string> Names(IHtmlDocument page, string within) =>
        [.. page.QuerySelectorAll(within + " table.list:not(details table) tbody th").Where(h => h.Closest("details") is null).Select(h => h.TextContent.Trim())];
}
