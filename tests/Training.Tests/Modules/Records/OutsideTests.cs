using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Records.Outside;
using Training.Platform.Data;
using Training.Platform.Media;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Records;

public sealed class OutsideTests
{
    internal static Task<HttpResponseMessage> DeclareAsync(HttpClient learner, byte[] proof, params (string Name, string Value)[] other)
    {
        var fields = new (string Name, string Value)[]
        {
            ("title", "未成年人保护实务培训"), ("organizer", "某社会组织"), ("organizerKind", "SocialOrganization"), ("start", "2026-10-10"), ("end", "2026-10-11"), ("hours", "8"),
        };
        return learner.UploadAsync("me/outside", "form[data-form=outside]", "proof", "证明.jpg", proof, [.. fields.Where(f => other.All(o => o.Name != f.Name)), .. other]);
    }

    private static Task<OutsideTraining> OneAsync(TestTenant tenant) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OutsideTraining>().AsNoTracking().OrderByDescending(o => o.Id).FirstAsync());

    [Theory, OnBothDatabases]
    public async Task Declared_checked_by_the_street_recognised_by_rule_and_in_the_ledger(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var learner = await tenant.SignedInAsync(person);
        using var district = await tenant.OfficerAsync();
        using var street = await tenant.StreetAsync();
        using var rule = await district.SubmitAsync(await district.PageAsync("console/outside/rules"), "#rule-new", ("do", "save"), ("order", "1"), ("titleWords", "未成年人 培训"),
            ("organizerKind", "SocialOrganization"), ("percent", "50"), ("hoursMax", "10"), ("category", "实践体验"), ("level", "区级"), ("topic", ""), ("subject", "区外培训"));
        Assert.Equal(HttpStatusCode.Redirect, rule.StatusCode);

        using var declared = await DeclareAsync(learner, ProofReaderTests.Picture());
        Assert.Equal(HttpStatusCode.Redirect, declared.StatusCode);
        var one = await OneAsync(tenant);
        Assert.Contains("待街镇核实", (await learner.PageAsync("me/outside")).QuerySelector("main")!.TextContent);

        // The district cannot recognise what the street has not checked; the street checks, and does not recognise.
        Assert.Null((await district.PageAsync("console/outside/" + one.Ref)).QuerySelector("#recognize"));
        (await street.SubmitAsync(await street.PageAsync("console/outside/" + one.Ref), "#verify", ("do", "verify"))).Dispose();
        Assert.Null((await street.PageAsync("console/outside/" + one.Ref)).QuerySelector("#recognize"));
        var page = await district.PageAsync("console/outside/" + one.Ref);
        Assert.Equal("4", page.QuerySelector("#hours")!.GetAttribute("value"));
        using var tooMuch = await district.SubmitAsync(page, "#recognize", ("do", "recognize"), ("hours", "9"), ("subject", "区外培训"), ("note", "按认定规则"));
        Assert.Contains("不能多于申报的 8 学时", await tooMuch.TextAsync());
        using var recognised = await district.SubmitAsync(page, "#recognize", ("do", "recognize"), ("hours", "4"), ("subject", "区外培训"), ("category", "实践体验"), ("note", "按认定规则第 1 条"));
        Assert.Equal(HttpStatusCode.Redirect, recognised.StatusCode);
        using var twice = await district.SubmitAsync(page, "#recognize", ("do", "recognize"), ("hours", "4"), ("subject", "区外培训"), ("note", "按认定规则第 1 条"));
        Assert.Contains("另一位工作人员处理过", await twice.TextAsync());

        var row = Assert.Single(await tenant.LedgerAsync(person.Id));
        Assert.Equal((EvidenceKind.OutsideTraining, "区外培训", 4m, "实践体验", new DateOnly(2026, 10, 11)), (row.Kind, row.Subject, row.Hours, row.Category, row.EffectiveOn));
        Assert.Contains("认定 4 学时：按认定规则第 1 条", (await learner.PageAsync("me/outside")).QuerySelector("main")!.TextContent);
        Assert.Contains("未成年人保护实务培训", (await learner.PageAsync("me/record?year=2026")).QuerySelector("main")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task The_proof_is_for_the_learner_and_the_own_street_and_only_to_be_saved(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var person = await tenant.AddPersonAsync(street: tenant.XinhualuId);
        using var learner = await tenant.SignedInAsync(person);
        using var neighbor = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var street = await tenant.StreetAsync();
        using var district = await tenant.OfficerAsync();
        (await DeclareAsync(learner, ProofReaderTests.Pdf())).Dispose();
        var one = await OneAsync(tenant);
        foreach (var (client, address) in new[] { (learner, "me"), (district, "console") })
        {
            using var file = await client.GetAsync($"{address}/outside/{one.Ref}/proof");
            Assert.Equal((HttpStatusCode.OK, "attachment", "nosniff"),
                (file.StatusCode, file.Content.Headers.ContentDisposition!.DispositionType, file.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal(ProofReaderTests.Pdf(), await file.Content.ReadAsByteArrayAsync());
        }
        Assert.Equal(HttpStatusCode.NotFound, (await neighbor.GetAsync($"me/outside/{one.Ref}/proof")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await street.GetAsync($"console/outside/{one.Ref}/proof")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await street.GetAsync($"console/outside/{one.Ref}")).StatusCode);
        Assert.DoesNotContain(one.Ref, (await street.PageAsync("console/outside")).QuerySelector("main")!.InnerHtml);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_training_is_declared_once_and_the_same_file_of_others_is_shown_to_the_officer(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var (first, second, third) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync(), await tenant.AddPersonAsync(street: tenant.XinhualuId));
        using var learner = await tenant.SignedInAsync(first);
        (await DeclareAsync(learner, ProofReaderTests.Picture())).Dispose();
        var one = await OneAsync(tenant);
        using var sameFile = await DeclareAsync(learner, ProofReaderTests.Picture(), ("start", "2026-09-01"), ("end", "2026-09-01"), ("hours", "4"));
        Assert.Contains("这份证明已经申报过", await sameFile.TextAsync());
        using var sameDays = await DeclareAsync(learner, ProofReaderTests.Pdf());
        Assert.Contains("同样的日期和学时已经申报过", await sameDays.TextAsync());
        foreach (var person in new[] { second, third })
        {
            using var other = await tenant.SignedInAsync(person);
            using var response = await DeclareAsync(other, ProofReaderTests.Picture());
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        }
        using var street = await tenant.StreetAsync();
        var words = (await street.PageAsync("console/outside/" + one.Ref)).QuerySelector("main")!.TextContent;
        Assert.Contains("还有 2 人交过", words);
        Assert.Contains(second.Name, words);
        Assert.DoesNotContain(third.Name, words);
        Assert.Contains("另有 1 人不在你的范围内", words);
    }

    [Theory, OnBothDatabases]
    public async Task A_new_scan_with_other_hours_is_shown_before_it_counts_and_needs_a_reason_why_it_is_another(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var person = await tenant.AddPersonAsync();
        using var learner = await tenant.SignedInAsync(person);
        using var street = await tenant.StreetAsync();
        using var district = await tenant.OfficerAsync();
        (await DeclareAsync(learner, ProofReaderTests.Picture())).Dispose();
        using var second = await DeclareAsync(learner, ProofReaderTests.Pdf(), ("title", "未成年人保护实务培训班"), ("hours", "6"));
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        var one = await OneAsync(tenant);
        var page = await VerifiedAsync(street, district, one);
        var found = page.QuerySelector("#duplicates")!.TextContent;
        foreach (var said in new[] { "还有 1 条相近的记录", "未成年人保护实务培训", "8 学时", "日期重叠，名称相近" }) Assert.Contains(said, found);

        (string, string)[] fields = [("do", "recognize"), ("hours", "6"), ("subject", "外部培训"), ("note", "证书原件已核对")];
        using var silent = await district.SubmitAsync(page, "#recognize", fields);
        Assert.Contains("可能和上面列出的记录重复", await silent.TextAsync());
        Assert.Empty(await tenant.LedgerAsync(person.Id));
        using var done = await district.SubmitAsync(page, "#recognize", [.. fields, ("notDuplicate", "同一主办方的提高班，另有证书")]);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("不是重复：同一主办方的提高班", Assert.Single(await tenant.LedgerAsync(person.Id)).Reason);
        Assert.Contains("不是重复：同一主办方的提高班", (await learner.PageAsync("me/outside")).QuerySelector("main")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task What_an_officer_entered_for_those_days_is_shown_to_whoever_recognises(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var learner = await tenant.SignedInAsync(person);
        using var street = await tenant.StreetAsync();
        using var district = await tenant.OfficerAsync();
        (await street.RecordAsync(tenant, ("people", person.Ref), ("on", "2026-10-10"), ("title", "未保培训"))).Dispose();
        (await DeclareAsync(learner, ProofReaderTests.Picture())).Dispose();
        var one = await OneAsync(tenant);
        var page = await VerifiedAsync(street, district, one);
        Assert.Contains("学习记录里已经有这几天的培训", page.QuerySelector("#duplicates")!.TextContent);
        Assert.Contains("未保培训", page.QuerySelector("#duplicates")!.TextContent);
        using var silent = await district.SubmitAsync(page, "#recognize", ("do", "recognize"), ("hours", "8"), ("subject", "外部培训"), ("note", "证书原件已核对"));
        Assert.Contains("可能和上面列出的记录重复", await silent.TextAsync());
        Assert.Single(await tenant.LedgerAsync(person.Id));
        // Nobody else's, and nothing of other days.
        using var other = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        (await DeclareAsync(other, ProofReaderTests.Pdf())).Dispose();
        Assert.Null((await VerifiedAsync(street, district, await OneAsync(tenant))).QuerySelector("#duplicates"));
    }

    [Theory]
    [InlineData("未成年人保护实务培训", "未成年人保护实务培训班", true)]
    [InlineData("2026年未成年人保护实务培训", "未成年人保护 实务培训（秋季）", true)]
    [InlineData("某区社工协会", "某区社会工作者协会", false)]
    [InlineData("未成年人保护实务培训", "家庭教育指导师提高班", false)]
    [InlineData("", "家庭教育", false)]
    public void Names_of_one_training_are_known_by_their_letters(string a, string b, bool alike) => Assert.Equal(alike, PossibleDuplicate.IsAlike(a, b));

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> VerifiedAsync(HttpClient street, HttpClient district, OutsideTraining one)
    {
        (await street.SubmitAsync(await street.PageAsync("console/outside/" + one.Ref), "#verify", ("do", "verify"))).Dispose();
        return await district.PageAsync("console/outside/" + one.Ref);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_checks_recognises_or_sends_back_the_own_declaration(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var own = await tenant.AddPersonAsync(grants: new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff });
        using var officer = await tenant.SignedInAsync(own);
        using var colleague = await tenant.OfficerAsync();
        (await DeclareAsync(officer, ProofReaderTests.Picture())).Dispose();
        var address = "console/outside/" + (await OneAsync(tenant)).Ref;
        await RefusedAsync("verify", "return");
        Assert.Equal(OutsideState.Submitted, (await OneAsync(tenant)).State);
        (await colleague.SubmitAsync(await colleague.PageAsync(address), "#verify", ("do", "verify"))).Dispose();
        await RefusedAsync("recognize", "return");
        Assert.Equal(OutsideState.Verified, (await OneAsync(tenant)).State);
        Assert.Empty(await tenant.LedgerAsync(own.Id));
        using var done = await colleague.SubmitAsync(await colleague.PageAsync(address), "#recognize", ("do", "recognize"), ("hours", "8"), ("subject", "外部培训"), ("note", "证书原件已核对"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Single(await tenant.LedgerAsync(own.Id));

        async Task RefusedAsync(params string[] what)
        {
            var page = await officer.PageAsync(address);
            Assert.Contains(Desk.NotForOneself, page.QuerySelector("main")!.TextContent);
            Assert.Empty(page.QuerySelectorAll("#verify, #recognize, #return"));
            foreach (var each in what)
            {
                using var forced = await officer.ForceAsync(address, ("do", each), ("hours", "8"), ("subject", "外部培训"), ("note", "证书原件已核对"));
                Assert.Contains(Desk.NotForOneself, await forced.TextAsync());
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_is_sent_back_says_why_and_may_be_declared_anew(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var person = await tenant.AddPersonAsync();
        using var learner = await tenant.SignedInAsync(person);
        using var street = await tenant.StreetAsync();
        (await DeclareAsync(learner, ProofReaderTests.Picture())).Dispose();
        var one = await OneAsync(tenant);
        var page = await street.PageAsync("console/outside/" + one.Ref);
        using var silent = await street.SubmitAsync(page, "#return", ("do", "return"), ("note", ""));
        Assert.Contains("写明退回的原因", await silent.TextAsync());
        (await street.SubmitAsync(page, "#return", ("do", "return"), ("note", "照片里看得到孩子，请遮住再交"))).Dispose();
        Assert.Contains("请遮住再交", (await learner.PageAsync("me/outside")).QuerySelector("main")!.TextContent);
        Assert.Equal("8", (await learner.PageAsync("me/outside?from=" + one.Ref)).QuerySelector("#hours")!.GetAttribute("value"));
        using var again = await DeclareAsync(learner, ProofReaderTests.Picture());
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Empty(await tenant.LedgerAsync(person.Id));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_wrong_is_said_and_no_file_is_kept(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var learner = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        using var response = await DeclareAsync(learner, [0x4D, 0x5A], ("hours", "40"), ("end", "2026-10-10"), ("title", "关于小明 9 岁在第一小学的培训"));
        var words = await response.TextAsync();
        foreach (var said in new[] { "只收 PDF、JPG、PNG", "1 天里上不满这么多学时", "这里不保存孩子的信息" }) Assert.Contains(said, words);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<MediaFile>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_rule_changed_by_somebody_else_meanwhile_is_not_overwritten(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var officer = await tenant.OfficerAsync();
        (string, string)[] Fields(string percent) => [("do", "save"), ("order", "1"), ("titleWords", ""), ("percent", percent), ("hoursMax", "10"), ("subject", "外部培训")];
        (await officer.SubmitAsync(await officer.PageAsync("console/outside/rules"), "#rule-new", Fields("100"))).Dispose();
        var page = await officer.PageAsync("console/outside/rules");
        var form = page.QuerySelector("form[id^=rule-]:not(#rule-new)")!.Id!;
        (await officer.SubmitAsync(page, "#" + form, Fields("80"))).Dispose();
        using var late = await officer.SubmitAsync(page, "#" + form, Fields("50"));
        var shown = await late.DocumentAsync();
        Assert.Contains("另一位工作人员刚刚改过这条规则", shown.QuerySelector("main")!.TextContent);
        Assert.Contains("按 80%", shown.QuerySelector("main")!.TextContent);
        Assert.Equal("50", shown.QuerySelector($"#{form} input[name=percent]")!.GetAttribute("value"));
    }

    [Theory, OnBothDatabases]
    public async Task Bytes_without_a_row_are_swept_away_after_a_day(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.InScopeAsync(async services =>
        {
            var (db, media) = (services.GetRequiredService<TenantDb>(), services.GetRequiredService<MediaStore>());
            var (kept, lost) = (await media.SaveAsync("p", "a", "x/y", new byte[] { 1 }, null, default), await media.SaveAsync("p", "b", "x/y", new byte[] { 2 }, null, default));
            await db.Set<MediaFile>().Where(m => m.Ref == lost.Ref).ExecuteDeleteAsync();
            foreach (var file in new[] { kept, lost })
                File.SetLastWriteTimeUtc(Directory.GetFiles(services.GetRequiredService<AppData>().Site(tenant.Tenant, "Media"), file.Ref, SearchOption.AllDirectories).Single(),
                    tenant.App.Clock.UtcNow().AddDays(-2));
            Assert.Equal(1, await media.SweepAsync(default));
            Assert.NotNull(media.Open(kept));
            Assert.Null(media.Open(lost));
            Assert.Null(await media.FindAsync(kept.Ref, "another purpose", default));
        });
    }
}
