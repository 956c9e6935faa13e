using System.Net;
using System.Text.Json;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Courseware.Authoring;

/// <summary>Who may not, and what is not taken.</summary>
public sealed class AuthoringDoorsTests
{
    private static readonly string[] Addresses =
    [
        "console/courseware", $"console/courseware/{AuthoringSite.Lesson}", $"console/courseware/{AuthoringSite.Lesson}/versions",
        $"console/courseware/{AuthoringSite.Lesson}/versions/{AuthoringSite.Module}", $"console/courseware/{AuthoringSite.Lesson}/publish/{AuthoringSite.Module}",
    ];

    [Theory, OnBothDatabases]
    public async Task Only_trainers_and_administrators_enter(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var learner = await site.Tenant.SignedInAsync(await site.Tenant.AddPersonAsync());
        var officer = await site.Tenant.SignedInAsync(await site.Tenant.AddStaffAsync(StaffRole.DistrictStaff));
        foreach (var address in Addresses)
        {
            foreach (var browser in new[] { learner, officer })
                Assert.Contains("/forbidden", (await browser.GetAsync(address)).Headers.Location!.ToString(), StringComparison.Ordinal);
            Assert.Contains("/sign-in", (await site.Tenant.Visitor().GetAsync(address)).Headers.Location!.ToString(), StringComparison.Ordinal);
        }
        var page = await site.EditorAsync();
        Assert.Contains("/forbidden", (await site.SaveAsync(page, "不该存\n", by: learner)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await site.PreviewAsync(AuthoringSite.TokenOf(page), new { lesson = AuthoringSite.Lesson }, learner)).StatusCode);
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync()).Latest));
        var admin = await site.Tenant.SignedInAsync(await site.Tenant.AddStaffAsync(StaffRole.SiteAdmin));
        await admin.PageAsync("console/courseware");
    }

    [Theory, OnBothDatabases]
    public async Task What_is_no_lesson_or_of_another_lesson_is_not_found(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var otherVersion = (await site.StoredAsync(AuthoringSite.Sensitive)).Latest.ContentItemVersionId;
        foreach (var address in new[]
        {
            $"console/courseware/{Ids.New()}", $"console/courseware/{AuthoringSite.Module}", "console/courseware/short",
            $"console/courseware/{Ids.New()}/versions", $"console/courseware/{AuthoringSite.Lesson}/versions/{otherVersion}",
            $"console/courseware/{AuthoringSite.Lesson}/publish/{otherVersion}", $"console/courseware/{AuthoringSite.Lesson}/publish/{Ids.New()}",
        })
            Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync(address)).StatusCode);
        var page = await site.EditorAsync();
        var token = KeyValuePair.Create("__RequestVerificationToken", AuthoringSite.TokenOf(page));
        foreach (var address in new[] { $"console/courseware/{Ids.New()}", $"console/courseware/{AuthoringSite.Lesson}/versions/{otherVersion}", $"console/courseware/{AuthoringSite.Lesson}/publish/{otherVersion}" })
            Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.PostAsync(address, new FormUrlEncodedContent([token]))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.PreviewAsync(token.Value, new { lesson = Ids.New() })).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_form_without_token_is_refused(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var version = (await site.StoredAsync()).Latest.ContentItemVersionId;
        foreach (var address in new[]
        {
            $"console/courseware/{AuthoringSite.Lesson}", $"console/courseware/{AuthoringSite.Lesson}/versions/{version}", $"console/courseware/{AuthoringSite.Lesson}/publish/{version}",
        })
            Assert.Equal(HttpStatusCode.BadRequest, (await site.Browser.PostAsync(address, new FormUrlEncodedContent([KeyValuePair.Create("markdown", "x"), KeyValuePair.Create("basedOn", version)]))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.PreviewAsync(null, new { lesson = AuthoringSite.Lesson })).StatusCode);
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync()).Latest));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_too_large_is_not_taken(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var page = await site.EditorAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await site.SaveAsync(page, new string('字', 60_000))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.SaveAsync(page, new string('字', 20_001))).StatusCode);
        var token = AuthoringSite.TokenOf(page);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await site.PreviewAsync(token, new { lesson = AuthoringSite.Lesson, markdown = new string('x', 64 * 1024) })).StatusCode);
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync()).Latest));
    }

    [Theory, OnBothDatabases]
    public async Task A_preview_shows_the_text_and_what_to_mend_and_keeps_nothing(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var answer = await site.PreviewAsync(AuthoringSite.TokenOf(await site.EditorAsync()), new
        {
            lesson = AuthoringSite.Lesson, title = "<i>题</i>", minutes = "10", think = "想一想这个问题", markdown = "::: redline 不承诺保密\n<script>alert(1)</script>\n",
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var shown = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Contains("callout redline", shown.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", shown.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;", shown.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("第 2 行", shown.GetProperty("problems").GetString(), StringComparison.Ordinal);
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await site.StoredAsync()).Latest));
    }

    [Theory, OnBothDatabases]
    public async Task A_broken_preview_request_is_no_fault(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        var token = AuthoringSite.TokenOf(await site.EditorAsync());
        foreach (var body in new[] { "", "null", "{", "[]", "{\"markdown\":5}", "{\"lesson\":\"\\u0000\"}" })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "console/courseware/preview") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("RequestVerificationToken", token);
            Assert.True((int)(await site.Browser.SendAsync(request)).StatusCode is 400 or 404, body);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Another_tenant_does_not_know_the_draft(TestDatabase database)
    {
        await using var site = await AuthoringSite.OpenAsync(database);
        await using var other = await AuthoringSite.OpenAsync(database);
        var page = await site.EditorAsync();
        await site.SaveAsync(page, "只在这里\n");
        var version = (await site.StoredAsync()).Latest.ContentItemVersionId;
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync($"console/courseware/{AuthoringSite.Lesson}/versions/{version}")).StatusCode);
        Assert.Equal(AuthoringSite.Shipped, AuthoringSite.TextOf((await other.StoredAsync()).Latest));
    }
}
