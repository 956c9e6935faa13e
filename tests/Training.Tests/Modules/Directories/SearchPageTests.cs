using Training.Modules.Directories.Services;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Directories;

public sealed class SearchPageTests
{
    [Theory, OnBothDatabases]
    public async Task Hits_are_linked_and_marked(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var page = await tenant.Visitor().PageAsync("search?q=邻家妈妈");
        var first = page.QuerySelector(".found a")!;
        Assert.Equal(tenant.Tenant.BasePath + "/projects/linjia-mama", first.GetAttribute("href"));
        Assert.Equal("邻家妈妈", first.QuerySelector("mark")!.TextContent);
    }

    [Fact]
    public async Task Every_public_hit_leads_to_a_page()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var visitor = tenant.Visitor();
        foreach (var link in (await visitor.PageAsync("search?q=儿童")).QuerySelectorAll(".found a"))
            await visitor.PageAsync(link.GetAttribute("href")!);
    }

    [Fact]
    public async Task Visitors_do_not_see_lessons_and_workers_do()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var lessons = $".found a[href^='{tenant.Tenant.BasePath}/modules/']";
        Assert.Empty((await tenant.Visitor().PageAsync("search?q=保密")).QuerySelectorAll(lessons));
        var worker = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        Assert.NotEmpty((await worker.PageAsync("search?q=保密")).QuerySelectorAll(lessons));
    }

    [Theory, InlineData("search"), InlineData("resources")]
    public async Task After_every_word_of_danger_the_crisis_numbers_come_first(string address)
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var visitor = tenant.Visitor();
        foreach (var word in DangerWords.All)
        {
            var page = await visitor.PageAsync($"{address}?q={Uri.EscapeDataString("孩子" + word)}");
            Assert.Equal("tel:110", page.QuerySelector("main .crisis a")?.GetAttribute("href"));
        }
        Assert.Null((await visitor.PageAsync($"{address}?q=家庭教育")).QuerySelector("main .crisis"));
    }

    [Theory]
    [InlineData("自杀"), InlineData("自伤"), InlineData("家暴"), InlineData("被打"), InlineData("性侵"), InlineData("欺凌"), InlineData("离家"), InlineData("救命")]
    public void The_words_of_the_domain_are_in_the_list(string word) => Assert.True(DangerWords.Hit(word));

    [Fact]
    public async Task What_was_typed_cannot_become_markup()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var page = await tenant.Visitor().PageAsync("search?q=" + Uri.EscapeDataString("\"><script>alert(1)</script>热线"));
        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
        Assert.Contains("<script>", page.QuerySelector("input[name=q]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_search_leaves_no_trace_in_the_log()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        await tenant.Visitor().PageAsync("search?q=" + Uri.EscapeDataString("绝不该被记下的词"));
        Assert.DoesNotContain(tenant.App.Complaints, c => c.Contains("绝不该被记下的词"));
    }
}
