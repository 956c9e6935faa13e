using Microsoft.AspNetCore.Hosting;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Directories;

public sealed class WarmPagesTests
{
    [Theory]
    [InlineData(""), InlineData("projects"), InlineData("projects/linjia-mama"), InlineData("resources"), InlineData("handbook/310105001")]
    [InlineData("search?q=热线"), InlineData("privacy"), InlineData("sign-in")]
    public async Task A_warm_public_page_asks_the_database_nothing(string address)
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        await using var app = tenant.App.WithWebHostBuilder(b => b.UseSetting("Diagnostics:ServerTiming", "true"));
        var visitor = app.CreateClient();
        var url = tenant.Tenant.BasePath + "/" + address;
        await visitor.PageAsync(url);
        using var warm = await visitor.GetAsync(url);
        Assert.Equal("queries;desc=\"0\"", warm.Headers.GetValues("Server-Timing").Single());
    }
}
