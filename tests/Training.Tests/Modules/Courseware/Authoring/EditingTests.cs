using AngleSharp.Dom;
using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Courseware.Authoring;

public sealed class EditingTests
{
    [Theory, OnBothDatabases]
    public async Task A_saved_draft_is_the_newest_version_and_learners_see_no_change(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var answer = await site.SaveAsync(await site.EditorAsync(), "## 新\n\n新的一段。\n");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var (latest, published) = await site.StoredAsync();
        Assert.Equal(("新题目", site.Trainer.Name, false), (latest.DisplayText, latest.Author, latest.Published));
        Assert.Equal(12, latest.As<Training.Modules.Courseware.Models.LessonPart>().Minutes);
        Assert.Equal("## 新\n\n新的一段。\n", AuthoringSite.TextOf(latest));
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf(published));

        var page = await site.EditorAsync();
        Assert.Equal("## 新\n\n新的一段。\n", page.QuerySelector<IHtmlTextAreaElement>("#markdown")!.Value);
        Assert.Contains("草稿 v2", page.QuerySelector(".c-crumb")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("新", page.QuerySelector(".phone-page h2")!.TextContent);
        var list = await site.Browser.PageAsync("console/courseware");
        Assert.Contains("有草稿", list.QuerySelector($"tr:has(a[href$='{AuthoringSite.Lesson}'])")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["DraftSaved"], await AuditAsync(site));
    }

    [Theory, OnBothDatabases]
    public async Task Saving_the_same_text_again_makes_no_version(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        await site.SaveAsync(await site.EditorAsync(), "正文\r\n");
        var first = (await site.StoredAsync()).Latest.ContentItemVersionId;
        var answer = await site.SaveAsync(await site.EditorAsync(), "正文\n\n");
        Assert.EndsWith("?note=unchanged", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(first, (await site.StoredAsync()).Latest.ContentItemVersionId);
        Assert.Equal(["DraftSaved"], await AuditAsync(site));
    }

    [Theory, OnBothDatabases]
    public async Task The_later_of_two_savers_sees_both_texts_and_may_go_on_from_theirs(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var other = await site.Tenant.AddStaffAsync(StaffRole.Trainer);
        var theirBrowser = await site.Tenant.SignedInAsync(other);
        var mine = await site.EditorAsync();
        var theirs = await theirBrowser.PageAsync("console/courseware/" + AuthoringSite.Lesson);
        await site.SaveAsync(theirs, "## 听\n\n对方的一段。\n", by: theirBrowser);

        var answer = await site.SaveAsync(mine, "## 听\n\n我的一段。\n");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("## 听\n\n对方的一段。\n", AuthoringSite.TextOf((await site.StoredAsync()).Latest));
        var both = await answer.DocumentAsync();
        Assert.Contains(other.Name, both.QuerySelector("[data-ed-conflict]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("对方的一段。", both.QuerySelectorAll(".diff del").Last().TextContent);
        Assert.Equal("我的一段。", both.QuerySelectorAll(".diff ins").Last().TextContent);
        Assert.Equal("## 听\n\n我的一段。\n", both.QuerySelector<IHtmlTextAreaElement>("#markdown")!.Value);
        Assert.Equal(["DraftSaved"], await AuditAsync(site));

        Assert.Equal(HttpStatusCode.Redirect, (await site.SaveAsync(both, "## 听\n\n两个人的。\n")).StatusCode);
        Assert.Equal("## 听\n\n两个人的。\n", AuthoringSite.TextOf((await site.StoredAsync()).Latest));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_saves_at_the_same_moment_one_is_kept(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var page = await site.EditorAsync();
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => site.SaveAsync(page, $"第 {i} 个\n")));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.Equal(["DraftSaved"], await AuditAsync(site));
    }

    [Theory, OnBothDatabases]
    public async Task A_refused_text_stays_on_the_page_and_nothing_is_kept(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var answer = await site.SaveAsync(await site.EditorAsync(), "写了很久\u202e的一段\n", title: "", minutes: "99");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.DocumentAsync();
        Assert.Contains("写了很久", page.QuerySelector<IHtmlTextAreaElement>("#markdown")!.Value, StringComparison.Ordinal);
        Assert.Equal("99", page.QuerySelector<IHtmlInputElement>("#minutes")!.Value);
        Assert.Equal(3, page.QuerySelectorAll("[data-ed-problems] li.err").Length);
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync()).Latest));
        Assert.Empty(await AuditAsync(site));
    }

    [Theory, OnBothDatabases]
    public async Task Zero_bytes_in_a_form_of_parts_are_no_fault(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        foreach (var (based, text) in new[] { ("\0", "正文"), (new string('\0', 26), "正文"), (new string('a', 26), "正\0文") })
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(AuthoringSite.TokenOf(await site.EditorAsync())), "__RequestVerificationToken" }, { new StringContent(based), "basedOn" },
                { new StringContent("题"), "title" }, { new StringContent("10"), "minutes" }, { new StringContent("想一想这个问题"), "think" }, { new StringContent(text), "markdown" },
            };
            await form.LoadIntoBufferAsync();
            Assert.True((int)(await site.Browser.PostAsync("console/courseware/" + AuthoringSite.Lesson, form)).StatusCode is 409 or 422, text);
        }
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync()).Latest));
    }

    [Theory, OnBothDatabases]
    public async Task A_script_that_saves_learns_the_new_version_or_the_status(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        site.Browser.DefaultRequestHeaders.Add("X-Requested-With", "fetch");
        var page = await site.EditorAsync();
        var saved = await site.SaveAsync(page, "一\n");
        var body = System.Text.Json.JsonDocument.Parse(await saved.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((await site.StoredAsync()).Latest.ContentItemVersionId, body.GetProperty("basedOn").GetString());
        Assert.EndsWith(" 已保存", body.GetProperty("saved").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await site.SaveAsync(page, "二\n")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.SaveAsync(await site.EditorAsync(), "三\n", title: "")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_script_the_preview_button_shows_and_keeps_nothing(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var answer = await site.SaveAsync(await site.EditorAsync(), "## 试看\n\n::: key 一句话\n没有收尾\n", then: "preview");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.DocumentAsync();
        Assert.Equal("试看", page.QuerySelector(".phone-page h2")!.TextContent);
        Assert.Contains("第 3 行", page.QuerySelector("[data-ed-problems]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync()).Latest));
    }

    internal static Task<List<string>> AuditAsync(AuthoringSite site) => site.Tenant.InScopeAsync(services => services.GetRequiredService<TenantDb>()
        .Set<AuditEvent>().Where(e => e.Category == "Content").OrderBy(e => e.Id).Select(e => e.Name).ToListAsync());
}
