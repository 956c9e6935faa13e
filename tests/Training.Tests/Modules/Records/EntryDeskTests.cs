using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Records;

public sealed class EntryDeskTests
{
    [Theory, OnBothDatabases, Trait("Complaint", "13"), Trait("Complaint", "15")]
    public async Task One_form_records_a_whole_list_and_each_learner_sees_by_whom_when_and_why(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = new[] { await tenant.AddPersonAsync(), await tenant.AddPersonAsync(), await tenant.AddPersonAsync() };
        using var officer = await tenant.StreetAsync();
        using var response = await officer.RecordAsync(tenant, ("people", people[0].Ref), ("people", people[1].Ref), ("numbers", $"{people[2].StaffNo}\n{people[0].StaffNo}"));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("已登记 3 人", (await officer.PageAsync("console/records")).QuerySelector("main")!.TextContent);
        foreach (var person in people)
        {
            // Two clocks, and what it was: session, hours, tenant's own ledger (complaint 13).
            var row = Assert.Single(await tenant.LedgerAsync(person.Id));
            Assert.Equal((EvidenceKind.SessionAttended, "2026-秋训-01", 3m, tenant.Today.AddDays(-3)), (row.Kind, row.Subject, row.Hours, row.EffectiveOn));
            Assert.Equal(tenant.Today, ChinaTime.DayOf(row.RecordedUtc));
            Assert.NotNull(row.RecordedByUserId);
            // Complaint 15: what was entered by hand is visible to the learner.
            using var learner = await tenant.SignedInAsync(person);
            var record = (await learner.PageAsync("me/record")).QuerySelector("main")!.TextContent;
            Assert.Contains("秋季岗前培训", record);
            Assert.Contains("签到表原件在街镇存档", record);
            Assert.Contains($"由试用4号于{tenant.Today:yyyy年M月d日}登记", record, StringComparison.Ordinal);
        }
        Assert.Equal(3, (await tenant.AuditAsync("Evidence")).Count(a => a.StartsWith("Recorded 登记签到", StringComparison.Ordinal)));
    }

