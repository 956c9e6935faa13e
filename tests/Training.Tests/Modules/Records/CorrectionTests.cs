using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Records;

/// <summary>Complaint 4: nothing is edited or removed; every correction is a row that says why.</summary>
public sealed class CorrectionTests
{
    private static async Task<(TestPerson Person, Evidence Row)> RecordedAsync(TestTenant tenant, HttpClient officer, int? street = null)
    {
        var person = await tenant.AddPersonAsync(street: street);
        (await officer.RecordAsync(tenant, ("people", person.Ref))).Dispose();
        return (person, Assert.Single(await tenant.LedgerAsync(person.Id)));
    }

    private static async Task<HttpResponseMessage> SupersedeAsync(HttpClient officer, string reference, string hours, string? basis = null) =>
        await officer.SubmitAsync(await officer.PageAsync("console/records/" + reference), "#supersede",
            [("do", "supersede"), ("subject", "2026-秋训-01"), ("title", "秋季岗前培训"), ("hours", hours), ("on", "2026-11-05"), ("note", "签到表上是另一天"), .. basis is null ? [] : new[] { ("basis", basis) }]);

    [Theory, OnBothDatabases]
    public async Task A_correction_is_a_new_row_and_the_learner_sees_both(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.OfficerAsync();
        var (person, row) = await RecordedAsync(tenant, officer);
        using var response = await SupersedeAsync(officer, row.Ref, "2");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var ledger = await tenant.LedgerAsync(person.Id);
        Assert.Equal([(3m, null), (2m, row.Id)], ledger.Select(e => (e.Hours, e.SupersedesId)));
        Assert.Equal(2m, Assert.Single(EvidenceRules.Effective(ledger)).Hours);
        using var learner = await tenant.SignedInAsync(person);
        var record = (await learner.PageAsync("me/record")).QuerySelector("main")!.TextContent;
        Assert.Contains("更正经过，2 行", record);
        Assert.Contains("签到表上是另一天", record);
    }

    [Theory, OnBothDatabases]
    public async Task A_row_is_taken_back_and_put_back_and_nothing_is_lost(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.OfficerAsync();
        var (person, row) = await RecordedAsync(tenant, officer);
        (await TakeAsync(officer, row.Ref, "withdraw")).Dispose();
        Assert.Empty(EvidenceRules.Effective(await tenant.LedgerAsync(person.Id)));
        (await TakeAsync(officer, row.Ref, "restore")).Dispose();
        var ledger = await tenant.LedgerAsync(person.Id);
        Assert.Equal(3, ledger.Count);
        Assert.Equal(3m, Assert.Single(EvidenceRules.Effective(ledger)).Hours);
        Assert.Equal(["Recorded", "Withdrawn", "Restored"], (await tenant.AuditAsync("Evidence")).Select(a => a.Split(' ')[0]));
    }

