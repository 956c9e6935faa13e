using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Directories.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Settings;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Directories;

public sealed class PublicPagesTests
{
    public static TheoryData<string> Addresses =>
        ["", "projects", "projects/linjia-mama", "resources", "handbook", "handbook/310105001", "search", "search?q=热线", "privacy", "accessibility"];

    [Theory, MemberData(nameof(Addresses))]
    public async Task A_public_page_needs_no_account_and_sets_no_cookie(string address)
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var response = await tenant.Visitor().GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        var page = await response.DocumentAsync();
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.QuerySelectorAll("a[href='tel:110']"));
        Assert.All(page.QuerySelectorAll("a[href^='tel:']"), a => Assert.Matches("^tel:[0-9]{3,12}$", a.GetAttribute("href")!));
        Assert.All(page.QuerySelectorAll("a[href^='/']"), a => Assert.StartsWith(tenant.Tenant.BasePath + "/", a.GetAttribute("href")!));
        Assert.Empty(page.QuerySelectorAll("[style], script:not([src])"));
    }

    [Theory, OnBothDatabases]
    public async Task The_projects_are_listed_and_filtered(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var visitor = tenant.Visitor();
        Assert.Equal(7, (await visitor.PageAsync("projects")).QuerySelectorAll(".project").Length);
        Assert.Equal(["童心港湾", "守护星"], Names(await visitor.PageAsync("projects?category=留守儿童")));
        Assert.Equal(7, (await visitor.PageAsync("projects?line=YouthLeague")).QuerySelectorAll(".project").Length);
        Assert.Equal(6, (await visitor.PageAsync("projects?line=civilaffairs")).QuerySelectorAll(".project").Length);
        Assert.Equal(["心家园", "青倾说"], Names(await visitor.PageAsync("projects?category=家庭教育&line=Education")));
        Assert.NotNull((await visitor.PageAsync("projects?category=留守儿童&line=Education")).QuerySelector(".blank"));
        Assert.Equal(7, (await visitor.PageAsync("projects?category=没有这种&line=7")).QuerySelectorAll(".project").Length);

        static IEnumerable<string> Names(IDocument page) => page.QuerySelectorAll(".project h3").Select(h => h.TextContent);
    }

    [Fact]
    public async Task A_project_says_what_is_known_and_leaves_the_rest_to_the_district()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var visitor = tenant.Visitor();
        var joint = (await visitor.PageAsync("projects/shouhuxing")).QuerySelector("main")!.TextContent;
        Assert.Contains("区民政局、区妇联、团区委", joint);
        Assert.Contains("由区补充", joint);
        var known = (await visitor.PageAsync("projects/zhuiguang-xiaowu")).QuerySelector("main")!.TextContent;
        Assert.Contains("牵头部门", known);
        Assert.Contains("团区委", known);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("projects/nobody")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("projects/..%2Fprivacy")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task The_directory_lists_what_is_published_in_the_fixed_order(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var page = await tenant.Visitor().PageAsync("resources");
        Assert.Equal(["110", "120", "119", "400-821-6787", "962525", "12355", "12338"], page.QuerySelectorAll(".entry .tel").Select(t => t.TextContent));
        Assert.Equal(8, page.QuerySelectorAll(".entry").Length);
        Assert.DoesNotContain("12356", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task An_entry_without_number_says_so_and_has_no_call_button()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var entry = (await tenant.Visitor().PageAsync("resources")).QuerySelectorAll(".entry").Single(e => e.QuerySelector("h3")!.TextContent == "青小聊");
        Assert.Contains("没有电话号码", entry.TextContent);
        Assert.Empty(entry.QuerySelectorAll("a[href^='tel:']"));
    }

    [Theory, OnBothDatabases]
    public async Task Filters_work_without_scripts_and_hide_nothing_silently(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await AddStationAsync(tenant, "华阳路街道");
        var visitor = tenant.Visitor();
        Assert.Equal(9, Shown(await visitor.PageAsync("resources")).Count);
        Assert.Contains("示例工作站", Shown(await visitor.PageAsync("resources?town=310105001")));
        Assert.DoesNotContain("示例工作站", Shown(await visitor.PageAsync("resources?town=310105004")));
        Assert.Contains("962525 心理热线", Shown(await visitor.PageAsync("resources?town=310105004")));
        Assert.Equal(6, Shown(await visitor.PageAsync("resources?h24=1")).Count);
        Assert.Equal(["区 24 小时心理服务热线", "962525 心理热线"], Shown(await visitor.PageAsync("resources?type=心理热线")));
        Assert.Equal(["119 火警"], Shown(await visitor.PageAsync("resources?q=火灾")));
        var none = await visitor.PageAsync("resources?q=没有这个词");
        Assert.Empty(Shown(none));
        Assert.False(none.QuerySelector("[data-none]")!.HasAttribute("hidden"));
        Assert.Equal("0", none.QuerySelector("[data-total]")!.TextContent);

        static List<string> Shown(IDocument page) => [.. page.QuerySelectorAll(".entry:not([hidden]) h3").Select(h => h.TextContent)];
    }

    [Fact]
    public async Task An_unchecked_entry_stays_and_says_so()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        await AddStationAsync(tenant, null);
        var page = await tenant.Visitor().PageAsync("resources");
        Assert.Equal(["区 24 小时心理服务热线", "962525 心理热线", "12355 青少年服务热线", "12338 妇女维权热线", "青小聊"],
            page.QuerySelectorAll(".entry").Where(e => e.TextContent.Contains("信息待核")).Select(e => e.QuerySelector("h3")!.TextContent));
    }

    [Fact]
    public async Task The_handbook_prints_the_street_its_services_and_blanks()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        await AddStationAsync(tenant, "华阳路街道");
        var visitor = tenant.Visitor();
        var page = await visitor.PageAsync("handbook/310105001");
        var sheet = page.QuerySelector(".sheet")!;
        Assert.Contains("华阳路街道", sheet.TextContent);
        Assert.Contains("示例工作站", sheet.TextContent);
        Assert.Equal(["400-821-6787", "962525", "12355", "12338"], sheet.QuerySelectorAll(".hb-tel b").Select(b => b.TextContent));
        Assert.Contains("110", sheet.TextContent);
        Assert.NotEmpty(sheet.QuerySelectorAll(".blank-line"));
        Assert.Single(page.QuerySelectorAll(".chip[aria-current]"));
        Assert.DoesNotContain("示例工作站", (await visitor.PageAsync("handbook/310105004")).QuerySelector(".sheet")!.TextContent);
        Assert.DoesNotContain("示例工作站", (await visitor.PageAsync("handbook")).QuerySelector(".sheet")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("handbook/999")).StatusCode);
    }

    [Fact]
    public async Task The_home_page_has_true_figures_and_a_way_to_the_training()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var page = await tenant.Visitor().PageAsync("");
        Assert.Contains("全部 7 个", page.QuerySelector("main")!.TextContent);
        Assert.Empty(page.QuerySelectorAll($"main a[href='{tenant.Tenant.BasePath}/home']"));
        var worker = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        Assert.NotEmpty((await worker.PageAsync("")).QuerySelectorAll($"main a[href='{tenant.Tenant.BasePath}/home']"));
        await using var empty = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        Assert.DoesNotContain("全部 0 个", (await empty.Visitor().PageAsync("")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task The_privacy_notice_names_who_is_responsible_or_leaves_a_blank()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        Assert.Contains("由区填写", (await tenant.Visitor().PageAsync("privacy")).QuerySelector("main")!.TextContent);
        await tenant.InScopeAsync(services => services.GetRequiredService<SettingsStore>()
            .SetAsync(new SiteSettings { Operator = "示例单位", Contact = "示例地址" }, CancellationToken.None));
        var text = (await tenant.Visitor().PageAsync("privacy")).QuerySelector("main")!.TextContent;
        Assert.Contains("示例单位", text);
        Assert.DoesNotContain("由区填写", text);
    }

    private static Task AddStationAsync(TestTenant tenant, string? street) => tenant.InScopeAsync(services =>
        services.GetRequiredService<ContentStore>().ImportAsync(new ShippedItem("resource-test", ResourcePart.ContentType, "示例工作站", 100, null, true,
            new ResourcePart
            {
                Category = ResourceCategories.Station, Phone = "000-0000-0000", Tel = "00000000000", SubDistrict = street,
                Level = ResourceLevels.SubDistrict, Summary = "示例", Open24h = true, VerifiedOn = tenant.Today.AddDays(-10),
            }), CancellationToken.None));
}