    [Theory, OnBothDatabases]
    public async Task The_same_thing_of_the_same_day_is_recorded_once_and_counted(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (first, second) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        using var officer = await tenant.OfficerAsync();
        (await officer.RecordAsync(tenant, ("people", first.Ref))).Dispose();
        (await officer.RecordAsync(tenant, ("people", first.Ref), ("people", second.Ref))).Dispose();
        Assert.Contains("已登记 1 人，另有 1 人同一天已经登记过", (await officer.PageAsync("console/records")).QuerySelector("main")!.TextContent);
        Assert.Single(await tenant.LedgerAsync(first.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Street_staff_cannot_record_for_another_street(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var theirs = await tenant.AddPersonAsync(street: tenant.XinhualuId);
        using var officer = await tenant.StreetAsync();
        using var byRef = await officer.RecordAsync(tenant, ("people", theirs.Ref));
        Assert.Equal(HttpStatusCode.NotFound, byRef.StatusCode);
        using var byNumber = await officer.RecordAsync(tenant, ("numbers", theirs.StaffNo));
        Assert.Contains($"没有这些工号：{theirs.StaffNo}", await byNumber.TextAsync());
        using var search = await officer.SubmitAsync(await officer.PageAsync(Desk.New), "#entry", ("do", "find"), ("kind", "SessionAttended"), ("q", theirs.Name));
        Assert.Contains("本人范围内没有找到", await search.TextAsync());
        Assert.Empty(await tenant.LedgerAsync(theirs.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_has_left_the_street_is_no_longer_its_business(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.InScopeAsync(async services =>
        {
            var db = (TenantDb)services.GetService(typeof(TenantDb))!;
            db.Set<RoleAssignment>().Single(a => a.PersonId == person.Id).End = tenant.Today.AddDays(-1);
            await db.SaveChangesAsync();
        });
        using var officer = await tenant.StreetAsync();
        using var response = await officer.RecordAsync(tenant, ("people", person.Ref));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_records_for_the_own_person_and_sees_what_a_colleague_recorded(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var own = await tenant.AddPersonAsync(TrainingRole.ChildSupervisor, grants: new StaffGrant { PersonId = 0, Role = StaffRole.SubDistrictStaff, SubDistrictId = tenant.HuayangluId });
        var other = await tenant.AddPersonAsync();
        using var officer = await tenant.SignedInAsync(own);
        foreach (var named in new[] { ("people", own.Ref), ("numbers", own.StaffNo) })
        {
            using var refused = await officer.RecordAsync(tenant, ("kind", "SignedOff"), ("people", other.Ref), named);
            Assert.Contains(Desk.NotForOneself, await refused.TextAsync());
        }
        Assert.Empty(await tenant.LedgerAsync(own.Id));
        Assert.Empty(await tenant.LedgerAsync(other.Id));
        using var colleague = await tenant.OfficerAsync();
        using var done = await colleague.RecordAsync(tenant, ("people", own.Ref));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains(Assert.Single(await tenant.LedgerAsync(own.Id)).Ref, (await officer.PageAsync("console/records")).QuerySelector("main")!.InnerHtml);
    }

    [Theory, OnBothDatabases]
    public async Task The_time_saved_is_that_of_this_calendar_year(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        var begins = new DateOnly(tenant.Today.Year, 1, 1);
        await tenant.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TenantDb>();
            foreach (var (on, minutes) in new[] { (begins.AddDays(-1), 600), (begins, 60), (tenant.Today, 30) })
                db.Add(new TestOut { PersonId = person.Id, ModuleCode = "R03", On = on, Whole = true, MinutesSaved = minutes });
            await db.SaveChangesAsync();
        });
        using var officer = await tenant.OfficerAsync();
        var tally = (await officer.PageAsync("console/records")).QuerySelector(".tally")!.TextContent;
        foreach (var said in new[] { "今年", "2 门", "1.5 小时" }) Assert.Contains(said, tally, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Searching_keeps_who_was_ticked_and_what_was_typed(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (first, second) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        using var officer = await tenant.OfficerAsync();
        using var response = await officer.SubmitAsync(await officer.PageAsync(Desk.New), "#entry",
            Desk.Session(tenant, ("do", "find"), ("q", second.Name), ("people", first.Ref), ("title", "写了一半")));
        var page = await response.DocumentAsync();
        Assert.Equal([first.Ref], page.QuerySelectorAll("input[name=people][checked]").Select(i => i.GetAttribute("value")));
        Assert.Contains(second.Ref, page.QuerySelectorAll("input[name=people]").Select(i => i.GetAttribute("value")));
        Assert.Equal("写了一半", page.QuerySelector("#title")!.GetAttribute("value"));
        Assert.Empty(await tenant.LedgerAsync(first.Id));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_wrong_is_said_and_what_was_typed_stays(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var officer = await tenant.OfficerAsync();
        using var response = await officer.RecordAsync(tenant, ("kind", "Waived"), ("subject", "R05"), ("title", ""), ("hours", "x"), ("on", "2027-01-01"), ("note", "无"), ("people", person.Ref));
        var page = await response.DocumentAsync();
        var words = page.QuerySelector("main")!.TextContent;
        foreach (var said in new[] { "R05 是红线模块，不能免修", "学时在 0 到 60 之间", "发生日期不能晚于今天", "说明依据" }) Assert.Contains(said, words);
        Assert.Equal("R05", page.QuerySelector("#subject")!.GetAttribute("value"));
        using var nobody = await officer.RecordAsync(tenant);
        Assert.Contains("还没有选人", await nobody.TextAsync());
        Assert.Empty(await tenant.LedgerAsync(person.Id));
    }

    [Theory, OnBothDatabases]
    public async Task What_the_scheme_of_a_role_lets_be_waived_is_waived_for_its_holders_and_for_nobody_else(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        await tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(() => services.GetRequiredService<SchemeVersions>().AddAsync(
            TrainingRole.Teacher, "本区方案", new()
            {
                Requirements = AllOf.Of(Shown.Module("O02"), Shown.Module("R03") with { Waivable = true }, Shown.Module("T01") with { Waivable = false }), Hours = 9,
            }, tenant.Today, SchemeVersions.ByHand + "x", 1, default), default));
        var (teacher, director) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.ChildDirector));
        using var officer = await tenant.OfficerAsync();
        Task<HttpResponseMessage> WaiveAsync(string code, params TestPerson[] people) =>
            officer.RecordAsync(tenant, [("kind", "Waived"), ("subject", code), ("title", ""), ("hours", ""), .. people.Select(p => ("people", p.Ref))]);

        using var both = await WaiveAsync("R03", teacher, director);
        Assert.Contains("“R03”不能免修", await both.TextAsync());
        using var notHere = await WaiveAsync("T01", teacher);
        Assert.Contains("“T01”不能免修", await notHere.TextAsync());
        using var red = await WaiveAsync("O02", teacher);
        Assert.Contains("红线模块", await red.TextAsync());
        using var done = await WaiveAsync("R03", teacher);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        // It stands where the scheme is decided.
        var standing = await tenant.InScopeAsync(s => s.GetRequiredService<Standing>().ForPersonAsync(teacher.Id, default));
        Assert.True(standing.Roles.Single().Requirements.Single(r => r.Requirement.Subject == "R03").IsMet);

        var file = Workbooks.Csv($"{director.StaffNo},{director.Name},免修认定,R03,,,,,,,2026-11-05,已核验结业证书原件", $"{teacher.StaffNo},{teacher.Name},免修认定,R03,,,,,,,2026-11-05,已核验结业证书原件");
        using var upload = await officer.UploadAsync("console/records/import", "#upload", "file", "免修.csv", file);
        var check = await officer.PageAsync("console/records/import/" + upload.Headers.Location!.ToString().Split('/')[^1]);
        var problem = Assert.Single(check.QuerySelectorAll("tbody tr"), r => r.TextContent.Contains("R03", StringComparison.Ordinal));
        Assert.Contains("“R03”不能免修", problem.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task A_learner_and_a_trainer_do_not_get_in(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        foreach (var person in new[] { await tenant.AddPersonAsync(), await tenant.AddStaffAsync(StaffRole.Trainer) })
        {
            using var client = await tenant.SignedInAsync(person);
            foreach (var address in new[] { "console/records", Desk.New, "console/records/import", "console/outside" })
            {
                using var response = await client.GetAsync(address);
                Assert.Equal("/forbidden", new Uri(new Uri("http://localhost"), response.Headers.Location!.ToString()).AbsolutePath[tenant.Tenant.BasePath.Length..]);
            }
        }
    }
}
