using AngleSharp.Dom;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Pages;

/// <summary>Somebody renewed in time and waits for approval: nothing on screen says that there is something left to do.</summary>
public sealed class RenewalWaitsTests
{
    private const string Reason = "签到表上没有你的名字，请补交";

    [Theory, OnBothDatabases]
    public async Task The_person_reads_that_it_waits_and_that_the_present_certificate_is_valid(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (teacher, end) = await RenewedAsync(tenant);
        using var client = await tenant.SignedInAsync(teacher);
        var until = $"旧证到{end.Year}年{end.Month}月{end.Day}日仍有效";

        var why = await client.PageAsync("certificates/why");
        Assert.Contains("等发证单位审核", why.QuerySelector(".why-say")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(until, why.QuerySelector(".why-say")!.TextContent, StringComparison.Ordinal);
        var panel = (await client.PageAsync("certificates")).QuerySelector("main")!.TextContent;
        Assert.Contains("等发证单位审核", panel, StringComparison.Ordinal);
        var home = await client.PageAsync("home");
        Assert.Contains("换证要求已完成，等发证单位审核", home.QuerySelector(".next")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(until, home.QuerySelector(".next")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("等审核", home.QuerySelector("aside .panel")!.TextContent, StringComparison.Ordinal);
        foreach (var text in new[] { why.QuerySelector("main")!.TextContent, panel, home.QuerySelector("main")!.TextContent })
            foreach (var wrong in new[] { "现在可以换证", "现在不用做什么", "不用另外申请", "起可以换证" })
                Assert.DoesNotContain(wrong, text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_approves_is_told_that_the_present_certificate_will_be_suspended(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await RenewedAsync(tenant);
        var (one, other) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        using var officer = await tenant.SignedInAsync(other);
        Assert.Null((await officer.PageAsync("console/certificates")).QuerySelector("[aria-labelledby=wait-h] .msg"));
        var (number, on) = (Assert.Single(await tenant.CertificatesAsync()).Number, tenant.Today.AddDays(10));
        Assert.Null(await tenant.ProposeAsync(one, number, CertificateEventKind.Suspended, on));
        Assert.Null(await tenant.DecideAsync(other, number));
        var list = (await officer.PageAsync("console/certificates")).QuerySelector("[aria-labelledby=wait-h]")!;
        Assert.Contains($"自{on.Year}年{on.Month}月{on.Day}日起暂停", list.QuerySelector("tbody tr .msg")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("请先逐个核对", list.QuerySelector(".approve-all")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_holder_of_a_certificate_that_will_be_suspended_is_told_no_longer_day(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (teacher, end) = await RenewedAsync(tenant);
        var on = tenant.Today.AddDays(10);
        await DecideAsync(tenant, CertificateEventKind.Suspended, on);
        using var client = await tenant.SignedInAsync(teacher);
        string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
        var home = (await client.PageAsync("home")).QuerySelector("main")!.TextContent;
        var why = (await client.PageAsync("certificates/why")).QuerySelector("main")!.TextContent;
        foreach (var text in new[] { home, why })
        {
            Assert.Contains($"旧证到{Day(on.AddDays(-1))}仍有效", text, StringComparison.Ordinal);
            Assert.Contains($"已决定自{Day(on)}起暂停，从那天起不算持证", text, StringComparison.Ordinal);
            Assert.DoesNotContain($"旧证到{Day(end)}仍有效", text, StringComparison.Ordinal);
        }
        Assert.Contains("证书暂停" + Day(on), why, StringComparison.Ordinal);
        Assert.Contains("到时已经恢复的，这一天仍然有效", why, StringComparison.Ordinal);
        Assert.DoesNotContain(Day(end) + "到期", home, StringComparison.Ordinal);
        Assert.Contains($"有效，{Day(on)}起暂停", (await client.PageAsync("certificates")).QuerySelector("main .pass")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_has_yet_to_renew_before_a_suspension_is_not_promised_that_the_next_one_comes_by_itself(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var teacher = await InWindowAsync(tenant);
        using var client = await tenant.SignedInAsync(teacher);
        Assert.Contains("不用另外申请", (await client.PageAsync("certificates")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await DecideAsync(tenant, CertificateEventKind.Suspended, tenant.Today.AddDays(10));
        var panel = (await client.PageAsync("certificates")).QuerySelector("main")!.TextContent;
        Assert.Contains("换证的课可以照常学，学完由发证单位审核", panel, StringComparison.Ordinal);
        Assert.DoesNotContain("不用另外申请", panel, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_will_be_revoked_is_not_told_to_renew(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var teacher = await InWindowAsync(tenant);
        var on = tenant.Today.AddDays(10);
        await DecideAsync(tenant, CertificateEventKind.Revoked, on);
        using var client = await tenant.SignedInAsync(teacher);
        foreach (var path in new[] { "home", "certificates", "certificates/why" })
        {
            var text = (await client.PageAsync(path)).QuerySelector("main")!.TextContent;
            Assert.Contains($"已决定自{on.Year}年{on.Month}月{on.Day}日起撤销", text, StringComparison.Ordinal);
            foreach (var wrong in new[] { "可以换证", "换证还", "换证的课", "这一天仍然有效" }) Assert.DoesNotContain(wrong, text, StringComparison.Ordinal);
            if (path != "home") Assert.Contains($"{on.Year}年{on.Month}月{on.Day}日起要重新学完全部要求", text, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_suspended_and_will_be_revoked_reads_each_with_its_day(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var teacher = await InWindowAsync(tenant);
        var (today, on) = (tenant.Today, tenant.Today.AddDays(10));
        await DecideAsync(tenant, CertificateEventKind.Suspended, today);
        await DecideAsync(tenant, CertificateEventKind.Revoked, on);
        using var client = await tenant.SignedInAsync(teacher);
        var why = (await client.PageAsync("certificates/why")).QuerySelector(".why")!.TextContent;
        Assert.Contains($"证书从{today.Year}年{today.Month}月{today.Day}日起暂停，现在不算持证", why, StringComparison.Ordinal);
        Assert.Contains($"已决定自{on.Year}年{on.Month}月{on.Day}日起撤销。", why, StringComparison.Ordinal);
        foreach (var path in new[] { "home", "certificates", "certificates/why" })
        {
            var text = (await client.PageAsync(path)).QuerySelector("main")!.TextContent;
            foreach (var wrong in new[] { "可以换证", "换证还", "换证的课", "这一天仍然有效", "从那天起不算持证" }) Assert.DoesNotContain(wrong, text, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_renewal_that_was_not_approved_says_why_on_both_pages(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (teacher, _) = await RenewedAsync(tenant);
        using (var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education)))
        using (await officer.SubmitAsync(await officer.PageAsync("console/certificates"), "form.refuse", ("note", Reason))) { }
        using var client = await tenant.SignedInAsync(teacher);
        var home = await client.PageAsync("home");
        Assert.Contains(Reason, home.QuerySelector(".next")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Reason, home.QuerySelector("aside .panel")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("旧证到", home.QuerySelector(".next")!.TextContent, StringComparison.Ordinal);
        var why = (await client.PageAsync("certificates/why")).QuerySelector(".why")!.TextContent;
        Assert.Contains("审核没有通过", why, StringComparison.Ordinal);
        Assert.Contains(Reason, why, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_refusal_is_on_the_home_page_though_another_post_has_something_to_learn(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        var person = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.InScopeAsync(async s =>
        {
            var db = (Training.Platform.Data.TenantDb)s.GetService(typeof(Training.Platform.Data.TenantDb))!;
            db.Add(new RoleAssignment { PersonId = person.Id, Role = TrainingRole.ChildDirector, Line = Line.CivilAffairs, SubDistrictId = tenant.HuayangluId, Start = tenant.Today.AddMonths(-1), RecordedUtc = DateTime.UnixEpoch });
            await db.SaveChangesAsync();
        });
        await tenant.RecordAllAsync(person.Id, Ledger.Teacher);
        using (var officer = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education)))
        using (await officer.SubmitAsync(await officer.PageAsync("console/certificates"), "form.refuse", ("note", Reason))) { }
        using var client = await tenant.SignedInAsync(person);
        var home = await client.PageAsync("home");
        Assert.NotNull(home.QuerySelector(".next a[href*='/modules/']"));
        Assert.Contains(home.QuerySelectorAll("aside .panel"), p => p.TextContent.Contains(Reason, StringComparison.Ordinal));
    }

    /// <summary>A teacher whose certificate ends in some weeks.</summary>
    private static async Task<TestPerson> InWindowAsync(TestTenant tenant)
    {
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher);
        tenant.App.Clock.Advance(TimeSpan.FromDays(Assert.Single(await tenant.CertificatesAsync()).ValidThrough.DayNumber - tenant.Today.DayNumber - 35));
        return teacher;
    }

    /// <summary>Two officers decide something about the only certificate.</summary>
    private static async Task DecideAsync(TestTenant tenant, CertificateEventKind kind, DateOnly on)
    {
        var (one, other) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        var number = Assert.Single(await tenant.CertificatesAsync()).Number;
        Assert.Null(await tenant.ProposeAsync(one, number, kind, on));
        Assert.Null(await tenant.DecideAsync(other, number));
    }

    private static Task<TestTenant> NewAsync(TestDatabase database) => TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(RenewalWaitsTests)));

    /// <summary>A teacher whose certificate ends in some weeks and who has done again what it takes.</summary>
    private static async Task<(TestPerson, DateOnly End)> RenewedAsync(TestTenant tenant)
    {
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher);
        var end = Assert.Single(await tenant.CertificatesAsync()).ValidThrough;
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        tenant.App.Clock.Advance(TimeSpan.FromDays(end.DayNumber - tenant.Today.DayNumber - 35));
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher);
        Assert.Single(await tenant.CertificatesAsync());
        return (teacher, end);
    }
}
