using AngleSharp.Dom;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Courseware.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Courseware.Authoring;

/// <summary>A tenant with two modules of one lesson each – R04, and R06 that needs a reviewer – and a trainer before the editor.</summary>
internal sealed class AuthoringSite : IAsyncDisposable
{
    public const string Shipped = "## 听\n\n先听完，再说话。\n";

    private AuthoringSite(TestTenant tenant, TestPerson trainer, HttpClient browser) => (Tenant, Trainer, Browser) = (tenant, trainer, browser);

    public TestTenant Tenant { get; }
    public TestPerson Trainer { get; }
    public HttpClient Browser { get; }

    public static string Lesson { get; } = Ids.FromKey("lesson-try-r04");
    public static string Sensitive { get; } = Ids.FromKey("lesson-try-r06");
    public static string Module { get; } = Ids.FromKey("module-try-r04");

    public static async Task<AuthoringSite> OpenAsync(TestDatabase database)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ContentStore>();
            foreach (var code in new[] { "R04", "R06" })
            {
                var key = code.ToLowerInvariant();
                await store.ImportAsync(new("module-try-" + key, TrainingModulePart.ContentType, "试用模块" + code, 1, null, true,
                    new TitlePart { Title = "试用模块" + code }, new TrainingModulePart { Code = code, Strand = Strand.R, Hours = 1 }), default);
                await store.ImportAsync(new("lesson-try-" + key, LessonPart.ContentType, "试用课" + code, 0, "module-try-" + key, true,
                    new TitlePart { Title = "试用课" + code }, new LessonPart { Minutes = 10, Think = "你上次听完是什么时候？" }, new MarkdownBodyPart { Markdown = Shipped }), default);
            }
        });
        var trainer = await tenant.AddStaffAsync(StaffRole.Trainer);
        return new(tenant, trainer, await tenant.SignedInAsync(trainer));
    }

    public Task<IHtmlDocument> EditorAsync(string? lesson = null) => Browser.PageAsync("console/courseware/" + (lesson ?? Lesson));

    /// <summary>Sends the form of an editor page.</summary>
    public Task<HttpResponseMessage> SaveAsync(IHtmlDocument page, string markdown, string title = "新题目", string minutes = "12", string then = "", HttpClient? by = null) =>
        (by ?? Browser).SubmitAsync(page, "#lesson", ("title", title), ("minutes", minutes), ("think", "你上次听完是什么时候？"), ("markdown", markdown), ("then", then));

    public static string TokenOf(IHtmlDocument page) => page.QuerySelector<IHtmlInputElement>("#lesson input[name=__RequestVerificationToken]")!.Value;

    public Task<HttpResponseMessage> PreviewAsync(string? token, object body, HttpClient? by = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "console/courseware/preview") { Content = JsonContent.Create(body) };
        request.Content.LoadIntoBufferAsync().GetAwaiter().GetResult();
        if (token is not null) request.Headers.Add("RequestVerificationToken", token);
        return (by ?? Browser).SendAsync(request);
    }

    /// <summary>What the database holds of a lesson: newest and published version.</summary>
    public Task<(ContentItem Latest, ContentItem? Published)> StoredAsync(string? lesson = null) => Tenant.InScopeAsync(async services =>
    {
        var store = services.GetRequiredService<ContentStore>();
        var id = lesson ?? Lesson;
        return ((await store.LatestAsync(id, default))!, await store.PublishedItemAsync(LessonPart.ContentType, id, default));
    });

    public static string TextOf(ContentItem? item) => item!.As<MarkdownBodyPart>().Markdown;

    public ValueTask DisposeAsync() => Tenant.DisposeAsync();
}
