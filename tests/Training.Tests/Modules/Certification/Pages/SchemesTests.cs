using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Pages;

public sealed class SchemesTests
{
    private const string Form = ".scheme-form";

    [Theory, OnBothDatabases]
    public async Task Only_the_district_writes_schemes(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        foreach (var role in new[] { StaffRole.SubDistrictStaff, StaffRole.LineStaff, StaffRole.Trainer })
        {
            using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(role, tenant.HuayangluId, Line.CivilAffairs));
            using var response = await client.GetAsync("console/schemes");
            Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        }
        using var officer = await OfficerAsync(tenant);
        var page = await officer.PageAsync("console/schemes");
        Assert.Contains("施行中", page.QuerySelector(".schemes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("首次取证：", (await officer.PageAsync("console/schemes/versions/teacher/1")).QuerySelector(".outline")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_is_written_published_and_never_changed_again(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var address = await StartAsync(client);
        var page = await client.PageAsync(address);
        using (var saved = await SendAsync(client, page, "save", ("title", "新方案"), ("from", Iso(tenant.Today.AddDays(1))), ("count", "24"))) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var publish = await client.PageAsync(address + "/publish");
        var changes = publish.QuerySelector(".changes")!.TextContent;
        Assert.Contains("新方案", changes, StringComparison.Ordinal);
        Assert.Contains("24 个月", changes, StringComparison.Ordinal);
        using (var done = await client.SubmitAsync(publish, "form.c-form")) Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var versions = await VersionsAsync(tenant);
        Assert.Equal(2, versions.Count);
        Assert.Equal((tenant.Today, tenant.Today.AddDays(1)), (versions[0].EffectiveThrough!.Value, versions[1].EffectiveFrom));
        Assert.Contains("待施行", (await client.PageAsync("console/schemes")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var again = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.True(await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>().AnyAsync(e => e.Category == "Scheme" && e.Name == "PutInForce")));
    }

    [Theory, OnBothDatabases]
    public async Task A_version_that_has_not_begun_is_withdrawn_with_a_reason_and_is_a_draft_again(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var address = await StartAsync(client);
        using (await SendAsync(client, await client.PageAsync(address), "save", ("title", "写错的方案"), ("from", Iso(tenant.Today.AddDays(1))), ("pass", "95"))) { }
        using (await client.SubmitAsync(await client.PageAsync(address + "/publish"), "form.c-form")) { }
        const string Version = "console/schemes/versions/teacher/2", Back = "form.withdraw";
        using (var bare = await client.SubmitAsync(await client.PageAsync(Version), Back, ("reason", "错")))
            Assert.Contains("请写明为什么撤回", (await bare.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using (var done = await client.SubmitAsync(await client.PageAsync(Version), Back, ("reason", "及格分写错了"))) Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Null(Assert.Single(await VersionsAsync(tenant)).EffectiveThrough);
        var page = await client.PageAsync("console/schemes");
        Assert.Contains("已撤回", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("写错的方案", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("及格分写错了", await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<AuditEvent>()
            .Where(e => e.Category == "Scheme" && e.Name == "Withdrawn").Select(e => e.Summary).SingleAsync()), StringComparison.Ordinal);
        Assert.Null((await client.PageAsync("console/schemes/versions/teacher/1")).QuerySelector(Back));
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_withdrawn_while_there_is_no_room_for_what_was_written(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var address = await StartAsync(client);
        using (await SendAsync(client, await client.PageAsync(address), "save", ("title", "写错的方案"), ("from", Iso(tenant.Today.AddDays(1))), ("pass", "95"))) { }
        using (await client.SubmitAsync(await client.PageAsync(address + "/publish"), "form.c-form")) { }
        for (var i = 0; i < DraftDesk.DraftsMax; i++) await StartAsync(client);
        const string Version = "console/schemes/versions/teacher/2", Back = "form.withdraw";
        using (var refused = await client.SubmitAsync(await client.PageAsync(Version), Back, ("reason", "及格分写错了")))
            Assert.Contains("请先删掉一份草案", (await refused.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await VersionsAsync(tenant)).Count);
        Assert.Equal(DraftDesk.DraftsMax, await DraftsAsync());
        await tenant.InScopeAsync(async s =>
        {
            var (db, desk) = (s.GetRequiredService<TenantDb>(), s.GetRequiredService<DraftDesk>());
            var reference = await db.Set<SchemeDraft>().Where(d => d.SourceKey == null).OrderBy(d => d.Id).Select(d => d.Ref).FirstAsync();
            await desk.DropAsync((await desk.FindAsync(reference, default))!, default);
        });
        using (var done = await client.SubmitAsync(await client.PageAsync(Version), Back, ("reason", "及格分写错了"))) Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Single(await VersionsAsync(tenant));
        Assert.Equal(DraftDesk.DraftsMax, await DraftsAsync());

        Task<int> DraftsAsync() => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<SchemeDraft>().CountAsync(d => d.SourceKey == null));
    }

    [Theory, OnBothDatabases]
    public async Task Only_the_rest_of_a_year_may_be_nought(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var address = await StartAsync(client);
        using (var refused = await SendAsync(client, await client.PageAsync(address), "save", ("count", "0"), ("unit", "Years")))
            Assert.Contains("12 月 31 日", (await refused.DocumentAsync()).GetElementById("f-count-e")!.TextContent, StringComparison.Ordinal);
        using (var saved = await SendAsync(client, await client.PageAsync(address), "save", ("count", "0"), ("unit", "EndOfYear"))) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("到当年的 12 月 31 日", (await client.PageAsync(address + "/publish")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_second_editor_with_an_older_page_is_refused_with_both_texts(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var first = await OfficerAsync(tenant);
        using var second = await OfficerAsync(tenant);
        var address = await StartAsync(first);
        var (mine, theirs) = (await first.PageAsync(address), await second.PageAsync(address));
        using (var saved = await SendAsync(first, mine, "save", ("title", "甲的方案"))) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var refused = await SendAsync(second, theirs, "save", ("title", "乙的方案"));
        var page = await refused.DocumentAsync();
        Assert.Contains("没有存上", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("甲的方案", page.QuerySelector(".changes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("乙的方案", page.QuerySelector(".changes")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("乙的方案", page.QuerySelector<IHtmlInputElement>("#f-title")!.Value);
        // Knowing both, the second may save.
        using var then = await SendAsync(second, page, "save");
        Assert.Equal(HttpStatusCode.Redirect, then.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_typed_wrong_is_told_beside_the_field_and_nothing_is_lost(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var page = await client.PageAsync(await StartAsync(client));
        using var response = await SendAsync(client, page, "save", ("title", "x"), ("count", "很久"), ("from", "下个月"), ("r.0:subject", "X99"), ("r.1:waive", "yes"), ("note", "要留着"));
        var refused = await response.DocumentAsync();
        Assert.Equal("很久", refused.QuerySelector<IHtmlInputElement>("#f-count")!.Value);
        Assert.Equal("要留着", refused.QuerySelector<IHtmlInputElement>("#f-note")!.Value);
        Assert.Equal("X99", refused.QuerySelector<IHtmlInputElement>("#f-r-0-subject")!.Value);
        foreach (var id in new[] { "f-title", "f-count", "f-from", "f-r-0-subject" })
        {
            Assert.Equal("true", refused.GetElementById(id)!.GetAttribute("aria-invalid"));
            Assert.NotNull(refused.GetElementById(id + "-e"));
        }
        var unknown = refused.GetElementById("f-r-0-subject-e")!.TextContent;
        Assert.Contains("没有这个模块：X99", unknown, StringComparison.Ordinal);
        Assert.Contains("O02", unknown, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_red_line_module_cannot_be_made_waivable(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var page = await client.PageAsync(await StartAsync(client));
        Assert.Equal("O02", page.QuerySelector<IHtmlInputElement>("#f-r-0-subject")!.Value);
        using var response = await SendAsync(client, page, "save", ("r.0:waive", "yes"));
        Assert.Contains("红线模块", (await response.DocumentAsync()).GetElementById("f-r-0-waive-e")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Rules_are_added_moved_and_removed_by_buttons_without_script(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var address = await StartAsync(client);
        var page = await client.PageAsync(address);
        page = await PressAsync(client, page, "add:r", ("r:add", "Hours"), ("title", "还没存"));
        var at = page.QuerySelectorAll("fieldset.rule[id^='f-r-']").Length - 1;
        Assert.Equal("还没存", page.QuerySelector<IHtmlInputElement>("#f-title")!.Value);
        page = await PressAsync(client, page, $"add:r.{at}");
        page = await PressAsync(client, page, $"up:r.{at}");
        Assert.NotNull(page.QuerySelector($"#f-r-{at - 1}-0"));
        page = await PressAsync(client, page, "remove:r.0");
        Assert.Null(page.QuerySelector($"#f-r-{at}"));
        page = await PressAsync(client, page, "addPath");
        Assert.NotNull(page.QuerySelector("#f-p1-r"));
        page = await PressAsync(client, page, "removePath:1");
        Assert.Null(page.QuerySelector("#f-p1-r"));
        using var saved = await SendAsync(client, page, "save", ($"r.{at - 2}:least", "2"), ($"r.{at - 2}:rate", "10"), ($"r.{at - 2}:label", "学分"), ($"r.{at - 2}:within", "60"), ($"r.{at - 2}:since", "last"),
            ($"r.{at - 2}.0:least", "1"), ($"r.{at - 2}.0:levels", "区级"), ($"r.{at - 2}.0:topics", "家庭教育指导"));
        Assert.True(saved.StatusCode == HttpStatusCode.Redirect, (await saved.DocumentAsync()).QuerySelector("[role=alert]")?.TextContent);
        var rules = SchemeRulesJson.Read(await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<SchemeDraft>().Where(d => d.SourceKey == null).Select(d => d.RulesJson).SingleAsync()));
        var hours = ((AllOf)rules.Requirements).Rules.OfType<HoursOf>().Single();
        Assert.Equal((2m, 10m, 1m), (hours.AtLeast, hours.HoursPerCredit!.Value, hours.Quotas![0].AtLeast));
        Assert.Equal(["家庭教育指导"], hours.Quotas[0].Filter.Topics!);
        Assert.Equal((60, true), (hours.WithinMonths!.Value, hours.SinceLastCompletion));
    }

    [Theory, OnBothDatabases]
    public async Task Complaints_7_and_8_each_renewal_may_ask_for_something_else(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var address = await StartAsync(client);
        var page = await PressAsync(client, await client.PageAsync(address), "addPath");
        page = await PressAsync(client, page, "add:p1.r", ("p1.r:add", "Module"));
        using var saved = await SendAsync(client, page, "save", ("p1:title", "第二年的课"), ("p1:from", "2"), ("p1:every", "2"), ("p1.r.0:subject", "O02"));
        Assert.True(saved.StatusCode == HttpStatusCode.Redirect, (await saved.DocumentAsync()).QuerySelector("[role=alert]")?.TextContent);
        var changes = (await client.PageAsync(address + "/publish")).QuerySelector(".changes")!.TextContent;
        Assert.Contains("第二年的课", changes, StringComparison.Ordinal);
        Assert.Contains("第 2 次换证起，每 2 次用一次", changes, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_nobody_could_meet_is_kept_and_not_published(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var address = await StartAsync(client);
        var page = await PressAsync(client, await client.PageAsync(address), "add:r", ("r:add", "Exam"));
        var at = page.QuerySelectorAll("fieldset.rule[id^='f-r-']").Length - 1;
        using (var saved = await SendAsync(client, page, "save", ($"r.{at}:subject", "X-NONE"), ("from", Iso(tenant.Today.AddDays(30))))) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("X-NONE 还没有发布", (await client.PageAsync(address)).QuerySelector(".notice.warn")!.TextContent, StringComparison.Ordinal);
        var publish = await client.PageAsync(address + "/publish");
        Assert.Null(publish.QuerySelector("form.c-form"));
        using var forced = await client.PostAsync(address + "/publish", new FormUrlEncodedContent(
            [KeyValuePair.Create("number", "2"), KeyValuePair.Create("__RequestVerificationToken", (await client.PageAsync(address)).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value)]));
        Assert.Contains("没有发布", (await forced.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await VersionsAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task A_version_begins_tomorrow_at_the_earliest(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await OfficerAsync(tenant);
        var address = await StartAsync(client);
        using (var saved = await SendAsync(client, await client.PageAsync(address), "save", ("from", Iso(tenant.Today)))) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("最早是明天", (await client.PageAsync(address + "/publish")).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_forced_update_is_announced_after_a_look_at_whom_it_concerns(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await Certificates.Pages.CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await OfficerAsync(tenant);
        var page = await client.PageAsync("console/schemes/forced-updates");
        (string, string)[] typed = [("module", "O02"), ("days", "60"), ("reason", "报告流程有重要变化")];
        using var preview = await client.SubmitAsync(page, "form.c-form", typed);
        var second = await preview.DocumentAsync();
        Assert.Contains("会影响 1 张有效证书，1 人", second.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<ForcedUpdate>().ToListAsync()));
        using var done = await client.SubmitAsync(second, "form.c-form", typed);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("报告流程有重要变化", (await client.PageAsync("console/schemes/forced-updates")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<HttpClient> OfficerAsync(TestTenant tenant) => await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));

    private static Task<List<CertificationScheme>> VersionsAsync(TestTenant tenant) => tenant.InScopeAsync(s =>
        s.GetRequiredService<TenantDb>().Set<CertificationScheme>().Where(v => v.Role == TrainingRole.Teacher).OrderBy(v => v.Version).ToListAsync());

    /// <summary>A draft of the teachers' scheme; its tenant-relative address.</summary>
    private static async Task<string> StartAsync(HttpClient client)
    {
        var page = await client.PageAsync("console/schemes");
        using var started = await client.SubmitAsync(page, "form[action$='handler=start']", ("role", nameof(TrainingRole.Teacher)));
        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        return "console/schemes/" + started.Headers.Location!.ToString().Split('/')[^1];
    }

    private static async Task<IHtmlDocument> PressAsync(HttpClient client, IHtmlDocument page, string what, params (string, string)[] typed)
    {
        using var response = await SendAsync(client, page, what, typed);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.DocumentAsync();
    }

    /// <summary>The whole form as a browser sends it, some fields typed over.</summary>
    private static Task<HttpResponseMessage> SendAsync(HttpClient client, IHtmlDocument page, string what, params (string Name, string Value)[] typed)
    {
        var form = page.QuerySelector(Form)!;
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input").Where(i => i.Type != "checkbox" || i.IsChecked).Select(i => (Name: i.Name!, i.Value))
            .Concat(form.QuerySelectorAll<IHtmlSelectElement>("select").Select(s => (Name: s.Name!, Value: s.Value ?? "")))
            .Where(f => typed.All(t => t.Name != f.Name)).Concat(typed).Append(("what", what));
        return client.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
    }
}
