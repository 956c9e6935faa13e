using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Modules.Records.Import;
using Training.Modules.Records.Outside;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Records;

public sealed class ImportTests
{
    private static Task<HttpResponseMessage> UploadAsync(HttpClient officer, byte[] bytes) =>
        officer.UploadAsync("console/records/import", "#upload", "file", "十一月.csv", bytes);

    private static string Row(TestPerson p, string kind = "签到", string subject = "2026-秋训-01", string title = "秋季岗前培训", string hours = "3", string on = "2026-11-05") =>
        $"{p.StaffNo},{p.Name},{kind},{subject},{title},{hours},,实践体验,区级,家庭教育指导,{on},签到表原件在街镇存档";

    private static async Task<string> CheckedAsync(HttpClient officer, byte[] bytes)
    {
        using var response = await UploadAsync(officer, bytes);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return "console/records/import/" + response.Headers.Location!.ToString().Split('/')[^1];
    }

    [Theory, OnBothDatabases]
    public async Task A_file_is_looked_at_first_then_imported_and_a_second_time_changes_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (first, second) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        using var officer = await tenant.OfficerAsync();
        var file = Workbooks.Csv(Row(first), Row(second), Row(second), Row(second, "免修认定", "T01", "", ""));
        var check = await CheckedAsync(officer, file);
        var page = await officer.PageAsync(check);
        Assert.Equal(["3", "2", "1", "0"], page.QuerySelectorAll(".tally dd").Select(d => d.TextContent));
        Assert.Empty(await tenant.LedgerAsync(first.Id));

        using var applied = await officer.SubmitAsync(page, "#apply");
        Assert.Equal(HttpStatusCode.Redirect, applied.StatusCode);
        Assert.Contains("新增 3 行，1 行以前登记过", (await officer.PageAsync(check)).QuerySelector("main")!.TextContent);
        var row = Assert.Single(await tenant.LedgerAsync(first.Id));
        Assert.Equal(("实践体验", "区级", "家庭教育指导", new DateOnly(2026, 11, 5)), (row.Category, row.Level, row.Topic, row.EffectiveOn));
        Assert.Contains("导入文件第 2 行", row.Reason);
        Assert.Single(await tenant.AuditAsync("Evidence"), a => a.StartsWith("Imported", StringComparison.Ordinal));

