using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.Reminders.Models;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Settings;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;
using Training.Tests.Platform.Notifications;

namespace Training.Tests.Modules.Reminders;

/// <summary>What users of other systems complained about; the number is that of the survey of peers.</summary>
public sealed class PeersComplaintsTests
{
    private static Task<TestTenant> NewAsync(TestDatabase database) => TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(PeersComplaintsTests)));

    /// <summary>“Expiry date and reminder wanted since 2014, still open.”</summary>
    [Theory, OnBothDatabases]
    public async Task Complaint_2_a_certificate_ends_and_its_holder_is_told_at_90_60_30_and_7_days(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(92));
        await tenant.RemindAsync();
        Assert.Empty(await tenant.TitlesAsync(person));
        await tenant.DaysAsync(100);
        Assert.Equal([.. new[] { 90, 60, 30, 7 }.Select(d => $"儿童主任证书还有 {d} 天到期")], await tenant.TitlesAsync(person));
    }

    /// <summary>“Everyone got a certificate as soon as mail notices were switched on.”</summary>
    [Theory, OnBothDatabases]
    public async Task Complaint_16_switching_messages_on_issues_nothing(TestDatabase database)
    {
        using var server = new LoopbackSmtp();
        await using var tenant = await NewAsync(database);
        var people = new List<TestPerson>();
        for (var i = 0; i < 5; i++) people.Add(await tenant.AddReaderAsync($"p{i}@example.cn"));
        await tenant.CertifyAsync(people[0], tenant.Today.AddDays(30));
        await tenant.CertifyAsync(people[1], tenant.Today.AddDays(-3));
        var before = await CertificationAsync(tenant);
        await tenant.SendByAsync(server.Port);
        await tenant.InScopeAsync(s => s.GetRequiredService<SettingsStore>().SetAsync(new ReminderSettings { NewcomerDay = 1, PersonDays = [180, 60] }, default));
        await tenant.RemindAsync();
        await tenant.RunJobsAsync();
        Assert.NotEmpty(server.Mails);
        Assert.Equal(before, await CertificationAsync(tenant));
    }

    /// <summary>The same by the pages on which an administrator switches them on, with somebody who has shown everything and waits for approval.</summary>
    [Theory, OnBothDatabases, Trait("Complaint", "16")]
    public async Task Complaint_16_two_months_of_messages_approve_nobody_who_waits_and_issue_to_nobody_halfway(TestDatabase database)
    {
        using var server = new LoopbackSmtp();
        await using var tenant = await NewAsync(database);
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        var (waiting, halfway, ending) = (await tenant.AddReaderAsync("w@example.cn"), await tenant.AddReaderAsync("h@example.cn"), await tenant.AddReaderAsync("e@example.cn"));
        await tenant.RecordAllAsync(waiting.Id, Ledger.Director);
        var completed = tenant.Today;
        await tenant.RecordAllAsync(halfway.Id, Ledger.Director.Take(3));
        await tenant.CertifyAsync(ending, tenant.Today.AddDays(61));
        var before = await CertificationAsync(tenant);
        Assert.Equal((1, 1), (before.Certificates, before.Requests));

        using (var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin)))
        {
            using var mail = await admin.SubmitAsync(await admin.PageAsync("console/mail"), "form[data-form=mail]",
                ("enabled", "true"), ("host", "127.0.0.1"), ("port", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("security", "None"), ("senderAddress", "lms@example.cn"));
            using var rules = await admin.SubmitAsync(await admin.PageAsync("console/reminders"), "form[data-form=rules]",
                ("enabled", "true"), ("byEmail", "true"), ("days", "90、60、30、7"), ("newcomerDay", "1"), ("listDays", "60"), ("tellOnExpiry", "true"), ("quietFrom", "20"), ("quietTo", "8"));
            Assert.Equal((System.Net.HttpStatusCode.Redirect, System.Net.HttpStatusCode.Redirect), (mail.StatusCode, rules.StatusCode));
            Assert.True((await tenant.InScopeAsync(async s => await s.GetRequiredService<SettingsStore>().GetAsync<MailSettings>(default))).CanSend);
        }
        foreach (var days in new[] { 1, 30, 31 })
        {
            await tenant.DaysAsync(days);
            await tenant.RunJobsAsync();
        }
        Assert.Contains(server.Mails, m => m.To.ToString().Contains("e@example.cn", StringComparison.Ordinal));
        Assert.Equal(before, await CertificationAsync(tenant));
        // The one who waits becomes certified by an officer's word and by nothing else.
        var (issued, _) = await tenant.InScopeAsync(s => s.GetRequiredService<Evaluation>().ApproveAsync(waiting.Id, TrainingRole.ChildDirector, completed, refusalSeen: false, default));
        Assert.NotNull(issued);
        Assert.Equal(before.Certificates + 1, (await CertificationAsync(tenant)).Certificates);
    }

    private static Task<(int Certificates, int Events, int Evidence, int Requests)> CertificationAsync(TestTenant tenant) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        return (await db.Set<Certificate>().CountAsync(), await db.Set<CertificateEvent>().CountAsync(),
            await db.Set<Training.Modules.Learning.Models.Evidence>().CountAsync(), await db.Set<IssueRequest>().CountAsync());
    });

    /// <summary>“Someone inactive on the recurrence day was silently skipped and never assigned again.”</summary>
    [Theory, OnBothDatabases]
    public async Task Complaint_17_missed_nights_are_made_good_with_the_stage_of_the_day(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(95));
        // Down from day 95 to day 40: 90 and 60 have passed, only 60 still says something true.
        tenant.App.Clock.Advance(TimeSpan.FromDays(55));
        await tenant.RemindAsync();
        Assert.Equal(["儿童主任证书还有 40 天到期"], await tenant.TitlesAsync(person));
        await tenant.DaysAsync(10);
        Assert.Equal(["儿童主任证书还有 40 天到期", "儿童主任证书还有 30 天到期"], await tenant.TitlesAsync(person));
    }

    [Theory, OnBothDatabases]
    public async Task Complaint_17_whoever_was_on_leave_on_the_day_is_told_on_coming_back(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(61));
        await tenant.ChangeAsync(person, async db => db.Add(new Leave
        {
            AssignmentId = (await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == person.Id)).Id, Kind = LeaveKind.Maternity,
            Start = tenant.Today.AddDays(-30), End = tenant.Today.AddDays(20), RecordedUtc = tenant.App.Clock.UtcNow(),
        }));
        await tenant.DaysAsync(20);
        Assert.Empty(await tenant.TitlesAsync(person));
        await tenant.DaysAsync(1);
        Assert.Equal(["儿童主任证书还有 40 天到期"], await tenant.TitlesAsync(person));
    }

    /// <summary>“Certificate e-mail task: 17 min 26 s and 351,782 database reads for one run.”</summary>
    [Theory, OnBothDatabases]
    public async Task Complaint_32_the_work_grows_with_what_is_due_and_not_with_everybody(TestDatabase database)
    {
        var (few, many) = (await DueAmongAsync(database, 10), await DueAmongAsync(database, 120));
        Assert.Equal(few, many);
        // On SQLite each mark is a command of its own.
        Assert.True(few[0] <= 25, $"{few[0]} queries");
        Assert.True(few[1] <= 4, $"{few[1]} queries on a day on which nothing is due");
    }

    /// <returns>Queries of a morning with five people due, and of the next with none.</returns>
    private static async Task<List<int>> DueAmongAsync(TestDatabase database, int everybody)
    {
        await using var tenant = await NewAsync(database);
        for (var i = 0; i < everybody; i++)
        {
            var person = await tenant.AddPersonAsync();
            await tenant.CertifyAsync(person, tenant.Today.AddDays(i < 5 ? 60 : 300));
        }
        var first = await tenant.RemindAsync();
        Assert.Equal(5, (await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredNotice>().CountAsync())));
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        return [Assert.Single(first), Assert.Single(await tenant.RemindAsync())];
    }

    /// <summary>“Managers stopped receiving copies after an upgrade; months of bump.” Who is told what, in one table.</summary>
    [Theory, OnBothDatabases]
    public async Task Complaint_37_the_matrix_of_who_is_told_what_holds(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var holder = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(holder, tenant.Today.AddDays(61));
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        var otherStreet = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.XinhualuId);
        var line = await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs);
        var otherLine = await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education);
        var district = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        var trainer = await tenant.AddStaffAsync(StaffRole.Trainer);
        await tenant.DaysAsync(80);

        Assert.Equal([.. new[] { 60, 30, 7 }.Select(d => $"儿童主任证书还有 {d} 天到期")], await tenant.TitlesAsync(holder));
        foreach (var told in new[] { street, line }) Assert.Equal(["到期名单：新增 1 人快到期", "到期名单：1 人已过期"], await tenant.TitlesAsync(told));
        foreach (var untold in new[] { otherStreet, otherLine, district, trainer }) Assert.Empty(await tenant.TitlesAsync(untold));
    }
}