    [Theory, OnBothDatabases]
    public async Task Who_comes_second_is_told_and_sees_both(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.OfficerAsync();
        using var other = await tenant.OfficerAsync();
        var (person, row) = await RecordedAsync(tenant, officer);
        (await SupersedeAsync(other, row.Ref, "1")).Dispose();
        using var late = await SupersedeAsync(officer, row.Ref, "2", basis: row.Ref);
        var page = await late.DocumentAsync();
        Assert.Contains("另一位工作人员已经更正了这条记录", page.QuerySelector("main")!.TextContent);
        Assert.Equal("2", page.QuerySelector("#hours")!.GetAttribute("value"));
        Assert.Equal(["3", "1"], page.QuerySelectorAll("tbody td.r").Select(c => c.TextContent));
        Assert.Equal(2, (await tenant.LedgerAsync(person.Id)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_corrections_at_the_same_moment_one_is_kept(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.OfficerAsync();
        var (person, row) = await RecordedAsync(tenant, officer);
        var page = await officer.PageAsync("console/records/" + row.Ref);
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => officer.SubmitAsync(page, "#take", ("do", "withdraw"), ("note", $"录错了第 {i} 次"))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(2, (await tenant.LedgerAsync(person.Id)).Count);
        foreach (var answer in answers) answer.Dispose();
    }

    [Theory, OnBothDatabases]
    public async Task A_row_of_another_street_is_not_there(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var district = await tenant.OfficerAsync();
        var (_, row) = await RecordedAsync(tenant, district, tenant.XinhualuId);
        using var street = await tenant.StreetAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await street.GetAsync("console/records/" + row.Ref)).StatusCode);
        using var post = await street.SubmitAsync(await district.PageAsync("console/records/" + row.Ref), "#take", ("do", "withdraw"), ("note", "不是我的事"),
            ("__RequestVerificationToken", (await street.PageAsync(Desk.New)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        Assert.DoesNotContain(row.Ref, (await street.PageAsync("console/records")).QuerySelector("main")!.InnerHtml);
    }

    [Theory, OnBothDatabases]
    public async Task What_the_system_recorded_by_rule_only_the_district_takes_back(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().RecordAsync(new Evidence
        {
            PersonId = person.Id, Kind = EvidenceKind.ModuleCompleted, Subject = "O02", Hours = 1.5m, EffectiveOn = tenant.Today,
            RecordedUtc = tenant.App.Clock.GetUtcNow().UtcDateTime, Reason = "5 课全部学完",
        }, default));
        var row = Assert.Single(await tenant.LedgerAsync(person.Id));
        using var street = await tenant.StreetAsync();
        var page = await street.PageAsync("console/records/" + row.Ref);
        Assert.Null(page.QuerySelector("#take"));
        using var district = await tenant.OfficerAsync();
        Assert.Null((await district.PageAsync("console/records/" + row.Ref)).QuerySelector("#supersede"));
        using var done = await TakeAsync(district, row.Ref, "withdraw");
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_recognised_a_street_neither_raises_nor_takes_back_nor_puts_back(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (person, recognizer) = (await tenant.AddPersonAsync(), await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        await tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().RecordAsync(new Evidence
        {
            PersonId = person.Id, Kind = EvidenceKind.OutsideTraining, Subject = "区外培训", Hours = 4, EffectiveOn = tenant.Today.AddDays(-30),
            RecordedUtc = tenant.App.Clock.GetUtcNow().UtcDateTime, Reason = "外部培训“未成年人保护实务培训”，认定 4 学时。证书原件已核对", RecordedByUserId = recognizer.UserId,
        }, default));
        var row = Assert.Single(await tenant.LedgerAsync(person.Id));
        using var street = await tenant.StreetAsync();
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));

        await RefusedAsync(row.Ref, "supersede", "withdraw");
        Assert.Single(await tenant.LedgerAsync(person.Id));
        // Whoever may recognise may.
        using var raised = await SupersedeAsync(line, row.Ref, "6");
        Assert.Equal(HttpStatusCode.Redirect, raised.StatusCode);
        using var taken = await TakeAsync(line, (await tenant.LedgerAsync(person.Id))[^1].Ref, "withdraw");
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        await RefusedAsync((await tenant.LedgerAsync(person.Id))[^1].Ref, "restore");
        Assert.Equal(3, (await tenant.LedgerAsync(person.Id)).Count);

        async Task RefusedAsync(string reference, params string[] what)
        {
            var page = await street.PageAsync("console/records/" + reference);
            Assert.Contains("由区级或条线工作人员认定", page.QuerySelector("main")!.TextContent);
            Assert.Empty(page.QuerySelectorAll("#supersede, #take"));
            foreach (var each in what)
            {
                using var forced = await street.ForceAsync("console/records/" + reference, ("do", each), ("basis", reference), ("subject", "区外培训"),
                    ("title", "未成年人保护实务培训"), ("hours", "60"), ("on", "2026-10-11"), ("note", "证书上是六十学时"));
                Assert.Equal(HttpStatusCode.NotFound, forced.StatusCode);
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_corrects_the_own_record(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var own = await tenant.AddPersonAsync(grants: new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff });
        using var officer = await tenant.SignedInAsync(own);
        using var colleague = await tenant.OfficerAsync();
        (await colleague.RecordAsync(tenant, ("people", own.Ref))).Dispose();
        var row = Assert.Single(await tenant.LedgerAsync(own.Id));
        var page = await officer.PageAsync("console/records/" + row.Ref);
        Assert.Contains(Desk.NotForOneself, page.QuerySelector("main")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("#supersede, #take"));
        using var forced = await officer.ForceAsync("console/records/" + row.Ref, ("do", "withdraw"), ("basis", row.Ref), ("note", "录错了人，已核对"));
        Assert.Equal(HttpStatusCode.NotFound, forced.StatusCode);
        Assert.Single(await tenant.LedgerAsync(own.Id));
        using var done = await TakeAsync(colleague, row.Ref, "withdraw");
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }

    private static async Task<HttpResponseMessage> TakeAsync(HttpClient officer, string reference, string what) =>
        await officer.SubmitAsync(await officer.PageAsync("console/records/" + reference), "#take", ("do", what), ("note", "录错了人，已核对"));
}
