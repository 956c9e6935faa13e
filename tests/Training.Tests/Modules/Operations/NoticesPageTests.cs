using System.Net;
using Training.Tests.Hosting;
using Training.Tests.Platform.Notifications;

namespace Training.Tests.Modules.Operations;

public sealed class NoticesPageTests
{
    [Theory, OnBothDatabases]
    public async Task A_person_reads_her_messages_and_the_bell_counts_them(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var person = await tenant.AddPersonAsync();
        await tenant.TellAsync(Mailing.To(person), Mailing.To(person, "k2") with { Title = "审核有结果了", Body = "第一行\n第二行", Url = "/me" });
        using var client = await tenant.SignedInAsync(person);
        Assert.Equal("{\"unread\":2}", await client.GetStringAsync("notices/count"));

        var page = await client.PageAsync("notices");
        Assert.Equal(["新审核有结果了", "新证书还有 30 天到期"], page.QuerySelectorAll("main h2").Select(h => h.TextContent.Replace(" ", "", StringComparison.Ordinal)
            .Replace("还有30天", "还有 30 天", StringComparison.Ordinal)));
        using var opened = await client.SubmitAsync(page, "form[action*='handler=open']");
        Assert.EndsWith("/me", opened.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("{\"unread\":1}", await client.GetStringAsync("notices/count"));

        using var all = await client.SubmitAsync(await client.PageAsync("notices"), "form[data-form=read-all]");
        Assert.Equal("{\"unread\":0}", await client.GetStringAsync("notices/count"));
        Assert.Null((await client.PageAsync("notices")).QuerySelector("form[data-form=read-all]"));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_reads_another_persons_message(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var (owner, other) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        await tenant.TellAsync(Mailing.To(owner), Mailing.To(other, "mine"));
        using var client = await tenant.SignedInAsync(other);
        var page = await client.PageAsync("notices");
        Assert.Single(page.QuerySelectorAll("main article"));
        using var answer = await client.SubmitAsync(page, "form[action*='handler=open']", ("notice", (await tenant.BoxAsync(owner))[0].Ref));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Twenty_messages_are_a_page(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var person = await tenant.AddPersonAsync();
        await tenant.TellAsync([.. Enumerable.Range(0, 25).Select(i => Mailing.To(person, $"k{i}"))]);
        using var client = await tenant.SignedInAsync(person);
        var first = await client.PageAsync("notices");
        Assert.Equal(20, first.QuerySelectorAll("main article").Length);
        Assert.NotNull(first.QuerySelector("a[rel=next]"));
        Assert.Equal(5, (await client.PageAsync("notices?p=2")).QuerySelectorAll("main article").Length);
    }

    [Theory, OnBothDatabases]
    public async Task A_notice_that_leads_elsewhere_is_refused(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var person = await tenant.AddPersonAsync();
        foreach (var url in new[] { "//evil.example", "https://evil.example", "me" })
            await Assert.ThrowsAsync<ArgumentException>(() => tenant.TellAsync(Mailing.To(person) with { Url = url }));
    }
}
