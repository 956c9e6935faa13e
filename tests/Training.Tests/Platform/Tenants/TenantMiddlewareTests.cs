using System.Net;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Tenants;

public sealed class TenantMiddlewareTests
{
    [Theory, OnBothDatabases]
    public async Task A_cookie_that_is_renewed_by_an_answer_without_body_is_sealed_for_its_tenant(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var entered = await client.SubmitAsync(await client.PageAsync("modules/O02"), "form[action$='/enter']");
        var lesson = await client.PageAsync("modules/O02/lessons/1");
        // Longer than the cookie is trusted without asking the database again.
        tenant.App.Clock.Advance(TimeSpan.FromMinutes(6));
        using var done = await client.SubmitAsync(lesson, "form[action$='/complete']");
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains(done.Headers.GetValues("Set-Cookie"), c => c.Contains(tenant.Tenant.TenantId, StringComparison.Ordinal));
        await client.PageAsync("modules/O02/lessons/2");
    }
}
