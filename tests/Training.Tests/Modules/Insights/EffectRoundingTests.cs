using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Insights;

/// <summary>Shares are rounded as everywhere: one decimal, half up, never 100.0 % while somebody is missing.</summary>
public sealed class EffectRoundingTests
{
    [Theory, OnBothDatabases]
    public async Task A_share_that_is_short_is_not_100_and_a_trace_is_not_0(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var (right, of, shown) in new[] { (2999, 3000, "99.9%"), (299, 300, "99.7%"), (1, 300, "0.3%"), (1, 3000, "<0.1%"), (0, 300, "0.0%"), (300, 300, "100.0%"), (25, 1000, "2.5%"), (1, 16, "6.3%") })
        {
            await tenant.InScopeAsync(async s =>
            {
                var db = s.GetRequiredService<TenantDb>();
                await db.Set<EffectFigure>().ExecuteDeleteAsync();
                db.Add(new EffectFigure { ModuleCode = "O02", People = of, PassedFirst = right, GainCount = 0, GainSum = 0, GainSquares = 0, KeptCount = 0, KeptSum = 0, KeptSquares = 0 });
                await db.SaveChangesAsync();
            });
            var row = (await officer.PageAsync("console/effect")).QuerySelectorAll("[aria-labelledby=modules-h] tbody tr").Single(r => r.QuerySelector("th")!.TextContent.StartsWith("O02", StringComparison.Ordinal));
            Assert.StartsWith(shown + "（", row.QuerySelectorAll("td")[1].TextContent, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_module_that_is_open_stays_open_when_a_street_or_line_is_chosen(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var form = (await officer.PageAsync("console/effect?module=o02")).QuerySelector("form.asof")!;
        Assert.Equal("O02", form.QuerySelector("input[name=module]")!.GetAttribute("value"));
        Assert.Null((await officer.PageAsync("console/effect")).QuerySelector("form.asof input[name=module]"));
    }
}
