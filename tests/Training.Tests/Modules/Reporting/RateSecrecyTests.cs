using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
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
        var sheet = (await Spreadsheet.ReadAsync(await street.GetByteArrayAsync("console/rates/export" + Selection)))["持证率"];
        Assert.Contains(sheet, l => l.StartsWith("条线：全部条线；方案：邻家妈妈方案", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("人头口径：你的范围以外人数太少", StringComparison.Ordinal));
        Assert.DoesNotContain(sheet, l => Regex.IsMatch(l, "应训 [0-9]+ 人"));
        sheet = (await Spreadsheet.ReadAsync(await street.GetByteArrayAsync("console/rates/export?date=2026-06-30")))["持证率"];
        Assert.Contains(sheet, l => l.StartsWith("人头口径：应训 10 人", StringComparison.Ordinal));
        Assert.Contains(sheet, l => l.StartsWith("年度轮训率：＊", StringComparison.Ordinal));
        var page = await street.PageAsync("console/rates?date=2026-06-30");
        Assert.DoesNotContain("2/7", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<TestTenant> GoldenAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        return tenant;
    }
}
