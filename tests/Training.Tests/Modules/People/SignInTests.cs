using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.People;

public sealed class SignInTests
{
    private const string Password = "一句好记得住的话", Phone = "13800000000";

    private static Task SetPasswordAsync(TestTenant tenant, TestPerson person) => tenant.InScopeAsync(async services =>
    {
        var users = services.GetRequiredService<UserManager<User>>();
        var user = (await users.FindByIdAsync(person.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture)))!;
        user.PhoneNumber = Phone;
        Assert.True((await users.AddPasswordAsync(user, Password)).Succeeded);
    });

    private static async Task<HttpResponseMessage> TryAsync(HttpClient visitor, string name, string password, string returnUrl = "")
    {
        var page = await visitor.PageAsync("sign-in" + (returnUrl.Length > 0 ? "?ReturnUrl=" + Uri.EscapeDataString(returnUrl) : ""));
        return await visitor.SubmitAsync(page, "form", ("Name", name), ("Password", password));
    }

    private static async Task<string> MessageAsync(HttpResponseMessage response) =>
        (await response.DocumentAsync()).QuerySelector("[role=alert]")?.TextContent.Trim() ?? "";

    [Theory, OnBothDatabases]
    public async Task A_worker_signs_in_with_staff_number_or_phone(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        await SetPasswordAsync(tenant, person);
        foreach (var name in new[] { person.StaffNo, person.StaffNo.ToLowerInvariant(), Phone, "138 0000 0000" })
        {
            var visitor = tenant.Visitor();
            var response = await TryAsync(visitor, name, Password);
            Assert.Equal(tenant.Tenant.BasePath + "/home", response.Headers.Location?.OriginalString);
            Assert.Contains(person.StaffNo, (await visitor.PageAsync("me")).QuerySelector("main")!.TextContent);
        }
    }

    [Theory]
    [InlineData(StaffRole.DistrictStaff, "/console/rates"), InlineData(StaffRole.SubDistrictStaff, "/console/rates"), InlineData(StaffRole.LineStaff, "/console/rates")]
    [InlineData(StaffRole.SiteAdmin, "/console/rates"), InlineData(StaffRole.CityStaff, "/console/city"), InlineData(StaffRole.Trainer, "/console/courseware")]
    [InlineData(StaffRole.Assessor, "/console/records")]
    public async Task Staff_land_where_their_work_is(StaffRole role, string landing)
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var person = await tenant.AddStaffAsync(role, role == StaffRole.SubDistrictStaff ? tenant.HuayangluId : null, role == StaffRole.LineStaff ? Line.Education : null);
        await SetPasswordAsync(tenant, person);
        Assert.Equal(tenant.Tenant.BasePath + landing, (await TryAsync(tenant.Visitor(), person.StaffNo, Password)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_get_the_same_answer_and_the_same_lock()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var person = await tenant.AddPersonAsync();
        await SetPasswordAsync(tenant, person);
        var visitor = tenant.Visitor();
        for (var i = 1; i <= 5; i++)
        {
            var known = await MessageAsync(await TryAsync(visitor, person.StaffNo, "不对的密码"));
            var unknown = await MessageAsync(await TryAsync(visitor, "NOBODY9", "不对的密码"));
            Assert.Equal(known, unknown);
            Assert.Contains(i < 5 ? "不对" : "15 分钟", known);
        }
        Assert.Contains("15 分钟", await MessageAsync(await TryAsync(visitor, person.StaffNo, Password)));
        Assert.Contains("15 分钟", await MessageAsync(await TryAsync(visitor, "nobody9", "又一个密码")));
        Assert.Contains("不对", await MessageAsync(await TryAsync(visitor, "SOMEBODYELSE", "又一个密码")));
    }

    [Theory, OnBothDatabases]
    public async Task Every_attempt_is_on_record_without_what_a_stranger_typed(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var person = await tenant.AddPersonAsync();
        await SetPasswordAsync(tenant, person);
        await TryAsync(tenant.Visitor(), "my-secret-password", "x");
        await TryAsync(tenant.Visitor(), person.StaffNo, "x");
        await TryAsync(tenant.Visitor(), person.StaffNo, Password);
        var trail = await tenant.InScopeAsync(services => services.GetRequiredService<TenantDb>().Set<AuditEvent>()
            .Where(e => e.Category == "SignIn").OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([("Failed", "unknown"), ("Failed", $"user:{person.UserId}"), ("SignedIn", $"user:{person.UserId}")], trail.Select(e => (e.Name, e.Subject)));
        Assert.DoesNotContain(trail, e => $"{e.Summary}{e.UserName}{e.Subject}".Contains("secret"));
    }

    [Fact]
    public async Task Nobody_is_sent_to_another_site_after_signing_in()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var person = await tenant.AddPersonAsync();
        await SetPasswordAsync(tenant, person);
        var root = tenant.Tenant.BasePath;
        Assert.Equal(root + "/me", (await TryAsync(tenant.Visitor(), person.StaffNo, Password, root + "/me")).Headers.Location?.OriginalString);
        foreach (var elsewhere in new[] { "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/other/me", root + "evil/me", "me" })
            Assert.Equal(root + "/home", (await TryAsync(tenant.Visitor(), person.StaffNo, Password, elsewhere)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_page_that_needs_an_account_leads_to_signing_in_and_back()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var response = await tenant.Visitor().GetAsync("me");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal($"{tenant.Tenant.BasePath}/sign-in?ReturnUrl={Uri.EscapeDataString(tenant.Tenant.BasePath + "/me")}", response.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task A_cookie_of_one_tenant_is_worth_nothing_in_another()
    {
        await using var mine = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        await using var other = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var cookie = await mine.SignInCookieAsync(await mine.AddPersonAsync());
        var renamed = "signin." + other.Tenant.TenantId + cookie[cookie.IndexOf('=')..];
        var visitor = other.Visitor();
        visitor.DefaultRequestHeaders.Add("Cookie", cookie + "; " + renamed);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task Too_many_attempts_a_minute_are_refused_with_advice()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        await using var app = tenant.App.WithWebHostBuilder(b => b.UseSetting("Security:GuessesPerMinute", "2"));
        var visitor = app.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri($"http://localhost{tenant.Tenant.BasePath}/"), AllowAutoRedirect = false });
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await TryAsync(visitor, "A" + i, "x")).StatusCode);
        var refused = await TryAsync(visitor, "A3", "x");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("一分钟", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Signing_out_needs_a_form_token_and_ends_the_session()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var worker = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await worker.PostAsync("sign-out", null)).StatusCode);
        var page = await worker.PageAsync("me");
        var response = await worker.SubmitAsync(page, "form[data-form=sign-out]");
        Assert.Equal(tenant.Tenant.BasePath + "/", response.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await worker.GetAsync("me")).StatusCode);
    }

    [Theory]
    [InlineData(""), InlineData(" "), InlineData("💥")]
    public async Task Odd_input_is_just_wrong(string name)
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        Assert.Contains("不对", await MessageAsync(await TryAsync(tenant.Visitor(), name, new string('x', 5000))));
        Assert.Contains("不对", await MessageAsync(await TryAsync(tenant.Visitor(), name + new string('a', 5000), "x")));
    }
}
