using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Search;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Search;

public sealed class SearchIndexTests
{
    private static Task<SearchPage> SearchAsync(TestTenant tenant, string words, bool signedIn = true, int page = 1) => tenant.InScopeAsync(services =>
        services.GetRequiredService<SearchIndex>().SearchAsync(SearchWords.Parse(words), page, signedIn, CancellationToken.None));

    [Theory, OnBothDatabases]
    public async Task A_Chinese_word_inside_a_sentence_is_found(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        Assert.Contains((await SearchAsync(tenant, "居室微改造", signedIn: false)).Hits, h => h.Title == "追光小屋");
        Assert.Equal(0, (await SearchAsync(tenant, "居造室改")).Total);
    }

    [Fact]
    public async Task All_words_are_required_and_the_title_counts_more()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var hits = (await SearchAsync(tenant, "邻家妈妈 志愿者", signedIn: false)).Hits;
        Assert.Equal("邻家妈妈", hits[0].Title);
        Assert.Equal(0, (await SearchAsync(tenant, "邻家妈妈 火星", signedIn: false)).Total);
    }

    [Theory]
    [InlineData("４００－８２１－６７８７")]
    [InlineData("400-821-6787")]
    [InlineData("4008216787")]
    public async Task A_number_is_found_however_it_is_typed(string typed)
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        Assert.Equal("区 24 小时心理服务热线", (await SearchAsync(tenant, typed, signedIn: false)).Hits[0].Title);
    }

    [Theory, OnBothDatabases]
    public async Task Lessons_are_for_signed_in_people_only(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        Assert.Contains((await SearchAsync(tenant, "保密")).Hits, h => h.Url.StartsWith("/modules/O02", StringComparison.Ordinal));
        Assert.DoesNotContain((await SearchAsync(tenant, "保密", signedIn: false)).Hits, h => h.Visibility != Visibility.Public);
    }

    [Fact]
    public async Task One_tenant_never_finds_what_is_in_another()
    {
        await using var mine = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        await using var empty = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        Assert.NotEqual(0, (await SearchAsync(mine, "热线")).Total);
        Assert.Equal(0, (await SearchAsync(empty, "热线")).Total);
    }

    [Theory, OnBothDatabases]
    public async Task A_publication_is_found_at_once_and_the_old_text_no_more(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        Assert.Equal(1, (await SearchAsync(tenant, "守护星")).Hits.Count(h => h.Title == "守护星"));
        await tenant.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ContentStore>();
            var seen = (await store.LatestAsync(Ids.FromKey("project-shouhuxing"), default))!;
            var next = await store.SaveDraftAsync(seen.Next("启明星", "甲", DateTime.UnixEpoch), seen.ContentItemVersionId, default);
            Assert.True(await store.PublishAsync(next!.ContentItemId, next.ContentItemVersionId, default));
        });
        Assert.Contains((await SearchAsync(tenant, "启明星")).Hits, h => h.Title == "启明星");
        Assert.DoesNotContain((await SearchAsync(tenant, "守护星")).Hits, h => h.Title == "守护星");
    }

    [Fact]
    public async Task A_draft_is_not_found()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        Assert.DoesNotContain((await SearchAsync(tenant, "12356")).Hits, h => h.Title.Contains("12356"));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("title:热线 OR *:*")]
    [InlineData("热线~ AND (((")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\uD83D")]
    [InlineData("𠮷𠮷")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[a TO z] /x/ \\ ^9 热?线*")]
    public async Task Hostile_input_is_only_words(string typed)
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var found = await SearchAsync(tenant, typed, signedIn: false, page: -3);
        Assert.Equal(1, found.Page);
        Assert.All(found.Hits, h => Assert.Equal(Visibility.Public, h.Visibility));
        Assert.Equal(0, (await SearchAsync(tenant, new string('热', 50_000), page: int.MaxValue)).Total);
    }

    [Fact]
    public async Task A_damaged_index_is_made_again()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var folder = Path.Combine(tenant.App.AppData, "Sites", tenant.Tenant.Name, "Lucene", "Search");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "segments_1"), "not an index");
        Assert.NotEqual(0, (await SearchAsync(tenant, "热线")).Total);
    }

    [Fact]
    public async Task Two_processes_never_write_into_one_index()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        Directory.CreateDirectory(Path.Combine(tenant.App.AppData, "Sites", tenant.Tenant.Name, "Lucene"));
        await using var other = new FileStream(Path.Combine(tenant.App.AppData, "Sites", tenant.Tenant.Name, "Lucene", "Search.lock"),
            FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Assert.NotEqual(0, (await SearchAsync(tenant, "热线")).Total);
        Assert.Empty(Directory.GetFiles(Path.Combine(tenant.App.AppData, "Sites", tenant.Tenant.Name, "Lucene", "Search")));
        Assert.Null(await tenant.InScopeAsync(services => services.GetRequiredService<SearchIndex>().RebuildAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task A_rebuilt_index_finds_the_same()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var before = (await SearchAsync(tenant, "孩子")).Total;
        var count = await tenant.InScopeAsync(services => services.GetRequiredService<SearchIndex>().RebuildAsync(CancellationToken.None));
        Assert.True(count > 15);
        Assert.Equal(before, (await SearchAsync(tenant, "孩子")).Total);
    }
}
