using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

public sealed class OpeningsPageTests
{
    private const string Address = "console/schemes/openings/child-director", Form = "form.openings";

    [Theory, OnBothDatabases]
    public async Task Only_the_district_says_which_streets_are_open(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        foreach (var role in new[] { StaffRole.SubDistrictStaff, StaffRole.LineStaff, StaffRole.Trainer })
        {
            using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(role, tenant.HuayangluId, Line.CivilAffairs));
            using var response = await client.GetAsync(Address);
            Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        }
        using var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var unknown = await officer.GetAsync("console/schemes/openings/mayor");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        // The way there: the list of schemes and the page of a version.
        foreach (var page in new[] { "console/schemes", "console/schemes/versions/child-director/1" })
            Assert.NotNull((await officer.PageAsync(page)).QuerySelector($"a[href$='/{Address}']"));
    }

    [Theory, OnBothDatabases]
    public async Task A_street_is_opened_on_a_second_look_and_what_was_is_on_the_trail(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.AddPersonAsync();
        await tenant.AddPersonAsync(start: tenant.Today.AddDays(-10));
        await tenant.AddPersonAsync(street: tenant.XinhualuId);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(default));
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        var (when, day) = ($"when-{tenant.HuayangluId}", $"day-{tenant.HuayangluId}");
        var opens = tenant.Today.AddDays(30);

        using var preview = await client.SubmitAsync(await client.PageAsync(Address), Form, (when, "from"), (day, Iso(opens)));
        var look = await preview.DocumentAsync();
        Assert.Contains("要改 1 个街镇，涉及 2 人次的计数", look.QuerySelector("form [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Iso(opens), look.QuerySelector<IHtmlInputElement>("#" + day)!.Value);
        Assert.Empty(await RowsAsync(tenant));
        using (var saved = await SaveAsync(client, look, (when, "from"), (day, Iso(opens)))) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await tenant.RunJobsAsync();
        Assert.Equal((0, 1, 1), await CountsAsync(tenant));

        var page = await client.PageAsync(Address);
        Assert.Contains("已保存 1 个街镇", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        using var again = await client.SubmitAsync(page, Form);
        Assert.Contains("没有改动", (await again.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        // Undone by changing it again.
        using var back = await client.SubmitAsync(page, Form, (when, "always"));
        using (var saved = await SaveAsync(client, await back.DocumentAsync(), (when, "always"))) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await tenant.RunJobsAsync();
        Assert.Equal((1, 0, 1), await CountsAsync(tenant));
        Assert.Equal([opens, StreetOpening.Always], (await RowsAsync(tenant)).Select(r => r.OpensOn));
        Assert.All(await RowsAsync(tenant), r => Assert.NotNull(r.ByUserId));
        var trail = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(e => e.Name == "OpeningChanged").OrderBy(e => e.Id).Select(e => e.Summary).ToListAsync());
        Assert.Equal([$"儿童主任课程向华阳路街道开放：一直开放 → {Iso(opens)} 起。", $"儿童主任课程向华阳路街道开放：{Iso(opens)} 起 → 一直开放。"], trail);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_typed_wrong_is_told_beside_the_street_and_nothing_is_saved(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var (chosen, typed, words) in new[]
        {
            ("from", "", "请填从哪一天起开放"), ("from", "2026-02-30", "没有“2026-02-30”这一天"), ("from", "1999-12-31", "开放日要在 2000-01-01 到"),
            ("from", "0001-01-01", "开放日要在"), ("from", "9999-12-31", "开放日要在"), ("from", Iso(tenant.Today.AddYears(3).AddDays(1)), "开放日要在"), ("soon", "", "请在三项里选一项"),
        })
            foreach (var handler in new[] { "preview", "save" })
            {
                var page = await client.PageAsync(Address);
                page.QuerySelector(Form)!.SetAttribute("action", Address + "?handler=" + handler);
                using var response = await client.SubmitAsync(page, Form, ($"when-{tenant.XinhualuId}", chosen), ($"day-{tenant.XinhualuId}", typed));
                var refused = await response.DocumentAsync();
                Assert.Contains("有 1 个街镇没有填对", refused.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
                Assert.Contains(words, refused.GetElementById($"e-{tenant.XinhualuId}")!.TextContent, StringComparison.Ordinal);
                Assert.Equal("true", refused.GetElementById($"when-{tenant.XinhualuId}")!.GetAttribute("aria-invalid"));
            }
        Assert.Empty(await RowsAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task The_second_of_two_officers_sees_what_the_first_changed(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var preview = await client.SubmitAsync(await client.PageAsync(Address), Form, ($"when-{tenant.XinhualuId}", "later"));
        await tenant.OpenAsync(TrainingRole.ChildDirector, tenant.HuayangluId, StreetOpening.NotYet);
        using var late = await SaveAsync(client, await preview.DocumentAsync(), ($"when-{tenant.XinhualuId}", "later"));
        var page = await late.DocumentAsync();
        Assert.Contains("另一位同事改过", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("later", page.QuerySelector<IHtmlSelectElement>($"#when-{tenant.HuayangluId}")!.Value);
        Assert.Single(await RowsAsync(tenant));
    }

    /// <summary>What the second button does.</summary>
    private static Task<HttpResponseMessage> SaveAsync(HttpClient client, IHtmlDocument look, params (string Name, string Value)[] fields)
    {
        look.QuerySelector(Form)!.SetAttribute("action", look.QuerySelector(Form + " button[formaction]")!.GetAttribute("formaction")!);
        return client.SubmitAsync(look, Form, fields);
    }

    private static Task<(int Required, int Closed, int Elsewhere)> CountsAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var table = await s.GetRequiredService<RateQuery>().TableAsync(tenant.Today, default);
        var here = table.Of(tenant.HuayangluId, TrainingRole.ChildDirector);
        return (here.Required, here[Measure.ExcludedNotYetInScope], table.Of(tenant.XinhualuId, TrainingRole.ChildDirector).Required);
    });

    private static Task<List<StreetOpening>> RowsAsync(TestTenant tenant) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StreetOpening>().AsNoTracking().OrderBy(o => o.Id).ToListAsync());

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
