using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Services;
using Training.Platform.Contents;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Learning;

public sealed class LessonPagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_module_with_a_notice_is_entered_through_it_once(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var direct = await client.GetAsync("modules/O02/lessons/2");
        Assert.Equal(HttpStatusCode.Redirect, direct.StatusCode);
        Assert.EndsWith("/modules/O02", direct.Headers.Location!.ToString());

        var page = await client.PageAsync("modules/o02");
        Assert.Contains("可以先停一下", page.QuerySelector("section[aria-labelledby=notice-h]")!.TextContent);
        Assert.NotNull(page.QuerySelector("a[href$='/home']"));
        Assert.NotNull(page.QuerySelector("a[href$='/resources']"));
        using var entered = await client.SubmitAsync(page, "form[action$='/enter']");
        Assert.EndsWith("/modules/O02/lessons/1", entered.Headers.Location!.ToString());
        Assert.Contains("最有利于未成年人原则", (await client.PageAsync("modules/O02/lessons/1")).QuerySelector("h1")!.TextContent);
        Assert.Null((await client.PageAsync("modules/O02")).QuerySelector("form[action$='/enter']"));
    }

    [Theory, OnBothDatabases]
    public async Task Completing_the_lessons_leads_from_one_to_the_next_and_then_to_the_check(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        await EnterAsync(client);
        for (var n = 1; n <= 5; n++)
        {
            var lesson = await client.PageAsync($"modules/O02/lessons/{n}");
            using var next = await client.SubmitAsync(lesson, "form[action$='/complete']");
            Assert.EndsWith(n < 5 ? $"/modules/O02/lessons/{n + 1}" : "/modules/O02", next.Headers.Location!.ToString());
        }
        var module = await client.PageAsync("modules/O02");
        Assert.Equal(5, module.QuerySelectorAll(".lessons .line.done").Length);
        Assert.EndsWith("/modules/O02/check", module.QuerySelector(".actionbar a")!.GetAttribute("href"));
        Assert.Null((await client.PageAsync("modules/O02/lessons/1")).QuerySelector("form[action$='/complete']"));
    }

    [Theory, OnBothDatabases]
    public async Task The_place_is_kept_and_never_goes_back(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        await EnterAsync(client);
        var lesson = await client.PageAsync("modules/O02/lessons/1");
        Assert.Equal(HttpStatusCode.NoContent, (await client.SubmitAsync(lesson, "form[data-progress]", ("position", "56"))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.SubmitAsync(lesson, "form[data-progress]", ("position", "20"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SubmitAsync(lesson, "form[data-progress]", ("position", "101"))).StatusCode);
        lesson = await client.PageAsync("modules/O02/lessons/1");
        Assert.Equal("56", lesson.QuerySelector("form[data-progress]")!.GetAttribute("data-resume"));
        Assert.Equal("56", lesson.QuerySelector("[data-progress-bar]")!.GetAttribute("value"));

        await client.SubmitAsync(lesson, "form[action$='/complete']");
        await client.SubmitAsync(lesson, "form[data-progress]", ("position", "10"));
        lesson = await client.PageAsync("modules/O02/lessons/1");
        Assert.Equal("100", lesson.QuerySelector("[data-progress-bar]")!.GetAttribute("value"));
        Assert.Equal("", lesson.QuerySelector("form[data-progress]")!.GetAttribute("data-resume"));
        Assert.NotNull(lesson.QuerySelector(".lesson-head .state.ok"));
    }

    [Theory, OnBothDatabases]
    public async Task The_script_is_told_when_its_place_was_saved(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        await EnterAsync(client);
        var lesson = await client.PageAsync("modules/O02/lessons/1");
        client.DefaultRequestHeaders.Add("X-Requested-With", "fetch");
        using var answer = await client.SubmitAsync(lesson, "form[data-progress]", ("position", "30"));
        Assert.Matches("""^\{"saved":"\d\d:\d\d"\}$""", await answer.Content.ReadAsStringAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Places_are_not_saved_without_the_form_token(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var answer = await client.PostAsync("modules/O02/lessons/1/progress", new FormUrlEncodedContent([KeyValuePair.Create("position", "50")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_lesson_learned_on_an_older_version_can_be_read_as_it_was(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        var client = await tenant.SignedInAsync(person);
        var (old, draft) = await tenant.InScopeAsync(async services =>
        {
            var (catalog, store) = (services.GetRequiredService<Catalog>(), services.GetRequiredService<ContentStore>());
            var module = (await catalog.ByCodeAsync("O02", default))!;
            var first = module.Lessons[0];
            await services.GetRequiredService<ModuleCompletion>().LessonDoneAsync(person.Id, module, first, default);
            var second = (await store.SaveDraftAsync(first.Next("新的第一课", "叶文舟", DateTime.UnixEpoch, new MarkdownBodyPart { Markdown = "新的正文。\n" }), first.ContentItemVersionId, default))!;
            Assert.True(await store.PublishAsync(second.ContentItemId, second.ContentItemVersionId, default));
            var third = (await store.SaveDraftAsync(second.Next("草稿", "叶文舟", DateTime.UnixEpoch, new MarkdownBodyPart { Markdown = "草稿。\n" }), second.ContentItemVersionId, default))!;
            return (first.ContentItemVersionId, third.ContentItemVersionId);
        });
        Assert.Contains("有新版", (await client.PageAsync("modules/O02")).QuerySelector(".lessons")!.TextContent);
        var now = await client.PageAsync("modules/O02/lessons/1");
        Assert.Contains("新的正文", now.QuerySelector(".prose")!.TextContent);
        Assert.EndsWith($"/modules/O02/lessons/1?version={old}", now.QuerySelector(".notice a")!.GetAttribute("href"));
        var then = await client.PageAsync($"modules/O02/lessons/1?version={old}");
        Assert.Contains("你看的是当时的版本", then.QuerySelector(".notice")!.TextContent);
        Assert.Contains("一张照片的事", then.QuerySelector(".prose")!.TextContent);
        Assert.Null(then.QuerySelector("form[data-progress]"));

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"modules/O02/lessons/1?version={draft}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"modules/O02/lessons/2?version={old}")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Modules_lessons_and_tools_that_are_not_there_answer_404(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        foreach (var address in new[] { "modules/X99", "modules/O02/lessons/0", "modules/O02/lessons/6", "modules/O02/lessons/1x", "modules/X99/tool" })
            Assert.True(HttpStatusCode.NotFound == (await client.GetAsync(address)).StatusCode, address);
    }

    [Theory, OnBothDatabases]
    public async Task The_list_shows_all_modules_by_strand_with_their_review_state(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var page = await client.PageAsync("modules");
        Assert.Equal(["基础与伦理", "心理风险识别"], page.QuerySelectorAll("h2").Select(h => h.TextContent));
        Assert.Contains("待专业审阅", page.QuerySelector(".lessons .line")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task The_pocket_tool_is_a_sheet_to_print(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        var page = await client.PageAsync("modules/R04/tool");
        Assert.NotNull(page.QuerySelector(".sheet.portrait table"));
        Assert.NotNull(page.QuerySelector("button[data-print]"));
    }

    [Theory, OnBothDatabases]
    public async Task A_visitor_is_sent_to_sign_in(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        Assert.Equal(HttpStatusCode.Redirect, (await tenant.Visitor().GetAsync("modules/O02/lessons/1")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Warm_pages_keep_to_their_number_of_queries(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        await EnterAsync(client);
        foreach (var (address, queries) in new[] { ("modules", 3), ("modules/O02", 3), ("modules/R04", 4), ("modules/O02/lessons/2", 1), ("modules/O02/tool", 0) })
        {
            using var cold = await client.GetAsync(address);
            using var warm = await client.GetAsync(address);
            Assert.Equal($"queries;desc=\"{queries}\"", Assert.Single(warm.Headers.GetValues("Server-Timing")));
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_pages_speak_English_too(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var client = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        await EnterAsync(client);
        client.DefaultRequestHeaders.Add("Cookie", "lang=en");
        Assert.Contains("All modules", (await client.PageAsync("modules")).QuerySelector("h1")!.TextContent);
        Assert.Contains("Done, next lesson", (await client.PageAsync("modules/O02/lessons/1")).QuerySelector(".actionbar")!.TextContent);
    }

    private static async Task EnterAsync(HttpClient client)
    {
        using var entered = await client.SubmitAsync(await client.PageAsync("modules/O02"), "form[action$='/enter']");
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
    }
}
