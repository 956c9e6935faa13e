using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Roster;

/// <summary>An officer keeps the roster; certificates and rates follow in the same transaction.</summary>
public sealed class RosterPagesTests
{
    private const TrainingRole Director = TrainingRole.ChildDirector;

    [Theory, OnBothDatabases]
    public async Task A_transfer_moves_the_required_count_on_its_day(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.StaffAsync(StaffRole.DistrictStaff);
        var supervisor = await tenant.AddPersonAsync(TrainingRole.ChildSupervisor, street: tenant.XinhualuId);
        var person = await tenant.AddPersonAsync();
        var day = tenant.Today.AddDays(-10);
        // The first leave makes the rates count somebody who was put into the tables by hand.
        using (var kept = await officer.SendAsync(await tenant.PostOfAsync(person), "#leave", ("do", "leave"), ("kind", "Sick"), ("start", day.AddDays(-30).Day()), ("end", day.AddDays(-25).Day())))
            Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.Equal((1, 0), (await tenant.RequiredAsync(tenant.HuayangluId, Director, tenant.Today), await tenant.RequiredAsync(tenant.XinhualuId, Director, tenant.Today)));
        using var sent = await officer.SendAsync(await tenant.PostOfAsync(person), "#transfer", ("do", "transfer"), ("place", await tenant.CodeAsync(tenant.XinhualuId)), ("day", day.Day()));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var posts = await tenant.PostsAsync(person.Id);
        Assert.Equal([(tenant.HuayangluId, day.AddDays(-1)), (tenant.XinhualuId, (DateOnly?)null)], posts.Select(p => (p.SubDistrictId, p.End)));
        foreach (var (on, there, here) in new[] { (day.AddDays(-1), 1, 0), (day, 0, 1), (tenant.Today, 0, 1) })
            Assert.Equal((there, here), (await tenant.RequiredAsync(tenant.HuayangluId, Director, on), await tenant.RequiredAsync(tenant.XinhualuId, Director, on)));
        Assert.StartsWith("PostTransferred|", (await tenant.TrailAsync(person.Ref))[^1]);
        var told = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredNotice>().OrderBy(n => n.Id).Select(n => new { n.UserId, n.Title, n.Body }).ToListAsync());
        Assert.Contains(told, n => n.UserId == person.UserId && n.Title == "你的岗位有变动" && n.Body.Contains("还没有：儿童主任", StringComparison.Ordinal));
        Assert.Contains(told, n => n.UserId == supervisor.UserId && n.Body.Contains(person.Name, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_long_leave_an_end_and_a_strike_change_the_rates(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var street = await tenant.StaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        var person = await tenant.AddPersonAsync();
        var page = await tenant.PostOfAsync(person);
        (await street.SendAsync(page, "#leave", ("do", "leave"), ("kind", "Maternity"), ("start", tenant.Today.AddDays(-5).Day()), ("end", tenant.Today.AddDays(60).Day()))).Dispose();
        Assert.Equal((0, 1), (await tenant.RequiredAsync(tenant.HuayangluId, Director, tenant.Today), await tenant.CountAsync(tenant.HuayangluId, Director, tenant.Today, Measure.ExcludedLeave)));
        var leave = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Leave>().AsNoTracking().SingleAsync());
        (await street.SendAsync(page, $"#leave-{leave.Id}", ("do", "leave"), ("kind", "Maternity"), ("start", tenant.Today.AddDays(-5).Day()), ("end", tenant.Today.AddDays(20).Day()))).Dispose();
        Assert.Equal(1, await tenant.RequiredAsync(tenant.HuayangluId, Director, tenant.Today));
        (await street.SendAsync(page, $"#leave-{leave.Id}", ("do", "leave-remove"))).Dispose();
        (await street.SendAsync(page, "#end-post", ("do", "end"), ("end", tenant.Today.AddDays(-1).Day()))).Dispose();
        Assert.Equal((0, 1), (await tenant.RequiredAsync(tenant.HuayangluId, Director, tenant.Today), await tenant.RequiredAsync(tenant.HuayangluId, Director, tenant.Today.AddDays(-1))));
        using var gone = await street.SendAsync(page, "#strike", ("do", "strike"), ("reason", "录到别人名下了"));
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        Assert.Empty(await tenant.PostsAsync(person.Id));
        Assert.Equal(0, await tenant.RequiredAsync(tenant.HuayangluId, Director, tenant.Today.AddDays(-1)));
        Assert.Equal(["LeaveAdded", "LeaveChanged", "LeaveRemoved", "PostEnded", "PostStruck"], (await tenant.TrailAsync(person.Ref)).Select(t => t.Split('|')[0]));
    }

    [Theory, OnBothDatabases]
    public async Task Bad_input_is_refused_in_words_and_what_was_typed_stays(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.StaffAsync(StaffRole.DistrictStaff);
        var (person, other) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        var code = await tenant.CodeAsync(tenant.XinhualuId);
        using (var overlap = await officer.SendAsync(Keeping.Of(person), "#add-post", ("do", "post"), ("role", "ChildDirector"), ("place", code), ("start", tenant.Today.Day())))
        {
            var page = await overlap.DocumentAsync();
            Assert.Contains("同一岗位已有一段任职", page.QuerySelector("[role=alert]")!.TextContent);
            Assert.Equal(tenant.Today.Day(), page.QuerySelector("#start")!.GetAttribute("value"));
        }
        using (var taken = await officer.SendAsync(Keeping.Of(person), "#edit", ("do", "edit"), ("name", "新名"), ("staffNo", other.StaffNo), ("phone", "")))
            Assert.Contains("这个工号已有人用", await taken.MainAsync());
        using (var phone = await officer.SendAsync(Keeping.Of(person), "#edit", ("do", "edit"), ("name", "新名"), ("staffNo", person.StaffNo), ("phone", "12345")))
            Assert.Contains("手机号应为 11 位数字", await phone.MainAsync());
        using (var early = await officer.SendAsync(await tenant.PostOfAsync(person), "#end-post", ("do", "end"), ("end", "2001-01-01")))
            Assert.Contains("日期不能更早", await early.MainAsync());
        using (var nonsense = await officer.SendAsync(await tenant.PostOfAsync(person), "#end-post", ("do", "end"), ("end", "昨天")))
            Assert.Contains("日期写成 2026-09-01 这样", await nonsense.MainAsync());
        Assert.Empty(await tenant.TrailAsync(person.Ref));
        Assert.Null((await tenant.PostsAsync(person.Id)).Single().End);
    }

    [Theory, OnBothDatabases]
    public async Task Who_comes_second_is_told_and_sees_both(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.StaffAsync(StaffRole.DistrictStaff);
        using var other = await tenant.StaffAsync(StaffRole.DistrictStaff);
        var person = await tenant.AddPersonAsync();
        var page = await officer.PageAsync(Keeping.Of(person));
        (await other.SendAsync(Keeping.Of(person), "#edit", ("do", "edit"), ("name", "别人改的"), ("staffNo", person.StaffNo))).Dispose();
        using var late = await officer.SubmitAsync(page, "#edit", ("do", "edit"), ("name", "我改的"), ("staffNo", person.StaffNo));
        var answer = await late.DocumentAsync();
        Assert.Contains("别人改了这个人", answer.QuerySelector("[role=alert]")!.TextContent);
        Assert.Contains("别人改的", answer.QuerySelector("dl.sums")!.TextContent);
        Assert.Equal("我改的", answer.QuerySelector("#name")!.GetAttribute("value"));
        Assert.Single(await tenant.TrailAsync(person.Ref));
        var fresh = await officer.PageAsync(Keeping.Of(person));
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => officer.SubmitAsync(fresh, "#edit", ("do", "edit"), ("name", "一起改" + i), ("staffNo", person.StaffNo))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(2, (await tenant.TrailAsync(person.Ref)).Count);
        foreach (var one in answers) one.Dispose();
    }

    [Theory, OnBothDatabases]
    public async Task A_number_is_masked_and_seeing_it_is_on_the_trail(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.StaffAsync(StaffRole.DistrictStaff);
        var person = await tenant.AddPersonAsync();
        (await officer.SendAsync(Keeping.Of(person), "#edit", ("do", "edit"), ("name", person.Name), ("staffNo", person.StaffNo), ("phone", "138 0000 1234"))).Dispose();
        foreach (var address in new[] { Keeping.Of(person), "console/roster?q=" + person.StaffNo })
        {
            var text = (await officer.PageAsync(address)).QuerySelector("main")!.TextContent;
            Assert.Contains("138****1234", text);
            Assert.DoesNotContain("13800001234", text);
        }
        using var refused = await officer.SendAsync(Keeping.Of(person), "#show-phone", ("do", "phone"), ("reason", ""));
        Assert.DoesNotContain("13800001234", await refused.MainAsync());
        using var shown = await officer.SendAsync(Keeping.Of(person), "#show-phone", ("do", "phone"), ("reason", "通知线下集训"));
        Assert.Contains("13800001234", await shown.MainAsync());
        Assert.Equal(["PersonEdited|补手机号", "PhoneShown|查看完整手机号。理由：通知线下集训"], await tenant.TrailAsync(person.Ref));
    }

    [Theory, OnBothDatabases]
    public async Task An_exemption_needs_two_people(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var asker = await tenant.StaffAsync(StaffRole.DistrictStaff);
        using var decider = await tenant.StaffAsync(StaffRole.DistrictStaff);
        using var street = await tenant.StaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        var person = await tenant.AddPersonAsync();
        (await asker.SendAsync(await tenant.PostOfAsync(person), "#ask", ("do", "ask"), ("reason", "已参加市级同等培训"), ("start", tenant.Today.AddDays(-3).Day()), ("end", tenant.Today.AddDays(30).Day()))).Dispose();
        Assert.Equal(0, await tenant.CountAsync(tenant.HuayangluId, Director, tenant.Today, Measure.Exempt));
        var list = await decider.PageAsync("console/roster/exemptions");
        var form = "#" + list.QuerySelector("main form[id^=r]")!.Id;
        Assert.Null((await asker.PageAsync("console/roster/exemptions")).QuerySelector("main form[id^=r]"));
        Assert.Null((await street.PageAsync("console/roster/exemptions")).QuerySelector("main form[id^=r]"));
        // The buttons are hidden; the rule is not only there.
        using (var own = await asker.SubmitAsync(list, form, ("do", "approve"), ("__RequestVerificationToken", await TokenAsync(asker, person))))
            Assert.Contains("自己申请的免训要由别人审批", await own.MainAsync());
        using (var low = await street.SubmitAsync(list, form, ("do", "approve"), ("__RequestVerificationToken", await TokenAsync(street, person))))
            Assert.Equal(HttpStatusCode.NotFound, low.StatusCode);
        using var approved = await decider.SubmitAsync(list, form, ("do", "approve"), ("note", "材料齐"));
        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        Assert.Equal(1, await tenant.CountAsync(tenant.HuayangluId, Director, tenant.Today, Measure.Exempt));
        Assert.Equal(["ExemptionAsked", "ExemptionApproved"], (await tenant.TrailAsync(person.Ref)).Select(t => t.Split('|')[0]));
    }

    [Theory, OnBothDatabases]
    public async Task A_new_person_gets_a_post_and_an_account_that_begins_with_a_new_password(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var street = await tenant.StaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        (string, string)[] Fields(string code) => [("name", "何新来"), ("staffNo", "N0001"), ("phone", ""), ("role", "ChildDirector"), ("place", code), ("start", tenant.Today.AddMonths(-4).Day())];
        using (var elsewhere = await street.SendAsync("console/roster/new", "#new", Fields(await tenant.CodeAsync(tenant.XinhualuId))))
            Assert.Contains("不在你的范围内", await elsewhere.MainAsync());
        using (var added = await street.SendAsync("console/roster/new", "#new", Fields(await tenant.CodeAsync(tenant.HuayangluId))))
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        Assert.Equal(1, await tenant.RequiredAsync(tenant.HuayangluId, Director, tenant.Today));
        var person = await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Person>().AsNoTracking().SingleAsync(p => p.StaffNo == "N0001"));
        using var opened = await street.SendAsync("console/roster/" + person.Ref, "#account", ("do", "open"));
        var password = (await opened.DocumentAsync()).QuerySelector("#secret code")!.TextContent;
        Assert.DoesNotContain(await tenant.TrailAsync(person.Ref), t => t.Contains(password, StringComparison.Ordinal));

        using var learner = tenant.Visitor();
        using (var signed = await learner.SendAsync("sign-in", "main form", ("Name", "N0001"), ("Password", password))) Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        using (var home = await learner.GetAsync("home")) Assert.EndsWith("/me", home.Headers.Location!.ToString(), StringComparison.Ordinal);
        using (var changed = await learner.SendAsync("me", "form[data-form=password]", ("current", password), ("next", "春天的第一堂好课"))) Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using (var home = await learner.GetAsync("home")) Assert.Equal(HttpStatusCode.OK, home.StatusCode);

        (await street.SendAsync("console/roster/" + person.Ref, "#account", ("do", "close"))).Dispose();
        using var again = tenant.Visitor();
        using (var closed = await again.SendAsync("sign-in", "main form", ("Name", "N0001"), ("Password", "春天的第一堂好课"))) Assert.Contains("这个账号已停用", await closed.MainAsync());
        using (var guess = await again.SendAsync("sign-in", "main form", ("Name", "N0001"), ("Password", "not-the-one"))) Assert.DoesNotContain("已停用", await guess.MainAsync());
        (await street.SendAsync("console/roster/" + person.Ref, "#account", ("do", "reopen"))).Dispose();
        using (var back = await again.SendAsync("sign-in", "main form", ("Name", "N0001"), ("Password", "春天的第一堂好课"))) Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_holds_an_office_is_not_taken_over(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.StaffAsync(StaffRole.DistrictStaff);
        var admin = await tenant.AddStaffAsync(StaffRole.SiteAdmin);
        var page = await officer.PageAsync(Keeping.Of(admin));
        Assert.Null(page.QuerySelector("#account"));
        using var forced = await officer.SubmitAsync(page, "#add-post", ("do", "open"));
        Assert.Contains("由站点管理员维护", await forced.MainAsync());
        Assert.Empty(await tenant.TrailAsync(admin.Ref));
    }

    [Theory, OnBothDatabases]
    public async Task Another_street_is_not_there(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var street = await tenant.StaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        using var line = await tenant.StaffAsync(StaffRole.LineStaff, line: Line.Education);
        var (own, foreign) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync(street: tenant.XinhualuId));
        foreach (var address in new[] { Keeping.Of(foreign), await tenant.PostOfAsync(foreign) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await street.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await line.GetAsync(address)).StatusCode);
        }
        var list = (await street.PageAsync("console/roster")).QuerySelector("main")!.TextContent;
        Assert.Contains(own.Name, list);
        Assert.DoesNotContain(foreign.Name, list);
        using var trainer = await tenant.StaffAsync(StaffRole.Trainer);
        Assert.Equal(HttpStatusCode.Redirect, (await trainer.GetAsync("console/roster")).StatusCode);
        using var forced = await street.SubmitAsync(await street.PageAsync(Keeping.Of(own)), "#edit", ("do", "edit"), ("name", "改成功"), ("staffNo", own.StaffNo));
        Assert.Equal(HttpStatusCode.Redirect, forced.StatusCode);
    }

    private static async Task<string> TokenAsync(HttpClient client, TestPerson person) =>
        (await client.PageAsync(Keeping.Of(person))).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
