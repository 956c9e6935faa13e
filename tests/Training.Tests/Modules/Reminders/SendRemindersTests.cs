using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reminders.Models;
using Training.Modules.Reminders.Services;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;
using Training.Tests.Platform.Notifications;

namespace Training.Tests.Modules.Reminders;

public sealed class SendRemindersTests
{
    private static Task<TestTenant> NewAsync(TestDatabase database) => TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(SendRemindersTests)));

    [Theory, OnBothDatabases]
    public async Task Reminders_stop_when_the_certificate_is_renewed(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        var through = tenant.Today.AddDays(31);
        await tenant.CertifyAsync(person, through);
        await tenant.DaysAsync(1);
        await tenant.CertifyAsync(person, through.AddYears(1));
        await tenant.DaysAsync(40);
        Assert.Equal(["儿童主任证书还有 30 天到期"], await tenant.TitlesAsync(person));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_left_is_exempt_or_waits_for_approval_is_not_told_and_not_listed(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (left, exempt, waiting, held) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync(), await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        foreach (var person in new[] { left, exempt, waiting, held }) await tenant.CertifyAsync(person, tenant.Today.AddDays(30));
        await tenant.ChangeAsync(left, async db => (await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == left.Id)).End = tenant.Today.AddDays(-1));
        await tenant.ChangeAsync(exempt, async db => db.Add(new Exemption
        {
            AssignmentId = (await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == exempt.Id)).Id, Reason = "借调", ApprovedBy = "区里",
            Start = tenant.Today.AddDays(-1), End = tenant.Today.AddDays(60), RecordedUtc = tenant.App.Clock.UtcNow(),
        }));
        await tenant.ChangeAsync(waiting, db =>
        {
            db.Add(new IssueRequest { PersonId = waiting.Id, Role = TrainingRole.ChildDirector, CompletedOn = tenant.Today, WaitsThrough = tenant.Today.AddDays(300), RecordedUtc = tenant.App.Clock.UtcNow() });
            return Task.CompletedTask;
        });
        await tenant.RemindAsync();
        foreach (var person in new[] { left, exempt, waiting }) Assert.Empty(await tenant.TitlesAsync(person));
        Assert.Single(await tenant.TitlesAsync(held));
        var list = await tenant.NewestAsync(street);
        Assert.Contains(held.Name, list.Body, StringComparison.Ordinal);
        foreach (var person in new[] { left, exempt, waiting }) Assert.DoesNotContain(person.Name, list.Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_is_told_while_the_course_is_not_open_to_the_street(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (here, there) = (await tenant.AddPersonAsync(start: tenant.Today.AddDays(-65)), await tenant.AddPersonAsync(start: tenant.Today.AddDays(-65), street: tenant.XinhualuId));
        var (held, listed) = (await tenant.AddPersonAsync(), await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId));
        foreach (var person in new[] { here, there }) await tenant.ChangeAsync(person, _ => Task.CompletedTask);
        await tenant.CertifyAsync(held, tenant.Today.AddDays(30));
        var opens = tenant.Today.AddDays(4);
        await tenant.OpenAsync(TrainingRole.ChildDirector, tenant.HuayangluId, opens);
        await tenant.RemindAsync();
        foreach (var person in new[] { here, held, listed }) Assert.Empty(await tenant.TitlesAsync(person));
        Assert.StartsWith("儿童主任：请最晚在", Assert.Single(await tenant.TitlesAsync(there)), StringComparison.Ordinal);
        // An officer who asks by name reaches nobody either.
        var asked = await tenant.InScopeAsync(s => s.GetRequiredService<ListReminder>().SendAsync(
            AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff }]), [(here.Id, TrainingRole.ChildDirector), (held.Id, TrainingRole.ChildDirector)], "未持证", new(), default));
        Assert.Equal((0, 2), (asked.Sent, asked.Excused));

        await tenant.DaysAsync(3);
        foreach (var person in new[] { here, held, listed }) Assert.Empty(await tenant.TitlesAsync(person));
        await tenant.DaysAsync(1);
        Assert.Equal(opens, tenant.Today);
        Assert.StartsWith("儿童主任：请最晚在", Assert.Single(await tenant.TitlesAsync(here)), StringComparison.Ordinal);
        Assert.Equal(["儿童主任证书还有 26 天到期"], await tenant.TitlesAsync(held));
        Assert.Contains(held.Name, (await tenant.NewestAsync(listed)).Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_was_not_approved_is_reminded_and_listed_again(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (refused, newcomer) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync(start: tenant.Today.AddDays(-70)));
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        await tenant.CertifyAsync(refused, tenant.Today.AddDays(30));
        foreach (var person in new[] { refused, newcomer })
            await tenant.ChangeAsync(person, db =>
            {
                db.Add(new IssueRequest { PersonId = person.Id, Role = TrainingRole.ChildDirector, CompletedOn = tenant.Today, WaitsThrough = DateOnly.MaxValue, RecordedUtc = tenant.App.Clock.UtcNow() });
                db.Add(new IssueRefusal
                {
                    PersonId = person.Id, Role = TrainingRole.ChildDirector, CompletedOn = tenant.Today, Reason = "实操记录不完整", ByUserId = street.UserId, By = street.Name,
                    RecordedUtc = tenant.App.Clock.UtcNow(),
                });
                return Task.CompletedTask;
            });
        await tenant.RemindAsync();
        Assert.Equal(["儿童主任证书还有 30 天到期"], await tenant.TitlesAsync(refused));
        Assert.StartsWith("儿童主任：请最晚在", Assert.Single(await tenant.TitlesAsync(newcomer)), StringComparison.Ordinal);
        Assert.Contains(refused.Name, (await tenant.NewestAsync(street)).Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_renewal_that_still_waits_when_the_certificate_ends_is_told_to_street_and_line_as_waiting(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await tenant.SettingsAsync(TestTenant.Issuing with { AutoIssue = false });
        var person = await tenant.AddPersonAsync();
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        var line = await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs);
        await tenant.CertifyAsync(person, tenant.Today.AddDays(1));
        await tenant.RecordAllAsync(person.Id, Ledger.Director);
        Assert.Equal(1, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<IssueRequest>().CountAsync(r => r.PersonId == person.Id)));
        await tenant.DaysAsync(4);
        Assert.Empty(await tenant.TitlesAsync(person));
        foreach (var officer in new[] { street, line })
        {
            Assert.Equal(["到期名单：1 人已过期、等审核"], await tenant.TitlesAsync(officer));
            var told = await tenant.NewestAsync(officer);
            Assert.Contains("等审核发证", told.Body, StringComparison.Ordinal);
            Assert.Contains(person.Name, told.Body, StringComparison.Ordinal);
            Assert.Equal("/console/rates/people?status=expired", told.Url);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Those_who_wait_however_many_keep_nobody_off_the_list(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var line = await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs);
        var (waiting, later) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        await tenant.CertifyAsync(waiting, tenant.Today.AddDays(30));
        await tenant.CertifyAsync(later, tenant.Today.AddDays(31));
        // With these, one end more than a portion takes before the later day: of the last person the first portion has one role of two.
        var last = await CohortAsync(tenant, waiting, Digests.ListedMax / 2);
        await tenant.RemindAsync();
        var list = await tenant.NewestAsync(line);
        Assert.Equal("到期名单：新增 3 人快到期", list.Title);
        foreach (var named in new[] { last + "，儿童主任", last + "，邻家妈妈", later.Name + "，儿童主任" }) Assert.Contains(named, list.Body, StringComparison.Ordinal);
    }

    /// <summary>People of one line, in two roles each, with the end of somebody who is there. That one and all of them but the last wait for approval.</summary>
    /// <returns>The last one's name.</returns>
    private static Task<string> CohortAsync(TestTenant tenant, TestPerson like, int count) => tenant.InScopeAsync(async s =>
    {
        var (db, now) = (s.GetRequiredService<TenantDb>(), tenant.App.Clock.UtcNow());
        var standing = await db.Set<StoredStanding>().AsNoTracking().SingleAsync(x => x.PersonId == like.Id);
        var people = Enumerable.Range(1, count).Select(i => new Person { StaffNo = $"W{i:0000}", Name = $"同批{i}号", CreatedUtc = now }).ToList();
        db.AddRange(people);
        await db.SaveChangesAsync();
        var last = people.MaxBy(p => p.Id)!;
        Wait(like.Id, TrainingRole.ChildDirector);
        foreach (var person in people)
            foreach (var role in new[] { TrainingRole.ChildDirector, TrainingRole.NeighborMother })
            {
                db.Add(new RoleAssignment
                {
                    PersonId = person.Id, Role = role, Line = Line.CivilAffairs, SubDistrictId = tenant.HuayangluId, Start = tenant.Today.AddYears(-2), RecordedUtc = now,
                });
                db.Add(new StoredStanding
                {
                    PersonId = person.Id, Role = role, Changes = standing.Changes, DueOn = standing.DueOn, ValidThrough = standing.ValidThrough, HeldThrough = null,
                });
                if (person != last) Wait(person.Id, role);
            }
        await db.SaveChangesAsync();
        return last.Name;

        void Wait(long person, TrainingRole role) => db.Add(new IssueRequest
        {
            PersonId = person, Role = role, CompletedOn = tenant.Today, WaitsThrough = tenant.Today.AddDays(300), RecordedUtc = now,
        });
    });

    [Theory, OnBothDatabases]
    public async Task Each_list_leads_to_its_own_page(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        await tenant.CertifyAsync(await tenant.AddPersonAsync(), tenant.Today.AddDays(60));
        await tenant.RemindAsync();
        Assert.Equal("/console/rates/people?status=expiring", (await tenant.NewestAsync(street)).Url);
        await tenant.CertifyAsync(await tenant.AddPersonAsync(), tenant.Today);
        await tenant.DaysAsync(1);
        Assert.Equal("/console/rates/people?status=expired", (await tenant.NewestAsync(street)).Url);
        await tenant.CertifyAsync(await tenant.AddPersonAsync(), tenant.Today);
        await tenant.CertifyAsync(await tenant.AddPersonAsync(), tenant.Today.AddDays(40));
        await tenant.DaysAsync(1);
        var both = await tenant.NewestAsync(street);
        Assert.Equal("/console/rates/people?status=expired", both.Url);
        Assert.StartsWith("已过期：", both.Body, StringComparison.Ordinal);
        Assert.Contains("其他名单在同一页上方选", both.Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_suspended_certificate_does_not_ask_for_renewal(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(30));
        await tenant.ChangeAsync(person, async db => db.Add(new CertificateEvent
        {
            CertificateId = (await db.Set<Certificate>().SingleAsync(c => c.PersonId == person.Id)).Id, Kind = CertificateEventKind.Suspended,
            EffectiveOn = tenant.Today, Reason = "试验", RecordedUtc = tenant.App.Clock.UtcNow(),
        }));
        await tenant.DaysAsync(40);
        Assert.Empty(await tenant.TitlesAsync(person));
    }

    [Theory, OnBothDatabases]
    public async Task The_last_day_is_called_valid_only_while_no_suspension_before_it_is_decided(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (free, stopped) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        foreach (var person in new[] { free, stopped }) await tenant.CertifyAsync(person, tenant.Today.AddDays(30));
        await tenant.ChangeAsync(stopped, async db => db.Add(new CertificateEvent
        {
            CertificateId = (await db.Set<Certificate>().SingleAsync(c => c.PersonId == stopped.Id)).Id, Kind = CertificateEventKind.Suspended,
            EffectiveOn = tenant.Today.AddDays(20), Reason = "试验", RecordedUtc = tenant.App.Clock.UtcNow(),
        }));
        await tenant.DaysAsync(1);
        Assert.Contains("最后一天当天仍有效", (await tenant.NewestAsync(free)).Body, StringComparison.Ordinal);
        var told = (await tenant.NewestAsync(stopped)).Body;
        Assert.Contains("到期，还有", told, StringComparison.Ordinal);
        Assert.DoesNotContain("最后一天当天仍有效", told, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_newcomer_is_told_once_on_day_sixty(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync(start: tenant.Today.AddDays(-57));
        await tenant.ChangeAsync(person, _ => Task.CompletedTask);
        await tenant.DaysAsync(1);
        Assert.Empty(await tenant.TitlesAsync(person));
        // Start + 59 days is day 60.
        await tenant.DaysAsync(1);
        Assert.StartsWith("儿童主任：请最晚在", Assert.Single(await tenant.TitlesAsync(person)), StringComparison.Ordinal);
        await tenant.DaysAsync(40);
        Assert.Single(await tenant.TitlesAsync(person));
    }

    [Theory, OnBothDatabases]
    public async Task Two_roles_and_a_list_make_one_message(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var both = await tenant.AddPersonAsync(grants: new StaffGrant { PersonId = 0, Role = StaffRole.SubDistrictStaff, SubDistrictId = tenant.HuayangluId });
        await tenant.ChangeAsync(both, db =>
        {
            db.Add(new RoleAssignment
            {
                PersonId = both.Id, Role = TrainingRole.NeighborMother, Line = Line.WomensFederation, SubDistrictId = tenant.HuayangluId,
                Start = tenant.Today.AddYears(-2), RecordedUtc = tenant.App.Clock.UtcNow(),
            });
            return Task.CompletedTask;
        });
        await tenant.CertifyAsync(both, tenant.Today.AddDays(30));
        await tenant.CertifyAsync(both, tenant.Today.AddDays(7), TrainingRole.NeighborMother);
        await tenant.CertifyAsync(await tenant.AddPersonAsync(), tenant.Today.AddDays(60));
        await tenant.RemindAsync();
        var notice = Assert.Single(await tenant.BoxAsync(both));
        Assert.Equal("到期名单：新增 1 人快到期", notice.Title);
        Assert.Contains("你的邻家妈妈证书", notice.Body, StringComparison.Ordinal);
        Assert.Contains("你的儿童主任证书", notice.Body, StringComparison.Ordinal);
        await tenant.RemindAsync();
        Assert.Single(await tenant.BoxAsync(both));
    }

    [Theory, OnBothDatabases]
    public async Task A_list_holds_name_role_end_and_last_completion_and_nothing_else(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var line = await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs);
        var people = new List<TestPerson>();
        for (var i = 0; i < DigestText.NamesMax + 3; i++)
        {
            people.Add(await tenant.AddPersonAsync());
            await tenant.CertifyAsync(people[^1], new DateOnly(2027, 1, 1).AddDays(i - (new DateOnly(2027, 1, 1).DayNumber - tenant.Today.DayNumber) + 20));
        }
        await tenant.RemindAsync();
        var notice = await tenant.NewestAsync(line);
        Assert.Equal($"到期名单：新增 {people.Count} 人快到期", notice.Title);
        var lines = notice.Body.Split('\n');
        Assert.Equal("快到期：", lines[0]);
        Assert.Matches($@"^{people[0].Name}，儿童主任，\d+年\d+月\d+日到期，最近完成 \d+年\d+月\d+日$", lines[1]);
        Assert.Equal("另有 3 条，见名单。", lines[^1]);
        Assert.Equal(DigestText.NamesMax + 2, lines.Length);
        Assert.DoesNotContain("分", notice.Body, StringComparison.Ordinal);
        Assert.True(notice.Body.Length < Notice.MaxBody);
    }

    [Theory, OnBothDatabases]
    public async Task A_worker_killed_in_the_middle_tells_nobody_twice_and_forgets_nobody(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(30));
        // Dies after all was written and before the commit.
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await s.GetServices<IJob>().OfType<SendReminders>().Single().StepAsync("", default);
            throw new InvalidOperationException("killed");
        }, default)));
        Assert.Empty(await tenant.TitlesAsync(person));
        await tenant.RemindAsync();
        // And after the commit, before the job knew: the step is done again.
        await tenant.RemindAsync();
        Assert.Single(await tenant.TitlesAsync(person));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_becomes_due_after_todays_message_is_told_tomorrow(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(30));
        await tenant.RemindAsync();
        await tenant.ChangeAsync(person, db =>
        {
            db.Add(new RoleAssignment
            {
                PersonId = person.Id, Role = TrainingRole.NeighborMother, Line = Line.WomensFederation, SubDistrictId = tenant.HuayangluId,
                Start = tenant.Today.AddYears(-2), RecordedUtc = tenant.App.Clock.UtcNow(),
            });
            return Task.CompletedTask;
        });
        await tenant.CertifyAsync(person, tenant.Today.AddDays(59), TrainingRole.NeighborMother);
        await tenant.RemindAsync();
        Assert.Single(await tenant.TitlesAsync(person));
        await tenant.DaysAsync(1);
        Assert.Equal("邻家妈妈证书还有 58 天到期", (await tenant.TitlesAsync(person))[^1]);
    }

    [Theory, OnBothDatabases]
    public async Task In_quiet_hours_the_job_waits_for_the_morning_and_speaks_of_that_day(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(30));
        // From noon to nine in the evening: the site comes up late.
        tenant.App.Clock.Advance(TimeSpan.FromHours(9));
        await tenant.RunJobsAsync();
        Assert.Empty(await tenant.TitlesAsync(person));
        tenant.App.Clock.Advance(TimeSpan.FromHours(11));
        await tenant.RunJobsAsync();
        Assert.Equal(["儿童主任证书还有 29 天到期"], await tenant.TitlesAsync(person));
        tenant.App.Clock.Advance(TimeSpan.FromHours(4));
        await tenant.RunJobsAsync();
        Assert.Single(await tenant.TitlesAsync(person));
    }

    [Theory, OnBothDatabases]
    public async Task More_people_than_a_page_are_all_told_once(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var staff = new List<TestPerson>();
        // More staff than one page takes, so that pages end in different places.
        for (var i = 0; i < Digests.StaffAtOnce + 5; i++) staff.Add(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        var people = new List<TestPerson>();
        for (var i = 0; i < 12; i++)
        {
            people.Add(await tenant.AddPersonAsync());
            await tenant.CertifyAsync(people[^1], tenant.Today.AddDays(7));
        }
        Assert.Equal(2, (await tenant.RemindAsync()).Count);
        foreach (var person in people.Concat(staff)) Assert.Single(await tenant.TitlesAsync(person));
    }

    [Theory, OnBothDatabases]
    public async Task A_stage_that_was_added_later_is_told(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(30));
        await tenant.RemindAsync();
        await tenant.InScopeAsync(s => s.GetRequiredService<ReminderRules>().SaveAsync(new ReminderSettings { PersonDays = [30, 28] }, default));
        await tenant.DaysAsync(3);
        Assert.Equal(["儿童主任证书还有 30 天到期", "儿童主任证书还有 28 天到期"], await tenant.TitlesAsync(person));
    }
}
