using System.Net;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Tenants;

public sealed class TenantMiddlewareTests
{
    [Theory, OnBothDatabases]
    public async Task A_cookie_that_is_renewed_by_an_answer_without_body_is_sealed_for_its_tenant(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        // Longer than a cookie is trusted without asking the database again, so that this answer renews it.
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync(), ago: TimeSpan.FromMinutes(6));
        using var sent = await client.GetAsync("modules/O02/lessons/1");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains(sent.Headers.GetValues("Set-Cookie"), c => c.Contains(tenant.Tenant.TenantId, StringComparison.Ordinal));
        await client.PageAsync("modules/O02");
    }
}