        // The same press again, and the same file again.
        using var again = await officer.SubmitAsync(page, "#apply");
        Assert.Contains("已导入", await again.TextAsync());
        var second2 = await officer.PageAsync(await CheckedAsync(officer, file));
        Assert.Null(second2.QuerySelector("#apply"));
        Assert.Contains("以前都登记过了", second2.QuerySelector("main")!.TextContent);
        Assert.Equal(2, (await tenant.LedgerAsync(second.Id)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Each_fault_is_named_with_row_and_column_and_nothing_is_written(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (here, there) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync(street: tenant.XinhualuId));
        using var street = await tenant.StreetAsync();
        var check = await CheckedAsync(street, Workbooks.Csv(
            Row(here), Row(there), Row(here, "签到"), Row(here, "签名"), Row(here, "免修认定", "O02", "", ""), Row(here, hours: "三"), Row(here, on: "11月5日"),
            Row(here).Replace(here.Name, "别人", StringComparison.Ordinal), Row(here, "实操评分", "P01", "", "")));
        var page = await street.PageAsync(check);
        var problems = page.QuerySelectorAll("tbody tr").Select(r => (r.Children[0].TextContent, r.Children[1].TextContent)).ToList();
        Assert.Equal([("3", "工号"), ("5", "类型"), ("6", "编号"), ("7", "学时"), ("8", "发生日期"), ("9", "姓名"), ("10", "得分")], problems);
        Assert.Null(page.QuerySelector("#apply"));
        var csv = await street.GetStringAsync(check + "/problems.csv");
        Assert.Contains("O02 是红线模块", csv);
        // Pressed all the same.
        using var forced = await street.PostAsync(check, new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", (await street.PageAsync(Desk.New)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]));
        Assert.Contains("没有导入", await forced.TextAsync());
        Assert.Empty(await tenant.LedgerAsync(here.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Outside_training_comes_in_by_file_only_from_whoever_may_recognise_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var street = await tenant.StreetAsync();
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        var file = Workbooks.Csv(Row(person, "外部培训", "区外培训", "未成年人保护实务培训", "60"));
        var check = await CheckedAsync(street, file);
        var page = await street.PageAsync(check);
        var problem = Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Equal(("2", "类型"), (problem.Children[0].TextContent, problem.Children[1].TextContent));
        Assert.Contains("由区级或条线工作人员认定", problem.TextContent);
        Assert.Null(page.QuerySelector("#apply"));
        using var forced = await street.ForceAsync(check);
        Assert.Contains("没有导入", await forced.TextAsync());
        Assert.Empty(await tenant.LedgerAsync(person.Id));

        using var applied = await line.SubmitAsync(await line.PageAsync(await CheckedAsync(line, file)), "#apply");
        Assert.Equal(HttpStatusCode.Redirect, applied.StatusCode);
        Assert.Equal(60m, Assert.Single(await tenant.LedgerAsync(person.Id)).Hours);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_recognised_does_not_count_again_by_a_file_under_another_code(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var learner = await tenant.SignedInAsync(person);
        using var district = await tenant.OfficerAsync();
        (await OutsideTests.DeclareAsync(learner, ProofReaderTests.Picture())).Dispose();
        var address = "console/outside/" + await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<OutsideTraining>().Select(o => o.Ref).SingleAsync());
        (await district.SubmitAsync(await district.PageAsync(address), "#verify", ("do", "verify"))).Dispose();
        using var recognized = await district.SubmitAsync(await district.PageAsync(address), "#recognize", ("do", "recognize"), ("hours", "4"), ("subject", "区外培训"), ("note", "证书原件已核对"));
        Assert.Equal(HttpStatusCode.Redirect, recognized.StatusCode);

        byte[] Again(string on, string note) =>
            Workbooks.Csv(Row(person, "外部培训", "2026-外-07", "未成年人保护实务培训", "8", on).Replace("签到表原件在街镇存档", note, StringComparison.Ordinal));
        // On its last day, which stands in the ledger, and on the first one, which only the declaration knows.
        foreach (var (on, said) in new[] { ("2026-10-11", "学习记录里已经有同一天的培训"), ("2026-10-10", "学员申报过日期重叠、名称相近的培训") })
            foreach (var note in new[] { "证书原件在街镇存档", "证书已核对，不是重复" })
            {
                var page = await district.PageAsync(await CheckedAsync(district, Again(on, note)));
                var problem = Assert.Single(page.QuerySelectorAll("tbody tr"));
                Assert.Equal(("2", "说明"), (problem.Children[0].TextContent, problem.Children[1].TextContent));
                Assert.Contains(said, problem.TextContent);
                Assert.Null(page.QuerySelector("#apply"));
            }
        Assert.Single(await tenant.LedgerAsync(person.Id));

        using var applied = await district.SubmitAsync(await district.PageAsync(await CheckedAsync(district, Again("2026-10-11", "不是重复：同一主办方的提高班"))), "#apply");
        Assert.Equal(HttpStatusCode.Redirect, applied.StatusCode);
        Assert.Contains("不是重复：同一主办方的提高班", (await tenant.LedgerAsync(person.Id))[^1].Reason);
        // The same as was recognised, in every respect, is there already.
        var same = await district.PageAsync(await CheckedAsync(district, Workbooks.Csv(Row(person, "外部培训", "区外培训", "未成年人保护实务培训", "4", "2026-10-11"))));
        Assert.Contains("以前都登记过了", same.QuerySelector("main")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task Two_outside_trainings_of_one_day_under_one_code_are_two_and_one_with_two_names_is_asked_about(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (first, second) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        using var officer = await tenant.OfficerAsync();
        var file = Workbooks.Csv(Row(first, "外部培训", "区外培训", "未成年人保护实务培训", "4"), Row(first, "外部培训", "区外培训", "家庭教育指导师提高班", "2"));
        var page = await officer.PageAsync(await CheckedAsync(officer, file));
        Assert.Equal(["2", "1", "0", "0"], page.QuerySelectorAll(".tally dd").Select(d => d.TextContent));
        using var applied = await officer.SubmitAsync(page, "#apply");
        Assert.Equal(HttpStatusCode.Redirect, applied.StatusCode);
        Assert.Equal([2m, 4m], (await tenant.LedgerAsync(first.Id)).Select(e => e.Hours).Order());
        var again = await officer.PageAsync(await CheckedAsync(officer, file));
        Assert.Equal(["0", "0", "2", "0"], again.QuerySelectorAll(".tally dd").Select(d => d.TextContent));

        var alike = await officer.PageAsync(await CheckedAsync(officer, Workbooks.Csv(
            Row(second, "外部培训", "区外培训", "未成年人保护实务培训", "4"), Row(second, "外部培训", "2026-外-07", "未成年人保护实务培训班", "6"))));
        var problem = Assert.Single(alike.QuerySelectorAll("tbody tr"));
        Assert.Equal("3", problem.Children[0].TextContent);
        Assert.Contains("文件里另有一行日期相同、名称相近", problem.TextContent);
        Assert.Null(alike.QuerySelector("#apply"));
    }

    [Theory, OnBothDatabases]
    public async Task A_row_about_whoever_uploads_the_file_is_a_fault(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var own = await tenant.AddPersonAsync(grants: new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff });
        var other = await tenant.AddPersonAsync();
        using var officer = await tenant.SignedInAsync(own);
        var page = await officer.PageAsync(await CheckedAsync(officer, Workbooks.Csv(Row(other), Row(own, "免修认定", "T01", "", ""))));
        var problem = Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Equal(("3", "工号"), (problem.Children[0].TextContent, problem.Children[1].TextContent));
        Assert.Contains(Desk.NotForOneself, problem.TextContent);
        Assert.Null(page.QuerySelector("#apply"));
    }

    [Theory, OnBothDatabases]
    public async Task A_file_that_cannot_be_taken_is_refused_in_words(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var officer = await tenant.OfficerAsync();
        foreach (var (bytes, said) in new[]
        {
            (Encoding.ASCII.GetBytes("%PDF-1.7"), "不是表格文件"), ([0xFF, 0xD8, 0xFF, 0, 0], "不是表格文件"), ([1, 0, 2, 0], "编码"), (new byte[5_300_000], "5 MB"),
            (Workbooks.With(Workbooks.Xlsx(["工号"], ["T1"]), "xl/media/a.png", _ => new string('0', 70_000_000)), "太大"),
        })
        {
            using var response = await UploadAsync(officer, bytes);
            Assert.Contains(said, await response.TextAsync());
        }
        using var tooLarge = await UploadAsync(officer, new byte[7_000_000]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        using var wrongColumns = await UploadAsync(officer, Encoding.UTF8.GetBytes("工号,孩子姓名\nT1,x\n"));
        var page = await officer.PageAsync("console/records/import/" + wrongColumns.Headers.Location!.ToString().Split('/')[^1]);
        Assert.Contains("不认识“孩子姓名”这一列", page.QuerySelector("main")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task An_upload_is_its_owners_alone_and_the_last_one_of_each(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        using var officer = await tenant.OfficerAsync();
        using var other = await tenant.OfficerAsync();
        var check = await CheckedAsync(officer, Workbooks.Csv(Row(person)));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(check)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(check + "/problems.csv")).StatusCode);
        await CheckedAsync(officer, Workbooks.Csv(Row(person, hours: "2")));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(check)).StatusCode);
    }

    [Fact]
    public async Task The_page_names_only_kinds_that_its_reader_may_enter()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        using var district = await tenant.OfficerAsync();
        using var street = await tenant.StreetAsync();
        Assert.Contains("免修认定、外部培训", (await district.PageAsync("console/records/import")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        var named = (await street.PageAsync("console/records/import")).QuerySelector("table")!.TextContent;
        Assert.Contains("现场签认、免修认定，必填", named, StringComparison.Ordinal);
        Assert.DoesNotContain("外部培训", named, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_templates_can_be_read_back(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        using var officer = await tenant.OfficerAsync();
        foreach (var file in new[] { "csv", "xlsx" })
        {
            var sheet = SheetReader.Read(await officer.GetByteArrayAsync("console/records/import/template." + file));
            Assert.Equal(ImportColumns.All, sheet.Head);
            Assert.Equal(2, sheet.Rows.Count);
        }
    }

    [Theory, OnBothDatabases]
    public async Task However_many_rows_somebody_gets_they_are_looked_at_once(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = new[] { await tenant.AddPersonAsync(), await tenant.AddPersonAsync() };
        var told = await tenant.InScopeAsync(async services =>
        {
            var listener = new Listener();
            var provider = new ServiceCollection().AddSingleton<IHandle<EvidenceRecorded>>(listener).BuildServiceProvider();
            var ledger = new EvidenceLedger(services.GetRequiredService<TenantDb>(), new Events(provider), services.GetRequiredService<JobQueue>(), services.GetRequiredService<UnitOfWork>());
            await ledger.RecordManyAsync([.. Enumerable.Range(0, 1_200).Select(i => new Evidence
            {
                PersonId = people[i % 2].Id, Kind = EvidenceKind.SessionAttended, Subject = $"S-{i}", EffectiveOn = tenant.Today, RecordedUtc = DateTime.UnixEpoch, Reason = "试验",
            })], default);
            return listener.Told;
        });
        Assert.Equal(people.Select(p => p.Id).Order(), told);
        Assert.Equal(600, (await tenant.LedgerAsync(people[0].Id)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Many_people_are_written_at_once_and_certified_by_a_job_in_steps(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = new List<TestPerson>();
        for (var i = 0; i < EvidenceLedger.ToldAtOnce + 5; i++) people.Add(await tenant.AddPersonAsync(TrainingRole.Teacher));
        await tenant.InScopeAsync(async services => await services.GetRequiredService<EvidenceLedger>().RecordManyAsync([.. people.SelectMany(p => new[] { "O02", "R03" }.Select(code => new Evidence
        {
            PersonId = p.Id, Kind = EvidenceKind.ModuleCompleted, Subject = code, Hours = 2, EffectiveOn = tenant.Today, RecordedUtc = tenant.App.Clock.UtcNow(), Reason = "试验",
        }))], default));
        Task<int> CertifiedAsync() => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Certificate>().CountAsync());
        Assert.Equal(0, await CertifiedAsync());
        await tenant.RunJobsAsync();
        Assert.Equal(people.Count, await CertifiedAsync());
    }

    private sealed class Listener : IHandle<EvidenceRecorded>
    {
        public List<long> Told { get; } = [];

        public Task HandleAsync(EvidenceRecorded news, CancellationToken cancel)
        {
            Told.Add(news.PersonId);
            return Task.CompletedTask;
        }
    }
}
