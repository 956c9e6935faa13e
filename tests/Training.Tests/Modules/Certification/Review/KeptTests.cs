using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;
using Training.Tests.Modules.Records;

namespace Training.Tests.Modules.Certification.Review;

/// <summary>核实无误，维持: what was looked into leaves the list, until the records are corrected again.</summary>
public sealed class KeptTests
{
    private const string ActForm = "form.act", DecideForm = "form.decide", List = "[aria-labelledby=doubt-h]";

    [Theory, OnBothDatabases]
    public async Task Two_officers_keep_a_certificate_and_everybody_reads_why(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, number) = await DoubtfulAsync(tenant);
        var (one, other) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using var first = await tenant.SignedInAsync(one);
        using var second = await tenant.SignedInAsync(other);
        var page = await first.PageAsync("console/certificates?number=" + number);
        Assert.Equal("核实无误，维持", page.QuerySelector(ActForm + " optgroup")!.GetAttribute("label"));
        using (var refused = await first.SubmitAsync(page, ActForm, ("what", "Kept.Cleared"), ("effectiveOn", tenant.Today.ToString("yyyy-MM-dd")), ("reason", "短")))
            Assert.Contains("请写明理由", (await refused.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        // A day typed for another action does not matter.
        using (var proposed = await first.SubmitAsync(page, ActForm, ("what", "Kept.Cleared"), ("effectiveOn", tenant.Today.AddDays(40).ToString("yyyy-MM-dd")), ("reason", "签到表原件在档，是登记时写错编号")))
            Assert.Equal(HttpStatusCode.Redirect, proposed.StatusCode);
        Assert.Contains("等同事复核", (await first.PageAsync("console/certificates")).QuerySelector(List)!.TextContent, StringComparison.Ordinal);
        Assert.Null((await first.PageAsync("console/certificates")).QuerySelector(DecideForm));
        var waiting = await second.PageAsync("console/certificates");
        Assert.Contains("以前登记的更正", waiting.QuerySelector(".case-facts")!.TextContent, StringComparison.Ordinal);
        using (var decided = await second.SubmitAsync(waiting, DecideForm, ("decision", "Confirmed"), ("note", ""))) Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);

        var done = await second.PageAsync("console/certificates?number=" + number);
        Assert.Contains("核实无误，维持，不再列在", done.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(done.QuerySelector(List));
        Assert.DoesNotContain(done.QuerySelectorAll(ActForm + " option"), o => o.GetAttribute("value")!.StartsWith("Kept", StringComparison.Ordinal));
        const string Reason = "核实后没有问题。签到表原件在档，是登记时写错编号";
        Assert.Contains(Reason, done.QuerySelector("[aria-labelledby=act-h] td.msg")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Reason, (await second.PageAsync($"console/people/{teacher.Ref}/why")).QuerySelector(".why-past")!.TextContent, StringComparison.Ordinal);
        using var holder = await tenant.SignedInAsync(teacher);
        Assert.Contains(Reason, (await holder.PageAsync("certificates/why")).QuerySelector(".why-past")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Reason, (await holder.PageAsync("certificates/" + number)).QuerySelector("[aria-labelledby=after-h]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("核实后维持，证书照常使用", Assert.Single(await tenant.NoticesAsync(teacher)).Body, StringComparison.Ordinal);

        var history = await tenant.InScopeAsync(s => s.HistoryAsync(number));
        var e = Assert.Single(history.Events);
        Assert.Equal((CertificateEventKind.Kept, ReasonCode.Cleared, tenant.Today, other.UserId), (e.Kind, e.Code!.Value, e.EffectiveOn, e.ByUserId!.Value));
        Assert.Equal(await LastRowAsync(tenant, teacher.Id), e.KnownThrough);
        Assert.Equal(CertificateState.Valid, history.At(tenant.Today));
        Assert.Superset(new HashSet<string> { "KeptProposed", "Kept" }, (await tenant.AuditAsync("Certificate")).Select(a => a.Split(' ')[0]).ToHashSet());
        // Working it out anew does not bring it back, and the night finds nothing.
        await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => s.GetRequiredService<Doubts>().RebuildAsync(default), default));
        Assert.Empty(await DoubtsTests.RowsAsync(tenant));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task It_comes_back_with_a_correction_that_concerns_it_and_with_no_other(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, number) = await DoubtfulAsync(tenant);
        // Neither what no rule of the scheme asks for nor what was learned after the certificate is a question to it.
        await tenant.RecordAsync(teacher.Id, "T01", tenant.Today.AddDays(-9));
        await tenant.ActAsync(number, CertificateEventKind.Kept);
        await DoubtsTests.TakeBackAsync(tenant, teacher.Id, "T01");
        await tenant.RecordAsync(teacher.Id, "R03", tenant.Today);
        await DoubtsTests.TakeBackAsync(tenant, teacher.Id, "R03");
        Assert.Empty(await DoubtsTests.RowsAsync(tenant));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);

        var line = await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education);
        await DoubtsTests.TakeBackAsync(tenant, teacher.Id, "O02");
        Assert.Single(await DoubtsTests.RowsAsync(tenant));
        Assert.Contains(number, Assert.Single(await tenant.NoticesAsync(line)).Body, StringComparison.Ordinal);
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
        await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(() => s.GetRequiredService<Doubts>().RebuildAsync(default), default));
        Assert.Single(await DoubtsTests.RowsAsync(tenant));

        await tenant.ActAsync(number, CertificateEventKind.Kept);
        Assert.Empty(await DoubtsTests.RowsAsync(tenant));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task A_row_that_was_moved_and_is_taken_back_later_still_concerns_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher, tenant.Today.AddDays(-9));
        var number = Assert.Single(await tenant.CertificatesAsync()).Number;
        // Learned some days later than was written down: too late for the certificate, and two officers let it stand.
        await tenant.InScopeAsync(async s =>
        {
            var ledger = s.GetRequiredService<EvidenceLedger>();
            var wrong = (await ledger.ForPersonAsync(teacher.Id, default)).Single(e => e.Subject == "R03");
            await ledger.RecordAsync(new Evidence
            {
                PersonId = teacher.Id, Kind = wrong.Kind, Subject = wrong.Subject, Score = 90, EffectiveOn = wrong.EffectiveOn.AddDays(4),
                RecordedUtc = tenant.App.Clock.UtcNow(), Reason = "更正：日期记错", SupersedesId = wrong.Id,
            }, default);
        });
        Assert.Single(await DoubtsTests.RowsAsync(tenant));
        await tenant.ActAsync(number, CertificateEventKind.Kept);
        Assert.Empty(await DoubtsTests.RowsAsync(tenant));
        await DoubtsTests.TakeBackAsync(tenant, teacher.Id, "R03");
        Assert.Single(await DoubtsTests.RowsAsync(tenant));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task A_correction_between_the_two_officers_stops_the_second(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, number) = await DoubtfulAsync(tenant);
        var (one, other) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Null(await tenant.ProposeAsync(one, number, CertificateEventKind.Kept));
        await DoubtsTests.TakeBackAsync(tenant, teacher.Id, "O02");
        Assert.Contains("又有更正", await tenant.DecideAsync(other, number), StringComparison.Ordinal);
        Assert.Single(await DoubtsTests.RowsAsync(tenant));
        Assert.Null(await tenant.DecideAsync(other, number, ProposalDecision.Rejected, "记录又有更正"));
        // Looked into anew it stands; and a record that is put back leaves nothing to keep.
        Assert.Null(await tenant.ProposeAsync(one, number, CertificateEventKind.Kept));
        await tenant.RecordAllAsync(teacher.Id, ["R03", "O02"], tenant.Today.AddDays(-9));
        Assert.Contains("不用维持", await tenant.DecideAsync(other, number), StringComparison.Ordinal);
        Assert.Empty((await tenant.InScopeAsync(s => s.HistoryAsync(number))).Events);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_in_no_doubt_or_suspended_is_not_kept(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (teacher, number) = await DoubtfulAsync(tenant);
        var sound = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(sound.Id, Ledger.Teacher, tenant.Today.AddDays(-9));
        var officer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        var other = (await tenant.CertificatesAsync()).Single(c => c.PersonId == sound.Id).Number;
        Assert.Contains("不在“依据有变的证书”里", await tenant.ProposeAsync(officer, other, CertificateEventKind.Kept), StringComparison.Ordinal);
        Assert.Contains("列表", await tenant.ProposeAsync(officer, number, CertificateEventKind.Kept, code: ReasonCode.FalseRecords), StringComparison.Ordinal);
        await tenant.ActAsync(number, CertificateEventKind.Suspended);
        Assert.Contains("先恢复", await tenant.ProposeAsync(officer, number, CertificateEventKind.Kept), StringComparison.Ordinal);
        await tenant.ActAsync(number, CertificateEventKind.Reinstated);
        await tenant.ActAsync(number, CertificateEventKind.Kept);
        Assert.Empty(await DoubtsTests.RowsAsync(tenant));
        // Kept says nothing of its worth: suspended again, it is suspended.
        await tenant.ActAsync(number, CertificateEventKind.Suspended);
        Assert.Equal(CertificateState.Suspended, await tenant.InScopeAsync(async s => (await s.HistoryAsync(number)).At(tenant.Today)));
        Assert.Equal(0, (await NightlyCheckTests.CheckAsync(tenant)).Differences);
    }

    /// <summary>A teacher whose R03 was taken back after the issue.</summary>
    private static async Task<(TestPerson Teacher, string Number)> DoubtfulAsync(TestTenant tenant)
    {
        var teacher = await tenant.AddPersonAsync(TrainingRole.Teacher);
        await tenant.RecordAllAsync(teacher.Id, Ledger.Teacher, tenant.Today.AddDays(-9));
        var number = Assert.Single(await tenant.CertificatesAsync()).Number;
        await DoubtsTests.TakeBackAsync(tenant, teacher.Id, "R03");
        Assert.Single(await DoubtsTests.RowsAsync(tenant));
        return (teacher, number);
    }

    private static Task<long?> LastRowAsync(TestTenant tenant, long personId) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Evidence>().Where(e => e.PersonId == personId).MaxAsync(e => (long?)e.Id));
}
