using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Tenants;
using Training.Tests.Hosting;

namespace Training.Tests.Web;

/// <summary>Refusals are pages in Chinese that say what to do.</summary>
public sealed class ErrorPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_address_that_belongs_to_no_site_says_so(TestDatabase database)
    {
        var app = TestApp.For(database);
        using var http = app.CreateClient();
        using var answer = await http.GetAsync("/nirgendwo/home", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有找到这个站点", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_site_that_is_switched_off_says_so(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var store = tenant.App.Services.GetRequiredService<TenantStore>();
        store.Save(tenant.Tenant with { State = TenantState.Disabled });
        using var visitor = tenant.Visitor();
        using var answer = await visitor.GetAsync("sign-in", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("站点暂时停用", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task An_expired_form_says_that_nothing_was_saved(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var browser = tenant.Visitor();
        using var answer = await browser.PostAsync("sign-in", new FormUrlEncodedContent(
            [KeyValuePair.Create("Name", "worker"), KeyValuePair.Create("Password", "demo-2026"), KeyValuePair.Create("__RequestVerificationToken", "of-yesterday")]), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("这一页放得太久了", await answer.Content.ReadAsStringAsync(Cancel));
    }
}
