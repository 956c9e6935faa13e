using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.SavedReports;

public sealed class ReportPagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_report_is_put_together_looked_at_saved_and_opened_again(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var page = await client.PageAsync("console/saved-reports/edit");
        using var shown = await client.SubmitAsync(page, "form[data-form=report]", Fields());
        var preview = await shown.DocumentAsync();
        Assert.Equal(["街镇", "任职时长", "应训", "持证", "持证率"], preview.QuerySelectorAll("table.report thead th").Select(h => (h.QuerySelector("summary") ?? h).TextContent.Trim()));
        Assert.All(preview.QuerySelectorAll("table.report thead summary"), h => Assert.Equal(h.GetAttribute("title"), h.NextElementSibling!.TextContent));
        Assert.Equal(["合计", "", "11", "6", "54.5%"], preview.QuerySelectorAll("table.report tbody tr:last-child > *").Select(c => c.TextContent.Trim()));
        Assert.Equal("每月例会", preview.QuerySelector<IHtmlInputElement>("#title")!.Value);
        Assert.Contains(preview.QuerySelectorAll("dl.defs dt"), d => d.TextContent == "持证率");

        var address = await SaveAsync(client, "console/saved-reports/edit", Fields());
        var saved = await client.PageAsync(address);
        Assert.Equal("每月例会", saved.QuerySelector("h1")!.TextContent.Trim());
        Assert.Equal("54.5%", saved.QuerySelector("table.report tbody tr:last-child td:last-child")!.TextContent.Trim());
        Assert.Contains("每月例会", (await client.PageAsync("console/saved-reports")).QuerySelector("#mine-h")!.Closest("section")!.TextContent, StringComparison.Ordinal);

        using var removed = await client.SubmitAsync(saved, "form[data-form=remove]");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_counted_is_refused_and_the_form_keeps_what_was_typed(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var (fields, words) in new ((string, string)[], string)[]
        {
            ([("title", ""), ("basis", "Assignment"), ("figures", "Required"), ("row1", "Street"), ("day", "Today"), ("share", "me")], "起个名字"),
            ([("title", "甲"), ("basis", "Assignment"), ("row1", "Street"), ("day", "Today"), ("share", "me")], "至少勾选一个指标"),
            ([("title", "甲"), ("basis", "Assignment"), ("figures", "Required"), ("row1", "Street"), ("row2", "Street"), ("day", "Today"), ("share", "me")], "不能用两次"),
            ([("title", "甲"), ("basis", "Assignment"), ("figures", "Required"), ("row1", "Street"), ("day", "Fixed"), ("fixedDay", "1999-01-01"), ("share", "me")], "2000 年以后"),
            ([("title", "甲"), ("basis", "Assignment"), ("figures", "Required"), ("row1", "Street"), ("day", "Today"), ("share", "street:" + tenant.XinhualuId)], "只能共享给"),
        })
        {
            var page = await client.PageAsync("console/saved-reports/edit");
            using var refused = await PostAsync(client, page, "console/saved-reports/edit?handler=save", fields);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            var again = await refused.DocumentAsync();
            Assert.Contains(words, again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(fields[0].Item2, again.QuerySelector<IHtmlInputElement>("#title")!.Value);
        }
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<SavedReport>().CountAsync()));
    }

    [Theory]
    [InlineData(450, 1, null)]
    [InlineData(2_000, 1, null)]
    [InlineData(2_001, 1, "结果超过 2000 行，请加筛选，或少选一个维度。")]
    [InlineData(250, 8, null)]
    [InlineData(251, 8, "结果超过 2000 行，请加筛选，或少选一个维度。")]
    public void Rows_are_counted_whatever_the_columns(int schools, int roles, string? refusal)
    {
        FigureDimension[] rows = roles > 1 ? [FigureDimension.School, FigureDimension.Role] : [FigureDimension.School];
        Assert.Equal(refusal, TooMuch(rows, null, from s in Enumerable.Range(1, schools) from r in Enumerable.Range(0, roles) select new FigureKey(s, roles > 1 ? r : FigureKey.All, FigureKey.All)));
        // Five columns of tenure: each row is still one.
        Assert.Equal(refusal, TooMuch(rows, FigureDimension.Tenure, from s in Enumerable.Range(1, schools)
                                                                    from r in Enumerable.Range(0, roles)
                                                                    from band in Enumerable.Range(0, 5)
                                                                    select roles > 1 ? new FigureKey(s, r, band) : new FigureKey(s, band, FigureKey.All)));
    }

    [Fact]
    public void A_report_has_a_bound_of_its_cells_and_says_so() => Assert.Equal("结果超过 10000 格，请加筛选，或少选一个维度。",
        TooMuch([FigureDimension.School], FigureDimension.Role, from s in Enumerable.Range(1, 2_000) from r in Enumerable.Range(0, 6) select new FigureKey(s, r, FigureKey.All)));

    private static string? TooMuch(IReadOnlyList<FigureDimension> rows, FigureDimension? column, IEnumerable<FigureKey> cells)
    {
        var definition = ReportDefinition.Default with { Rows = rows, Column = column };
        var five = new FigureCounts();
        five.AddStates(PostStates.Bit(Measure.InPost), annual: false, 5);
        return ReportTables.TooMuch(definition, FigureTable.Adding(definition.QueryOn(new(2026, 6, 30)), cells.Select(k => (k, five))));
    }

    [Theory, OnBothDatabases]
    public async Task A_change_over_a_newer_one_is_refused_with_both_shown(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var address = await SaveAsync(client, "console/saved-reports/edit", Fields());
        var edit = address.Replace("saved-reports/", "saved-reports/edit/", StringComparison.Ordinal);
        var old = await client.PageAsync(edit);
        Assert.Equal(address, await SaveAsync(client, edit, [("title", "先改的"), .. Fields()[1..]]));
        using var lost = await PostAsync(client, old, edit + "?handler=save", [("title", "后改的"), .. Fields()[1..]]);
        var both = await lost.DocumentAsync();
        Assert.Contains("别的窗口改过", both.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("先改的", both.QuerySelector("#both-h")!.Closest("section")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("后改的", both.QuerySelector("#both-h")!.Closest("section")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("先改的", (await client.PageAsync(address)).QuerySelector("h1")!.TextContent.Trim());
        // Having seen both, one may save.
        using var meant = await PostAsync(client, both, edit + "?handler=save", [("title", "后改的"), .. Fields()[1..]]);
        Assert.Equal(HttpStatusCode.Redirect, meant.StatusCode);
        Assert.Equal("后改的", (await client.PageAsync(address)).QuerySelector("h1")!.TextContent.Trim());
    }

    [Theory, OnBothDatabases]
    public async Task Sharing_reaches_the_street_the_line_or_the_district_and_small_cells_stay_hidden(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var owner = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        using var colleague = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        using var neighbor = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.XinhualuId));
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        using var district = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        (string, string)[] fields = [("title", "本街"), ("basis", "Assignment"), ("figures", "Required"), ("figures", "CertificationRate"), ("row1", "Street"), ("row2", "Role"), ("day", "Fixed"), ("fixedDay", "2026-06-30")];
        var street = await SaveAsync(owner, "console/saved-reports/edit", [.. fields, ("share", "street:" + tenant.HuayangluId)]);
        var mine = await SaveAsync(owner, "console/saved-reports/edit", [.. fields, ("share", "me")]);
        var all = await SaveAsync(owner, "console/saved-reports/edit", [.. fields, ("share", "district")]);
        foreach (var (client, opens) in new[] { (colleague, (string[])[street, all]), (neighbor, [all]), (line, [all]), (district, [street, all]), (owner, [street, mine, all]) })
            foreach (var address in new[] { street, mine, all })
            {
                using var response = await client.GetAsync(address);
                Assert.Equal(opens.Contains(address) ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
            }
        Assert.Contains("本街", (await neighbor.PageAsync("console/saved-reports")).QuerySelector("#shared-h")!.Closest("section")!.TextContent, StringComparison.Ordinal);

        // The reader's scope counts, not the owner's.
        Assert.Equal(["华阳路街道|儿童督导员|1|100.0%", "新华路街道|专职心理教师|<5|—"], Rows(await owner.PageAsync(all), "儿童督导员", "专职心理教师"));
        Assert.Equal(["华阳路街道|儿童督导员|<5|—", "新华路街道|专职心理教师|1|0.0%"], Rows(await neighbor.PageAsync(all), "儿童督导员", "专职心理教师"));
        Assert.Equal(["华阳路街道|儿童督导员|<5|—", "新华路街道|专职心理教师|1|0.0%"], Rows(await line.PageAsync(all), "儿童督导员", "专职心理教师"));
        // Only the owner changes it; everybody who sees it may copy it.
        Assert.Equal(HttpStatusCode.NotFound, (await neighbor.GetAsync(all.Replace("saved-reports/", "saved-reports/edit/", StringComparison.Ordinal))).StatusCode);
        var copy = await neighbor.PageAsync("console/saved-reports/edit?copy=" + all[(all.LastIndexOf('/') + 1)..]);
        Assert.Equal("本街（副本）", copy.QuerySelector<IHtmlInputElement>("#title")!.Value);
    }

    [Theory, OnBothDatabases]
    public async Task Workers_trainers_and_strangers_stay_outside(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        foreach (var person in new[] { await tenant.AddPersonAsync(), await tenant.AddStaffAsync(StaffRole.Trainer), await tenant.AddStaffAsync(StaffRole.CityStaff) })
        {
            using var client = await tenant.SignedInAsync(person);
            foreach (var address in new[] { "console/saved-reports", "console/saved-reports/edit", "console/saved-reports/dashboard", "console/api-tokens" })
                Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
        }
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));
        Assert.NotEqual(HttpStatusCode.OK, (await street.GetAsync("console/api-tokens")).StatusCode);
    }

    private static List<string> Rows(IHtmlDocument page, params string[] roles) =>
        [.. page.QuerySelectorAll("table.report tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).Where(r => roles.Any(n => r.Contains(n, StringComparison.Ordinal)))];

    internal static (string, string)[] Fields() =>
    [
        ("title", "每月例会"), ("basis", "Assignment"), ("figures", "Required"), ("figures", "Certified"), ("figures", "CertificationRate"), ("figures", "PersonRequired"),
        ("row1", "Street"), ("row2", "Tenure"), ("column", ""), ("day", "Fixed"), ("fixedDay", "2026-06-30"), ("share", "district"),
    ];

    /// <returns>Tenant-relative address of the saved report.</returns>
    internal static async Task<string> SaveAsync(HttpClient client, string address, (string, string)[] fields)
    {
        using var saved = await PostAsync(client, await client.PageAsync(address), address + "?handler=save", fields);
        Assert.True(saved.StatusCode == HttpStatusCode.Redirect, (await saved.DocumentAsync()).QuerySelector("[role=alert]")?.TextContent);
        var location = saved.Headers.Location!.ToString();
        return location[location.IndexOf("console/", StringComparison.Ordinal)..];
    }

    internal static Task<HttpResponseMessage> PostAsync(HttpClient client, IHtmlDocument page, string address, (string Name, string Value)[] fields) => client.PostAsync(address,
        new FormUrlEncodedContent(fields.Concat(page.QuerySelectorAll<IHtmlInputElement>("form[data-form=report] input[type=hidden]").Select(i => (i.Name!, i.Value)))
            .Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
}
