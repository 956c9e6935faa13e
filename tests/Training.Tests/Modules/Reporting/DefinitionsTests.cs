using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Tests.Hosting;
using Training.Tests.Modules.Submissions;

namespace Training.Tests.Modules.Reporting;

/// <summary>Every figure carries its definition in words, opened by hover, tap or keyboard.</summary>
public sealed class DefinitionsTests
{
    [Theory, OnBothDatabases]
    public async Task Each_figure_of_the_pages_of_rates_has_its_definition(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/rates?date=2026-06-30");
        Defined(page.QuerySelectorAll("dl.kpis dt, dl.sums dt, table.list th.r, .heat th.gap, section:has(.heat) > header, section:has(#trend) > header, #list > header"), 20);
        page = await client.PageAsync("console/rates/people?date=2026-06-30");
        Defined(page.QuerySelectorAll(".states > *, .c-lead"), 12);
    }

    [Theory, OnBothDatabases]
    public async Task Each_figure_of_the_city_has_its_definition(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await using var district = chain.District;
        using var client = await chain.City.SignedInAsync(chain.CityOfficer);
        var page = await client.PageAsync("console/city?date=2026-06-30");
        Defined(page.QuerySelectorAll("dl.kpis dt, table.list th.r, .rank th.w, .kpi.lead .note"), 20);
    }

    [Theory, OnBothDatabases]
    public async Task Looking_at_another_day_keeps_the_cell_that_is_open(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/rates?date=2026-06-30&unit=310105001&role=child-director&line=womens-federation");
        Assert.Equal("310105001", page.QuerySelector("form.asof input[name=unit]")!.GetAttribute("value"));
        Assert.Equal("child-director", page.QuerySelector("form.asof input[name=role]")!.GetAttribute("value"));
        // Two volunteers, none certified: counts, no percentage; each street says how many are missing.
        Assert.Equal(["—", "0/2", "0/2"], page.QuerySelectorAll(".heat td.tot").Select(t => t.TextContent));
        Assert.Equal(["—", "还差 2", "还差 2"], page.QuerySelectorAll(".heat td.gap").Select(t => t.TextContent));
    }

    private static void Defined(IHtmlCollection<IElement> heads, int least)
    {
        Assert.True(heads.Length >= least, $"{heads.Length} heads");
        Assert.All(heads, h => Assert.True(h.QuerySelector("details.def > p")?.TextContent.Length > 5, h.TextContent));
    }
}
