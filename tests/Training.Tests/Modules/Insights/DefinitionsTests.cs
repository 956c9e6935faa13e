using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Insights.Services;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reminders;

namespace Training.Tests.Modules.Insights;

/// <summary>Every figure carries its definition in words, on hover, tap and keyboard.</summary>
public sealed class DefinitionsTests
{
    /// <summary>Heads of columns that hold no figure.</summary>
    private static readonly string[] Words =
        ["街镇", "岗位", "原因", "可信范围", "怎么看", "模块", "题目", "姓名", "工号", "是什么", "日期", "怎么办", "看的结果", "证书到期"];

    [Theory, OnBothDatabases]
    public async Task Every_head_of_a_figure_opens_its_definition(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.CertifyAsync(await tenant.AddPersonAsync(), tenant.Today.AddDays(20));
        await tenant.CertifyAsync(await tenant.AddPersonAsync(), tenant.Today.AddDays(-5));
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
        await tenant.InScopeAsync(s => s.GetRequiredService<EffectMeasuring>().MeasureAsync("O02", default));
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var (address, least) in new[]
        {
            ("console/rates/forecast", 12), ("console/rates/ranking", 4), ("console/rates/compare", 15), ("console/effect?module=o02", 14),
            ("console/data-quality?check=no-phone", 12), ("console/anomalies", 1),
        })
        {
            var page = await officer.PageAsync(address);
            var heads = page.QuerySelectorAll("main table thead th, main .kpi dt, main .sums dt, main [aria-labelledby=rows-h] .def-line").Where(h => !Words.Contains(h.TextContent.Trim())).ToList();
            Assert.True(heads.Count >= least, $"{address}: {heads.Count}");
            foreach (var head in heads)
            {
                var definition = head.QuerySelector("details.def");
                Assert.True(definition is not null, $"{address}: {head.TextContent}");
                // A summary takes the focus and is announced; the words stand behind it and in its title.
                Assert.True(definition.QuerySelector("p")!.TextContent.Length > 8, $"{address}: {head.TextContent}");
                Assert.Equal(definition.QuerySelector("p")!.TextContent, definition.QuerySelector("summary")!.GetAttribute("title"));
            }
        }
    }
}
