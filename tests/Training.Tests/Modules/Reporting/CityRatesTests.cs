using System.Net;
using Microsoft.Extensions.DependencyInjection;
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
        var districts = await scope.ServiceProvider.GetRequiredService<CityRates>().ReadAsync(new(2026, 6, 30), null, default);
        var district = Assert.Single(districts, d => d.Name == name);
        Assert.Equal((11, 6, 7), (district.Counts.Required, district.Counts.Certified, district.Before.Certified));
        Assert.False(district.ReachesTarget);
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
