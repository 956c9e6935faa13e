using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Directories.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Directories;

public sealed class CrisisNumbersTests
{
    private static Task<IReadOnlyList<CrisisNumber>> NumbersAsync(TestTenant tenant) =>
        tenant.InScopeAsync(async services => await services.GetRequiredService<ICrisisSource>().NumbersAsync(CancellationToken.None));

    [Theory, OnBothDatabases]
    public async Task The_order_is_fixed(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var numbers = await NumbersAsync(tenant);
        Assert.Equal(["110", "120", "962525", "400-821-6787", "12355", "12338", "青小聊"], numbers.Select(n => n.Number));
        Assert.Equal([true, true, true, true, false, false, false], numbers.Select(n => n.Open24h));
        Assert.Equal(["110", "120", "962525", "4008216787", "12355", "12338", ""], numbers.Select(n => n.Tel));
        Assert.Equal([true, true, false, false, false, false, false], numbers.Select(n => n.IsEmergency));
    }

    [Theory, OnBothDatabases]
    public async Task Without_any_row_110_and_120_are_still_there(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        Assert.Equal(["110", "120"], (await NumbersAsync(tenant)).Select(n => n.Number));
        var page = await tenant.Visitor().PageAsync("");
        Assert.NotEmpty(page.QuerySelectorAll(".sos a[href='tel:110']"));
        Assert.NotEmpty(page.QuerySelectorAll(".sos a[href='tel:120']"));
    }

    [Fact]
    public async Task A_missing_120_does_not_change_the_order()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        await tenant.InScopeAsync(async services => await services.GetRequiredService<TenantDb>().Set<ContentItem>()
            .Where(c => c.ContentItemId == Ids.FromKey("resource-120")).ExecuteDeleteAsync());
        Assert.Equal(["110", "120", "962525"], (await NumbersAsync(tenant)).Take(3).Select(n => n.Number));
    }

    [Fact]
    public async Task A_changed_number_changes_every_strip_at_once()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var visitor = tenant.Visitor();
        Assert.NotEmpty((await visitor.PageAsync("projects")).QuerySelectorAll(".sos a[href='tel:12338']"));
        await tenant.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ContentStore>();
            var seen = (await store.LatestAsync(Ids.FromKey("resource-12338"), default))!;
            var changed = seen.As<ResourcePart>() with { Phone = "000-0000-0000", Tel = "00000000000" };
            var next = await store.SaveDraftAsync(seen.Next(seen.DisplayText, "甲", DateTime.UnixEpoch, changed), seen.ContentItemVersionId, default);
            await store.PublishAsync(next!.ContentItemId, next.ContentItemVersionId, default);
        });
        var page = await visitor.PageAsync("projects");
        Assert.Empty(page.QuerySelectorAll("a[href='tel:12338']"));
        Assert.NotEmpty(page.QuerySelectorAll(".sos a[href='tel:00000000000']"));
    }
}
