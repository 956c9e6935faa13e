using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Contents;

public sealed class ContentStoreTests
{
    private static ShippedItem Page(string text) => new("page-test", "Page", "试页", 0, null, true, new MarkdownBodyPart { Markdown = text });

    [Theory, OnBothDatabases]
    public async Task Unchanged_source_changes_nothing_and_changed_source_makes_a_new_version(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ContentStore>();
            Assert.Equal(ImportResult.Added, await store.ImportAsync(Page("一"), default));
            var first = (await store.PublishedAsync("Page", default)).Single();
            Assert.Equal(ImportResult.Unchanged, await store.ImportAsync(Page("一"), default));
            Assert.Equal(ImportResult.Updated, await store.ImportAsync(Page("二"), default));
            var second = (await store.PublishedAsync("Page", default)).Single();
            Assert.Equal(first.ContentItemId, second.ContentItemId);
            Assert.NotEqual(first.ContentItemVersionId, second.ContentItemVersionId);
            Assert.Equal("一", (await store.VersionAsync(first.ContentItemVersionId, default))!.As<MarkdownBodyPart>().Markdown);
        });
    }

    [Theory, OnBothDatabases]
    public async Task The_second_of_two_saves_on_one_base_is_refused_and_keeps_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ContentStore>();
            await store.ImportAsync(Page("一"), default);
            var seen = (await store.LatestAsync(Ids.FromKey("page-test"), default))!;
            var mine = seen.Next("试页", "甲", DateTime.UnixEpoch, new MarkdownBodyPart { Markdown = "甲写的" });
            var theirs = seen.Next("试页", "乙", DateTime.UnixEpoch, new MarkdownBodyPart { Markdown = "乙写的" });
            Assert.NotNull(await store.SaveDraftAsync(mine, seen.ContentItemVersionId, default));
            Assert.Null(await store.SaveDraftAsync(theirs, seen.ContentItemVersionId, default));
            Assert.Equal("甲写的", (await store.LatestAsync(seen.ContentItemId, default))!.As<MarkdownBodyPart>().Markdown);
            Assert.Equal("一", (await store.PublishedAsync("Page", default)).Single().As<MarkdownBodyPart>().Markdown);
        });
    }

    [Theory, OnBothDatabases]
    public async Task An_edit_made_here_survives_a_re_import(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ContentStore>();
            await store.ImportAsync(Page("一"), default);
            var seen = (await store.LatestAsync(Ids.FromKey("page-test"), default))!;
            var edited = await store.SaveDraftAsync(seen.Next("试页", "甲", DateTime.UnixEpoch, new MarkdownBodyPart { Markdown = "改过" }), seen.ContentItemVersionId, default);
            Assert.True(await store.PublishAsync(edited!.ContentItemId, edited.ContentItemVersionId, default));
            Assert.Equal(ImportResult.KeptEdit, await store.ImportAsync(Page("二"), default));
            Assert.Equal("改过", (await store.PublishedAsync("Page", default)).Single().As<MarkdownBodyPart>().Markdown);
        });
    }
}
