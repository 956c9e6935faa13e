using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Services;
using Training.Modules.Roster.Merging;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Insights;

/// <summary>A unit that was merged lacks nothing any more, and stands in no table in which nobody counts.</summary>
public sealed class MergedUnitsTests
{
    [Theory, OnBothDatabases]
    public async Task A_merged_street_stands_in_a_table_only_of_days_on_which_it_was(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var address in new[] { "console/rates/forecast", "console/rates/ranking", "console/data-quality" })
            Assert.DoesNotContain("早先街道", (await officer.PageAsync(address)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("早先街道", (await officer.PageAsync("console/rates/ranking?date=2025-12-31")).QuerySelector(".rank")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Each_neighborhood_without_director_leads_to_the_form_with_itself_chosen(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var gaps = (await officer.PageAsync("console/data-quality")).QuerySelectorAll("[aria-labelledby=gaps-h] li").ToList();
        Assert.Equal(["给华阳路街道 示例今在新增儿童主任", "华阳路街道 示例将并"], gaps.Select(g => g.TextContent.Trim()));
        Assert.Null(gaps[1].QuerySelector("a"));
        var form = await officer.PageAsync(gaps[0].QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal("310105001021", form.QuerySelector("select option[selected][value='310105001021']")!.GetAttribute("value"));
    }

    [Theory, OnBothDatabases]
    public async Task A_neighborhood_that_comes_to_another_street_next_month_lacks_its_director_in_the_old_one_today(TestDatabase database)
    {
        await using var tenant = await SiteAsync(database);
        var day = tenant.Today.AddDays(30);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Add(new OrgUnit { Code = "310105004021", Name = "示例随迁", Kind = OrgUnitKind.Neighborhood, ParentId = tenant.XinhualuId });
            await db.SaveChangesAsync();
            Assert.True((await s.GetRequiredService<UnitMerging>().ApplyAsync(new(["310105004"], null, "310105900", "示例新街道", day), null, null, default)).IsDone);
        });
        var streets = await tenant.InScopeAsync(s => s.GetRequiredService<PeopleDirectory>().ReportingUnitsAsync(default).AsTask());
        var later = streets.Single(u => u.Code == "310105900").Id;
        async Task<IEnumerable<(int?, string)>> GapsAsync(params int[] of) => (await tenant.InScopeAsync(s => s.GetRequiredService<QualityQuery>().WithoutDirectorAsync(of, default))).Select(g => (g.Street, g.Name));
        Assert.Equal([((int?)tenant.XinhualuId, "示例随迁")], await GapsAsync(tenant.XinhualuId));
        Assert.Empty(await GapsAsync(later));
        // Somebody who is in post there today fills it, though the post goes on elsewhere.
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var part = await db.Set<OrgUnit>().SingleAsync(u => u.Code == "310105004021");
            var post = await db.Set<RoleAssignment>().FirstAsync(a => a.SubDistrictId == tenant.XinhualuId && a.Role == TrainingRole.ChildDirector && a.Start <= tenant.Today && (a.End == null || a.End >= tenant.Today));
            post.WorkUnitId = part.Id;
            await db.SaveChangesAsync();
        });
        Assert.Empty(await GapsAsync(tenant.XinhualuId));
    }

    /// <summary>With a street and a neighborhood that are no more, one that is to be merged next month, and one that goes on.</summary>
    private static async Task<TestTenant> SiteAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var district = await db.Set<OrgUnit>().SingleAsync(u => u.Kind == OrgUnitKind.District);
            db.Add(new OrgUnit { Code = "310105099", Name = "早先街道", Kind = OrgUnitKind.SubDistrict, ParentId = district.Id, EndedOn = new(2025, 12, 31) });
            foreach (var (code, name, ended) in new[] { ("310105001021", "示例今在", (DateOnly?)null), ("310105001022", "示例已并", new DateOnly(2026, 6, 30)), ("310105001023", "示例将并", tenant.Today.AddDays(30)) })
                db.Add(new OrgUnit { Code = code, Name = name, Kind = OrgUnitKind.Neighborhood, ParentId = tenant.HuayangluId, EndedOn = ended });
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(default);
            s.GetRequiredService<PeopleDirectory>().ForgetUnits();
        });
        return tenant;
    }
}
