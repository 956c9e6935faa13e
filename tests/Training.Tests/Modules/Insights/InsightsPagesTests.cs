using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Insights;

/// <summary>Forecast, streets side by side, two days compared and data quality, on the worked example.</summary>
public sealed class InsightsPagesTests
{
    private static readonly string[] Addresses =
        ["console/rates/forecast", "console/rates/ranking", "console/rates/compare", "console/effect", "console/data-quality", "console/anomalies"];

    [Theory, OnBothDatabases]
    public async Task Causes_of_a_difference_are_counted_for_everybody_and_named_in_scope(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/rates/compare?from=2026-05-15&to=2026-05-31");
        // 应训, 已完成, 持证, 持证率, 即将到期, and by people 应训 and 全岗持证.
        Assert.Equal(["±0", "±0", "±0", "+0.0", "±0", "±0", "±0"], page.QuerySelectorAll(".kpi dd b").Select(b => b.TextContent));
        var why = page.QuerySelector("[aria-labelledby=why-h]")!;
        Assert.Equal(["从别的街镇调入，已持证", "调往别的街镇"], why.QuerySelectorAll("tbody th").Select(h => h.TextContent));
        Assert.Equal(["2", "±0", "±0"], why.QuerySelectorAll("tfoot td").Select(d => d.TextContent));
        Assert.Equal(["试用P05", "试用P05"], page.QuerySelectorAll("#names tbody th").Select(h => h.TextContent));

        // 5 → 6 required in 新华路, but 6 → 5 certified … as in the golden table: one day later one certificate and one post have ended.
        page = await officer.PageAsync("console/rates/compare?from=2026-06-30&to=2026-07-01");
        Assert.Equal(["±0", "−1", "−1", "−9.0", "−1", "±0", "−1"], page.QuerySelectorAll(".kpi dd b").Select(b => b.TextContent));
        Assert.Equal(["新入职满 3 个月，已持证", "证书过期", "离岗"], page.QuerySelectorAll("[aria-labelledby=why-h] tbody th").Select(h => h.TextContent));
        page = await officer.PageAsync("console/rates/compare?from=2026-06-30&to=2026-07-01&cause=expired");
        Assert.Equal(["试用P01"], page.QuerySelectorAll("#names tbody th").Select(h => h.TextContent));

        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        page = await street.PageAsync("console/rates/compare?from=2026-06-30&to=2026-07-01");
        Assert.Equal(["试用P01", "试用P04"], page.QuerySelectorAll("#names tbody th").Select(h => h.TextContent).Order());
        Assert.DoesNotContain("试用P07", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Dates_the_wrong_way_round_are_put_right_and_bad_ones_are_refused_in_words(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/rates/compare?from=2026-07-01&to=2026-06-30");
        Assert.Equal("2026-06-30", page.QuerySelector<IHtmlInputElement>("#from")!.Value);
        Assert.NotNull((await officer.PageAsync("console/rates/compare?from=1234&to=2026-06-30")).QuerySelector("[role=alert]"));
        Assert.Contains("没有差别", (await officer.PageAsync("console/rates/compare?from=2026-06-30&to=2026-06-30")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_forecast_counts_lapses_and_the_seats_that_follow(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        var expiring = await ExpireInAsync(tenant, 45);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/rates/forecast?days=60&seats=5");
        var tiles = page.QuerySelectorAll(".kpi dd b").Select(b => int.Parse(b.TextContent, CultureInfo.InvariantCulture)).ToList();
        Assert.True(tiles[1] >= tiles[0] + 1, string.Join(' ', tiles));
        var seats = page.QuerySelectorAll("[aria-labelledby=roles-h] tbody tr").Select(r => r.QuerySelectorAll("td").TakeLast(2).Select(d => int.Parse(d.TextContent, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Assert.All(seats, s => Assert.Equal((s[0] + 4) / 5, s[1]));
        Assert.Equal(tiles[3], seats.Sum(s => s[0]));
        var cell = page.QuerySelector("[aria-labelledby=streets-h] tbody a")!.GetAttribute("href")!;
        Assert.Contains("forecast/people?days=60", cell, StringComparison.Ordinal);
        Assert.Contains(expiring, (await officer.PageAsync(cell)).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href$='/console/reminders']"));
        Assert.NotNull((await officer.PageAsync("console/rates/forecast?seats=2")).QuerySelector("[role=alert]"));
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        Assert.Null((await street.PageAsync("console/rates/forecast")).QuerySelector("a[href$='/console/reminders']"));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_with_posts_of_one_role_in_two_lines_breaks_no_page(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector, street: tenant.XinhualuId);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            // No page enters such a post; a file of facts may.
            db.Add(new RoleAssignment { PersonId = person.Id, Role = TrainingRole.ChildDirector, Line = Line.Education, SubDistrictId = tenant.XinhualuId, Start = tenant.Today.AddYears(-2), RecordedUtc = DateTime.UtcNow });
            db.Add(new RoleAssignment { PersonId = person.Id, Role = TrainingRole.ChildDirector, Line = Line.CivilAffairs, SubDistrictId = tenant.HuayangluId, Start = tenant.Today.AddYears(-2), RecordedUtc = DateTime.UtcNow });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None);
        });
        foreach (var reader in new[] { await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education), await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId) })
        {
            using var officer = await tenant.SignedInAsync(reader);
            foreach (var address in new[] { "compare", "ranking", "forecast" })
                foreach (var query in new[] { "", "?line=civil-affairs", "?line=civil-affairs&scheme=child-director", "?line=education&scheme=child-director" })
                    await officer.PageAsync("console/rates/" + address + query);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Small_streets_have_no_place_and_it_is_said_why(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/rates/ranking?date=2026-06-30");
        var rows = page.QuerySelectorAll(".rank tbody tr").ToList();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, r => Assert.Equal("—", r.QuerySelector("td")!.TextContent));
        Assert.All(rows, r => Assert.Contains("不排名", r.TextContent, StringComparison.Ordinal));
        Assert.Contains("50.0%", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("19–81%", rows[1].TextContent.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Streets_that_are_not_told_stand_last_by_name_and_are_alike_nobody(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var third = await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var unit = new OrgUnit { Code = "310105002", Name = "江苏路街道", Kind = OrgUnitKind.SubDistrict, ParentId = (await db.Set<OrgUnit>().SingleAsync(u => u.Kind == OrgUnitKind.District)).Id };
            db.Add(unit);
            await db.SaveChangesAsync();
            return unit.Id;
        });
        await StoredGolden.WriteAsync(tenant);
        // 3/15 in 华阳路, 3/20 in 新华路, which is hidden for the sake of the three of 江苏路.
        foreach (var (street, people) in new[] { (tenant.HuayangluId, 10), (tenant.XinhualuId, 14), (third, 3) })
            for (var i = 0; i < people; i++) await tenant.AddPersonAsync(TrainingRole.ChildDirector, new(2025, 1, 1), street);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var rows = (await officer.PageAsync("console/rates/ranking?date=2026-06-30")).QuerySelectorAll(".rank tbody tr").ToList();
        Assert.Contains("与新华路街道没有明显差别", rows.Single(r => r.QuerySelector("th")!.TextContent == "华阳路街道").TextContent, StringComparison.Ordinal);

        using var staff = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        rows = (await staff.PageAsync("console/rates/ranking?date=2026-06-30")).QuerySelectorAll(".rank tbody tr").ToList();
        Assert.Equal(["华阳路街道", "新华路街道", "江苏路街道"], rows.Select(r => r.QuerySelector("th")!.TextContent));
        Assert.DoesNotContain("新华路街道", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("3/15", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(["＊", "<5"], rows.Skip(1).Select(r => r.QuerySelectorAll("td")[1].TextContent));
        Assert.All(rows.Skip(1), r => Assert.Contains("不在你的范围内", r.TextContent, StringComparison.Ordinal));
        Assert.All(rows.Skip(1), r => Assert.Equal("—", r.QuerySelector("td")!.TextContent));
    }

    [Theory, OnBothDatabases]
    public async Task Few_posts_without_scheme_of_other_streets_are_not_told(TestDatabase database)
    {
        // There are no schemes at all.
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        for (var i = 0; i < 2; i++) await tenant.AddPersonAsync(TrainingRole.ChildDirector, street: tenant.XinhualuId);
        for (var i = 0; i < 6; i++) await tenant.AddPersonAsync(TrainingRole.HomeroomTeacher, street: tenant.XinhualuId);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        foreach (var (reader, told) in new[]
        {
            (await tenant.AddStaffAsync(StaffRole.DistrictStaff), "儿童主任 2 人次，班主任 6 人次"), (await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.XinhualuId), "儿童主任 2 人次，班主任 6 人次"),
            (await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId), "儿童主任 <5 人次，班主任 ＊ 人次"),
        })
        {
            using var client = await tenant.SignedInAsync(reader);
            var text = (await client.PageAsync("console/data-quality")).QuerySelector("[aria-labelledby=gaps-h]")!.TextContent;
            Assert.All(told.Split('，'), t => Assert.Contains(t, text, StringComparison.Ordinal));
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_the_roster_lacks_is_counted_and_listed_within_the_scope(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var people = await db.Set<Person>().Where(p => p.StaffNo.StartsWith("P")).ToDictionaryAsync(p => p.StaffNo);
            people["P02"].Phone = people["P10"].Phone = "13800000001";
            db.Add(new RoleAssignment
            {
                PersonId = people["P02"].Id, Role = TrainingRole.ChildDirector, Line = Line.CivilAffairs, SubDistrictId = tenant.HuayangluId,
                Start = new(2025, 1, 1), RecordedUtc = tenant.App.Clock.UtcNow(),
            });
            db.Add(new Person { StaffNo = "p03", Name = "试用又一个", CreatedUtc = tenant.App.Clock.UtcNow() });
            await db.SaveChangesAsync();
        });
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await officer.PageAsync("console/data-quality");
        var here = page.QuerySelectorAll("[aria-labelledby=streets-h] tbody tr")[0].QuerySelectorAll("td").Select(d => d.TextContent).ToList();
        // 华阳路: P01, P02 twice, P03, P04, P10, P12 in post; phones shared by P02 (two posts) and P10.
        // Of 28 entries three phone numbers are there.
        Assert.Equal(["10", "4", "3", "7", "7", "7", "2"], here);
        Assert.Contains("没有儿童督导员的街镇", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("新华路街道", page.QuerySelector("[aria-labelledby=gaps-h]")!.TextContent, StringComparison.Ordinal);
        var list = await officer.PageAsync("console/data-quality?check=double-post&unit=310105001");
        Assert.Equal(["试用P02", "试用P02"], list.QuerySelectorAll("#list tbody th").Select(h => h.TextContent));
        Assert.Equal(["试用P10", "试用P02", "试用P02"], (await officer.PageAsync("console/data-quality?check=shared-phone")).QuerySelectorAll("#list tbody th").Select(h => h.TextContent).OrderDescending());
        Assert.Equal(["试用P03", "试用又一个"], (await officer.PageAsync("console/data-quality?check=alike-staff-no")).QuerySelectorAll("#list tbody th").Select(h => h.TextContent).Order());
        Assert.Contains("试用又一个", (await officer.PageAsync("console/data-quality?check=no-post")).QuerySelector("#list")!.TextContent, StringComparison.Ordinal);

        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        var theirs = await line.PageAsync("console/data-quality?check=no-phone");
        Assert.Equal(["试用P11"], theirs.QuerySelectorAll("#list tbody th").Select(h => h.TextContent));
        Assert.Empty((await line.PageAsync("console/data-quality?check=no-post")).QuerySelectorAll("#list tbody th"));
    }

    [Theory, OnBothDatabases]
    public async Task Officers_see_the_pages_workers_do_not_and_the_city_has_none(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var learner = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        using var city = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.CityStaff));
        foreach (var address in Addresses)
        {
            using var refused = await learner.GetAsync(address);
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
            using var stranger = await city.GetAsync(address);
            Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);
            using var seen = await line.GetAsync(address);
            Assert.Equal(address != "console/anomalies", seen.StatusCode == HttpStatusCode.OK);
            if (seen.StatusCode == HttpStatusCode.OK) Assert.Empty((await seen.DocumentAsync()).QuerySelectorAll("[style], [onclick]"));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Warm_pages_ask_a_handful_of_queries(TestDatabase database)
    {
        await using var tenant = await GoldenAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var (address, most) in new[]
        {
            ("console/rates/forecast", 6), ("console/rates/ranking?date=2026-06-30", 6), ("console/rates/compare?from=2026-06-30&to=2026-07-01", 7),
            ("console/effect", 7), ("console/data-quality?check=no-phone", 15), ("console/anomalies", 8),
        })
        {
            await client.PageAsync(address);
            using var again = await client.GetAsync(address);
            var timing = again.Headers.GetValues("Server-Timing").Single();
            Assert.True(int.Parse(timing.Split('"')[1], CultureInfo.InvariantCulture) <= most, address + " " + timing);
        }
    }

    /// <summary>A director of 新华路 whose certificate ends in so many days.</summary>
    private static async Task<string> ExpireInAsync(TestTenant tenant, int days)
    {
        var person = await tenant.AddPersonAsync(TrainingRole.ChildDirector, street: tenant.XinhualuId);
        await Reminders.Reminding.CertifyAsync(tenant, person, tenant.Today.AddDays(days));
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        return person.Name;
    }

    private static async Task<TestTenant> GoldenAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        return tenant;
    }
}
