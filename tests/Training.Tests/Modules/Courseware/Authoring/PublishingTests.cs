using AngleSharp.Dom;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Courseware.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Courseware.Authoring;

public sealed class PublishingTests
{
    private static async Task<string> DraftAsync(AuthoringSite site, string markdown, string? lesson = null)
    {
        var answer = await site.SaveAsync(await site.EditorAsync(lesson), markdown, then: "publish");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var location = answer.Headers.Location!.ToString();
        Assert.Contains("/publish/", location, StringComparison.Ordinal);
        return location;
    }

    [Theory, OnBothDatabases]
    public async Task Learners_see_a_published_version_at_once_and_the_old_one_can_still_be_read(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var old = (await site.StoredAsync()).Published!.ContentItemVersionId;
        var confirm = await site.Browser.PageAsync(await DraftAsync(site, "## 听\n\n发布的一段。\n"));
        Assert.Contains("发布的一段。", confirm.QuerySelector(".diff")!.TextContent, StringComparison.Ordinal);
        var answer = await site.Browser.SubmitAsync(confirm, "#publish");
        Assert.EndsWith("?note=published", answer.Headers.Location!.ToString(), StringComparison.Ordinal);

        await site.Tenant.InScopeAsync(async services =>
        {
            var module = await services.GetRequiredService<Catalog>().ByCodeAsync("R04", default);
            Assert.Equal("## 听\n\n发布的一段。\n", AuthoringSite.TextOf(Assert.Single(module!.Lessons)));
            var earned = await services.GetRequiredService<ContentStore>().VersionAsync(old, default);
            Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf(earned));
        });
        Assert.Equal(["DraftSaved", "Published"], await EditingTests.AuditAsync(site));
        Assert.True((await site.EditorAsync()).QuerySelector("button[value=publish]")!.HasAttribute("hidden"));
    }

    [Theory, OnBothDatabases]
    public async Task A_version_that_is_no_longer_the_newest_is_not_published(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var confirm = await site.Browser.PageAsync(await DraftAsync(site, "第一稿\n"));
        await DraftAsync(site, "第二稿\n");
        var answer = await site.Browser.SubmitAsync(confirm, "#publish");
        Assert.EndsWith("?note=newer", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync()).Published));
    }

    [Theory, OnBothDatabases]
    public async Task A_text_with_a_forbidden_word_is_not_published(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var address = await DraftAsync(site, "## 听\n\n他想不开。\n");
        var confirm = await site.Browser.PageAsync(address);
        Assert.Null(confirm.QuerySelector("#publish"));
        Assert.Contains("第 3 行", confirm.QuerySelector(".ed-todo")!.TextContent, StringComparison.Ordinal);
        var token = AuthoringSite.TokenOf(await site.EditorAsync());
        var answer = await site.Browser.PostAsync(address, new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync()).Published));
    }

    [Theory, OnBothDatabases]
    public async Task A_sensitive_module_needs_the_name_of_who_read_it(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var confirm = await site.Browser.PageAsync(await DraftAsync(site, "## 听\n\n新的一段。\n", AuthoringSite.Sensitive));
        var refused = await site.Browser.SubmitAsync(confirm, "#publish", ("reviewer", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.NotNull((await refused.DocumentAsync()).QuerySelector("#reviewer.is-invalid"));
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync(AuthoringSite.Sensitive)).Published));

        var answer = await site.Browser.SubmitAsync(confirm, "#publish", ("reviewer", "陈某（精神科医师）"));
        Assert.EndsWith("?note=published", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        var summary = await site.Tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(e => e.Name == "Published").Select(e => e.Summary).SingleAsync());
        Assert.Contains("审阅人：陈某（精神科医师）", summary, StringComparison.Ordinal);
        var list = await site.Browser.PageAsync("console/courseware");
        Assert.Contains("待专业审阅", list.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_old_version_is_restored_as_a_draft_and_nothing_is_lost(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        await DraftAsync(site, "第二版\n");
        var history = await site.Browser.PageAsync($"console/courseware/{AuthoringSite.Lesson}/versions");
        Assert.Equal(["v2", "v1"], history.QuerySelectorAll("tbody th a").Select(a => a.TextContent));
        var old = await site.Browser.PageAsync(history.QuerySelectorAll("tbody th a").Last().GetAttribute("href")!);
        Assert.Contains("先听完，再说话。", old.QuerySelector(".phone-page")!.TextContent, StringComparison.Ordinal);
        var answer = await site.Browser.SubmitAsync(old, "#restore");
        Assert.EndsWith("?note=restored", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        var (latest, _) = await site.StoredAsync();
        Assert.Equal((AuthoringSite.Shipped, "试用课R04", false), (AuthoringSite.TextOf(latest), latest.DisplayText, latest.Published));
        Assert.Equal(["DraftSaved", "Restored"], await EditingTests.AuditAsync(site));

        // The page with the button is old by now: somebody saved since.
        var stale = await site.Browser.SubmitAsync(old, "#restore", ("basedOn", (await site.StoredAsync()).Published!.ContentItemVersionId));
        Assert.EndsWith("?note=unchanged", stale.Headers.Location!.ToString(), StringComparison.Ordinal);
        await DraftAsync(site, "第四版\n");
        stale = await site.Browser.SubmitAsync(old, "#restore");
        Assert.EndsWith("?note=newer", stale.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("第四版\n", AuthoringSite.TextOf((await site.StoredAsync()).Latest));
    }

    [Theory, OnBothDatabases]
    public async Task The_history_shows_the_newest_fifty_with_their_true_numbers(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        await site.Tenant.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ContentStore>();
            for (var i = 0; i < 54; i++)
            {
                var latest = (await store.LatestAsync(AuthoringSite.Lesson, default))!;
                await store.SaveDraftAsync(latest.Next("第几稿", "甲", DateTime.UnixEpoch, new MarkdownBodyPart { Markdown = $"{i}\n" }), latest.ContentItemVersionId, default);
            }
        });
        var numbers = (await site.Browser.PageAsync($"console/courseware/{AuthoringSite.Lesson}/versions")).QuerySelectorAll("tbody th a").Select(a => a.TextContent).ToList();
        Assert.Equal((50, "v55", "v6"), (numbers.Count, numbers[0], numbers[^1]));
    }
}
