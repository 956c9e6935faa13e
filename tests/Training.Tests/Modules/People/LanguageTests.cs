using System.Net;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.People;

public sealed class LanguageTests
{
    [Fact]
    public async Task A_visitor_chooses_English_and_comes_back_to_the_page()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var visitor = tenant.Visitor();
        var link = (await visitor.PageAsync("projects?category=留守儿童")).QuerySelector("footer a[hreflang=en]")!.GetAttribute("href")!;
        var response = await visitor.GetAsync(link);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var page = await visitor.PageAsync(response.Headers.Location!.OriginalString);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Projects", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll(".project").Length);
        Assert.NotNull(page.QuerySelector("footer a[hreflang='zh-CN']"));
    }

    [Theory]
    [InlineData("//evil.example"), InlineData("/\\evil.example"), InlineData("https://evil.example"), InlineData(""), InlineData("/a\r\nb"), InlineData("javascript:1")]
    public async Task The_way_back_never_leads_to_another_site(string back)
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var response = await tenant.Visitor().GetAsync("language?to=en&return=" + Uri.EscapeDataString(back));
        Assert.Equal(tenant.Tenant.BasePath + "/", response.Headers.Location?.OriginalString);
    }
}
