using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reporting;

public sealed class CityRatesTests
{
    [Theory, OnBothDatabases]
    public async Task The_city_reads_the_totals_of_a_district_without_a_name(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var name = "试验区" + tenant.Tenant.Name;
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Set<OrgUnit>().Single(u => u.Kind == OrgUnitKind.District).Name = name;
            await db.SaveChangesAsync();
            await s.GetRequiredService<RateProjection>().RebuildAsync(default);
        });
        await using var scope = tenant.App.Services.CreateAsyncScope();
        var districts = await scope.ServiceProvider.GetRequiredService<CityRates>().ReadAsync(new(2026, 6, 30), default);
        var district = Assert.Single(districts, d => d.Name == name);
        Assert.Equal((11, 6, 7), (district.Now.Posts(null, null).Required, district.Now.Posts(null, null).Certified, district.Before.Posts(null, null).Certified));
        Assert.Equal(5, district.Now.Posts(TrainingRole.ChildDirector, null).Certified + district.Now.Posts(TrainingRole.ChildSupervisor, Line.CivilAffairs).Certified);
        Assert.Equal((12, new DateOnly(2026, 5, 31), new DateOnly(2025, 7, 31)), (district.Days.Count, district.Before.Day, district.Days[0].Day));
        Assert.False(new CityFigures([district], null, null).Reaching > 0);
    }

    [Theory, OnBothDatabases]
    public async Task A_district_has_no_page_of_the_city(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        using var response = await client.GetAsync("console/city");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
