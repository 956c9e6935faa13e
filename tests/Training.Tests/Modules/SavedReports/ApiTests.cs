using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Modules.Roster.Merging;
using Training.Modules.SavedReports.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.SavedReports;

public sealed class ApiTests
{
    [Theory, OnBothDatabases]
    public async Task Another_system_reads_the_figures_of_the_pages(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = Bearing(tenant, await TokenAsync(tenant));
        using var rates = await JsonAsync(client, "api/v1/rates?date=2026-06-30&level=district");
        var root = rates.RootElement;
        Assert.Equal(("2026-06-30", "IndicatorSpec v1", false), (root.GetProperty("date").GetString(), root.GetProperty("definitions").GetString(), root.GetProperty("forecast").GetBoolean()));
        Assert.Equal((11, 6), (Sum(root, "required"), Sum(root, "certified")));
        var supervisor = root.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("role").GetString() == "child-supervisor");
        Assert.Equal(("310105", "civil-affairs", 1, "100.0%"), (supervisor.GetProperty("unit").GetString(), supervisor.GetProperty("line").GetString(), supervisor.GetProperty("inPost").GetInt32(), supervisor.GetProperty("certificationRate").GetString()));

        using var people = await JsonAsync(client, "api/v1/rates?date=2026-06-30&level=district&basis=person&line=civil-affairs");
        Assert.Equal((7, 5), (Sum(people.RootElement, "personRequired"), Sum(people.RootElement, "personAllCertified")));
        using var forecast = await JsonAsync(client, "api/v1/rates?date=2027-01-31");
        Assert.True(forecast.RootElement.GetProperty("forecast").GetBoolean());
        using var units = await JsonAsync(client, "api/v1/units");
        Assert.Equal(["310105", "310105001", "310105004"], units.RootElement.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("code").GetString()));
        using var definitions = await JsonAsync(client, "api/v1/definitions");
        Assert.Contains(definitions.RootElement.GetProperty("measures").EnumerateArray(), m => m.GetProperty("name").GetString() == "certificationRate" && m.GetProperty("definition").GetString()!.Contains("持证 ÷ 应训", StringComparison.Ordinal));

        var token = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<ApiToken>().SingleAsync());
        Assert.Equal(tenant.Today, token.LastUsedOn);
        Assert.Equal(2, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().CountAsync(e => e.Category == "ApiToken")));
    }

    [Theory, OnBothDatabases]
    public async Task A_token_of_a_street_reads_that_street_and_nothing_else(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        // Enough people in the other street that its dashboard would tell them to everybody.
        for (var i = 0; i < 8; i++) await tenant.AddPersonAsync(TrainingRole.ChildDirector, new(2025, 1, 1), tenant.XinhualuId);
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        using var whole = Bearing(tenant, await TokenAsync(tenant));
        using var client = Bearing(tenant, await TokenAsync(tenant, ("streets", tenant.HuayangluId.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        foreach (var query in new[] { "", "&by=line", "&basis=person", "&basis=person&by=tenure", "&level=neighborhood", "&level=school&by=school-kind", "&by=scheme,tenure" })
        {
            using var rates = await JsonAsync(client, "api/v1/rates?date=2026-06-30" + query);
            using var same = await JsonAsync(whole, "api/v1/rates?date=2026-06-30&unit=310105001" + query);
            Assert.Equal(same.RootElement.GetProperty("rows").GetRawText(), rates.RootElement.GetProperty("rows").GetRawText());
            Assert.DoesNotContain("新华路", rates.RootElement.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("310105004", rates.RootElement.GetRawText(), StringComparison.Ordinal);
            Assert.Equal("310105001", Assert.Single(rates.RootElement.GetProperty("scope").GetProperty("units").EnumerateArray()).GetString());
            Assert.Equal(JsonValueKind.Null, same.RootElement.GetProperty("scope").ValueKind);
        }
        using var units = await JsonAsync(client, "api/v1/units");
        Assert.Equal("310105001", Assert.Single(units.RootElement.GetProperty("units").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, units.RootElement.GetProperty("units")[0].GetProperty("parent").ValueKind);
        Assert.Contains("只能读范围内", units.RootElement.GetProperty("scope").GetProperty("message").GetString(), StringComparison.Ordinal);

        // Whether the other unit exists is not told either.
        var there = await NotFoundAsync(client, "api/v1/rates?date=2026-06-30&unit=310105004");
        Assert.Equal(there, await NotFoundAsync(client, "api/v1/rates?date=2026-06-30&unit=310105999"));
        Assert.Contains("不在这个令牌的范围内", there, StringComparison.Ordinal);
        Assert.Equal(there, await NotFoundAsync(client, "api/v1/rates?date=2026-06-30&unit=310105001,310105004"));
        Assert.Contains("没有全区的数", await NotFoundAsync(client, "api/v1/rates?date=2026-06-30&level=district"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_token_of_a_line_reads_that_line_and_with_a_street_both_must_fit(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var line = Bearing(tenant, await TokenAsync(tenant, ("lines", nameof(Line.Education))));
        using var rates = await JsonAsync(line, "api/v1/rates?date=2026-06-30&level=district");
        Assert.All(rates.RootElement.GetProperty("rows").EnumerateArray(), r => Assert.Equal("education", r.GetProperty("line").GetString()));
        Assert.Equal((2, 1), (Sum(rates.RootElement, "required"), Sum(rates.RootElement, "certified")));
        using var people = await JsonAsync(line, "api/v1/rates?date=2026-06-30&level=district&basis=person");
        Assert.Equal(2, Sum(people.RootElement, "personRequired"));
        using var units = await JsonAsync(line, "api/v1/units");
        Assert.Equal(3, units.RootElement.GetProperty("units").GetArrayLength());
        Assert.Contains("不在这个令牌的范围内", await NotFoundAsync(line, "api/v1/rates?date=2026-06-30&line=education,civil-affairs"), StringComparison.Ordinal);
        using var none = await JsonAsync(line, "api/v1/rates?date=2026-06-30&role=child-director");
        Assert.Equal(0, none.RootElement.GetProperty("rows").GetArrayLength());

        using var both = Bearing(tenant, await TokenAsync(tenant, ("streets", tenant.HuayangluId.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("lines", nameof(Line.Education))));
        using var one = await JsonAsync(both, "api/v1/rates?date=2026-06-30&by=role");
        Assert.Equal("homeroom-teacher", Assert.Single(one.RootElement.GetProperty("rows").EnumerateArray()).GetProperty("role").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task Units_are_told_as_they_are_on_the_day(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        var day = tenant.Today.AddDays(30);
        Assert.True((await tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().ApplyAsync(new(["310105004"], null, "310105900", "示例新街道", day), null, null, CancellationToken.None))).IsDone);
        using var client = Bearing(tenant, await TokenAsync(tenant));
        Assert.Equal("310105 310105001 310105004", await CodesAsync(""));
        Assert.Equal("310105 310105001 310105004", await CodesAsync($"?date={day.AddDays(-1):yyyy-MM-dd}"));
        Assert.Equal("310105 310105001 310105900", await CodesAsync($"?date={day:yyyy-MM-dd}"));
        // The 居民区 is part of its old street up to the day before.
        foreach (var (on, parent) in new[] { (tenant.Today, "310105004"), (day.AddDays(-1), "310105004"), (day, "310105900") })
        {
            using var parts = await JsonAsync(client, $"api/v1/units?level=neighborhood&date={on:yyyy-MM-dd}");
            var unit = Assert.Single(parts.RootElement.GetProperty("units").EnumerateArray());
            Assert.Equal(("310105004001", parent), (unit.GetProperty("code").GetString(), unit.GetProperty("parent").GetString()));
        }
        using var schools = await JsonAsync(client, "api/v1/units?level=school");
        Assert.Equal(("310105001S01", "310105001", "school"), (First(schools, "code"), First(schools, "parent"), First(schools, "kind")));

        // A token of the old street sees its part while it is there, one of another line no school.
        using var street = Bearing(tenant, await TokenAsync(tenant, ("streets", tenant.XinhualuId.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        using var before = await JsonAsync(street, "api/v1/units?level=neighborhood");
        Assert.Equal("310105004001", First(before, "code"));
        using var after = await JsonAsync(street, $"api/v1/units?level=neighborhood&date={day:yyyy-MM-dd}");
        Assert.Equal((0, 0), (after.RootElement.GetProperty("total").GetInt32(), after.RootElement.GetProperty("units").GetArrayLength()));
        using var line = Bearing(tenant, await TokenAsync(tenant, ("lines", nameof(Line.CivilAffairs))));
        using var none = await JsonAsync(line, "api/v1/units?level=school");
        Assert.Equal(0, none.RootElement.GetProperty("total").GetInt32());
        foreach (var (query, word) in new[] { ("date=2026-02-30", "date"), ("level=district", "level"), ("page=x", "page") })
        {
            using var refused = await client.GetAsync("api/v1/units?" + query);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains(word, JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        async Task<string> CodesAsync(string query)
        {
            using var units = await JsonAsync(client, "api/v1/units" + query);
            return string.Join(' ', units.RootElement.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("code").GetString()));
        }

        static string? First(JsonDocument units, string property) => units.RootElement.GetProperty("units")[0].GetProperty(property).GetString();
    }

    [Theory, OnBothDatabases]
    public async Task Figures_come_by_scheme_school_kind_and_tenure_and_of_chosen_units(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = Bearing(tenant, await TokenAsync(tenant));
        using var schemes = await JsonAsync(client, "api/v1/rates?date=2026-06-30&level=district&by=scheme");
        Assert.Equal((11, 6), (Sum(schemes.RootElement, "required"), Sum(schemes.RootElement, "certified")));
        Assert.All(schemes.RootElement.GetProperty("rows").EnumerateArray(), r => Assert.Equal(1, r.GetProperty("scheme").GetProperty("version").GetInt32()));
        using var kinds = await JsonAsync(client, "api/v1/rates?date=2026-06-30&level=street&by=school-kind,tenure");
        Assert.Equal((11, 6), (Sum(kinds.RootElement, "required"), Sum(kinds.RootElement, "certified")));
        Assert.Contains(kinds.RootElement.GetProperty("rows").EnumerateArray(), r => r.GetProperty("schoolKind").GetString() == "primary" && r.GetProperty("required").GetInt32() == 1);
        using var primary = await JsonAsync(client, "api/v1/rates?date=2026-06-30&school-kind=primary&tenure=under-five-years,under-three-years,five-years-or-more");
        Assert.Equal("homeroom-teacher", Assert.Single(primary.RootElement.GetProperty("rows").EnumerateArray()).GetProperty("role").GetString());
        using var street = await JsonAsync(client, "api/v1/rates?date=2026-06-30&unit=310105004");
        Assert.All(street.RootElement.GetProperty("rows").EnumerateArray(), r => Assert.Equal("310105004", r.GetProperty("unit").GetString()));
        Assert.Equal((6, 3), (Sum(street.RootElement, "required"), Sum(street.RootElement, "certified")));
        using var schools = await JsonAsync(client, "api/v1/rates?date=2026-06-30&level=school&by=role&school-kind=primary");
        Assert.Equal("310105001S01", Assert.Single(schools.RootElement.GetProperty("rows").EnumerateArray()).GetProperty("unit").GetString());
        using var people = await JsonAsync(client, "api/v1/rates?date=2026-06-30&level=district&basis=person&by=tenure");
        Assert.True(Sum(people.RootElement, "personRequired") >= 10);
        using var past = await JsonAsync(client, "api/v1/rates?date=2026-06-30&page=9");
        Assert.Equal((0, JsonValueKind.Null), (past.RootElement.GetProperty("rows").GetArrayLength(), past.RootElement.GetProperty("next").ValueKind));
        Assert.True(past.RootElement.GetProperty("total").GetInt32() > 5);
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_good_token_there_is_only_an_explanation(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        await using var other = await ReportSite.CreateAsync(database);
        var secret = await TokenAsync(tenant);
        var revoked = await TokenAsync(tenant);
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<ApiToken>().Where(t => t.Hash == ApiToken.HashOf(revoked)).ExecuteUpdateAsync(u => u.SetProperty(t => t.RevokedUtc, DateTime.UtcNow)));
        var expired = await TokenAsync(tenant);
        var yesterday = tenant.Today.AddDays(-1);
        await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<ApiToken>().Where(t => t.Hash == ApiToken.HashOf(expired)).ExecuteUpdateAsync(u => u.SetProperty(t => t.ExpiresOn, yesterday)));
        using var cookie = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var (client, why) in new[]
        {
            (tenant.Visitor(), "none"), (cookie, "cookie"), (Bearing(tenant, "etgx_0"), "wrong"), (Bearing(tenant, revoked), "revoked"), (Bearing(tenant, expired), "expired"), (Bearing(other, secret), "other tenant"),
        })
            foreach (var address in new[] { "api/v1/rates", "api/v1/definitions", "api/v1/units" })
            {
                using var response = await client.GetAsync(address);
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, why);
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
                Assert.Contains("令牌无效", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        using var good = Bearing(tenant, secret);
        Assert.Equal(HttpStatusCode.OK, (await good.GetAsync("api/v1/rates")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_wrong_parameter_is_named_and_many_requests_are_slowed_down(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var client = Bearing(tenant, await TokenAsync(tenant));
        foreach (var (query, word) in new[] { ("date=2026-02-30", "date"), ("level=planet", "level"), ("basis=x", "basis"), ("line=x", "line"), ("role=x", "role"), ("page=0", "page"), ("by=role,line,tenure", "by"), ("by=street", "by"), ("school-kind=x", "school-kind"), ("tenure=x", "tenure"), ("unit=x", "unit") })
        {
            using var response = await client.GetAsync("api/v1/rates?" + query);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(word, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 130 && last != HttpStatusCode.TooManyRequests; i++) last = (await client.GetAsync("api/v1/units")).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using var second = Bearing(tenant, await TokenAsync(tenant));
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("api/v1/units")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task The_secret_is_shown_once_and_stored_as_a_hash_and_can_be_revoked(TestDatabase database)
    {
        await using var tenant = await ReportSite.CreateAsync(database);
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        var secret = await TokenAsync(tenant, admin);
        Assert.StartsWith(ApiToken.Prefix, secret, StringComparison.Ordinal);
        var page = await admin.PageAsync("console/api-tokens");
        Assert.DoesNotContain(secret, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.NotEqual(secret, (await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<ApiToken>().SingleAsync())).Hash);
        using var refused = await admin.SubmitAsync(page, "form[data-form=token]", ("title", ""), ("expires", "2026-12-31"));
        Assert.Contains("哪个系统", (await refused.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using var revoked = await admin.SubmitAsync(page, "form[data-form=revoke]");
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        using var client = Bearing(tenant, secret);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("api/v1/units")).StatusCode);
    }

    private static async Task<string> TokenAsync(TestTenant tenant, params (string, string)[] scope)
    {
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        return await TokenAsync(tenant, client, scope);
    }

    private static async Task<string> TokenAsync(TestTenant tenant, HttpClient client, params (string, string)[] scope)
    {
        using var made = await client.SubmitAsync(await client.PageAsync("console/api-tokens"), "form[data-form=token]",
            [("title", "区大数据中心"), ("expires", tenant.Today.AddDays(30).ToString("yyyy-MM-dd", null)), .. scope]);
        return (await made.DocumentAsync()).QuerySelector<IHtmlInputElement>("#secret")!.Value;
    }

    private static HttpClient Bearing(TestTenant tenant, string secret)
    {
        var client = tenant.Visitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    private static async Task<JsonDocument> JsonAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> NotFoundAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString()!;
    }

    private static int Sum(JsonElement root, string name) => root.GetProperty("rows").EnumerateArray().Sum(r => r.GetProperty(name).GetInt32());
}
