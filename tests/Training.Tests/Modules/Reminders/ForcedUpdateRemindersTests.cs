using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.Reminders.Models;
using Training.Modules.Reminders.Services;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;
using Training.Tests.Platform.Notifications;

namespace Training.Tests.Modules.Reminders;

/// <summary>强制更新: who is told of it, when, and when no more.</summary>
public sealed class ForcedUpdateRemindersTests
{
    private const string Reason = "个人信息保护的规定有修订";

    private static Task<TestTenant> NewAsync(TestDatabase database) => TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(ForcedUpdateRemindersTests)));

    /// <summary>As an officer does on a page, with the jobs that follow.</summary>
    /// <returns>Last day on which the module may be missing.</returns>
    private static async Task<DateOnly> AnnounceAsync(TestTenant tenant)
    {
        Assert.Null(await tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().ForceAsync("O02", ForcedUpdate.DefaultDays, Reason, [], null, default)));
        await tenant.RunJobsAsync();
        return tenant.Today.AddDays(ForcedUpdate.DefaultDays);
    }

    /// <summary>What the reminders said, oldest first; other messages are of no interest here.</summary>
    private static async Task<List<StoredNotice>> DigestsAsync(TestTenant tenant, TestPerson person) =>
        [.. (await tenant.BoxAsync(person)).Where(n => n.Key.StartsWith("reminders:", StringComparison.Ordinal)).OrderBy(n => n.Id)];

    private static async Task<List<string>> TitlesAsync(TestTenant tenant, TestPerson person) => (await DigestsAsync(tenant, person)).ConvertAll(n => n.Title);

    private static string Announced(DateOnly last) => $"模块 O02 有重要更新，请最晚在 {last.Year}年{last.Month}月{last.Day}日当天重学";

    [Theory, OnBothDatabases]
    public async Task The_holder_is_told_at_once_then_before_the_last_day_and_on_the_day_of_the_suspension_and_so_are_street_and_line(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        var line = await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs);
        var others = new[] { await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.XinhualuId), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education) };
        await tenant.CertifyAsync(person, tenant.Today.AddDays(300));
        // The morning's own run has nothing to say.
        await tenant.RunJobsAsync();
        Assert.Empty(await TitlesAsync(tenant, person));

        var last = await AnnounceAsync(tenant);
        Assert.Equal([Announced(last)], await TitlesAsync(tenant, person));
        var told = (await DigestsAsync(tenant, person))[^1];
        Assert.Contains(Reason, told.Body, StringComparison.Ordinal);
        Assert.Contains("还有 60 天", told.Body, StringComparison.Ordinal);
        Assert.Empty(await TitlesAsync(tenant, street));

        await tenant.DaysAsync(80);
        Assert.Equal([Announced(last), .. new[] { 30, 14, 7, 1 }.Select(d => $"模块 O02 要重学，还有 {d} 天"), "儿童主任证书已暂停，请重学 O02"], await TitlesAsync(tenant, person));
        foreach (var officer in new[] { street, line })
        {
            Assert.Equal(["重学名单：1 人要重学", "重学名单：1 人已暂停"], await TitlesAsync(tenant, officer));
            var listed = (await DigestsAsync(tenant, officer))[^1];
            Assert.Contains($"{person.Name}，儿童主任，模块 O02", listed.Body, StringComparison.Ordinal);
            Assert.Equal("/console/rates/people?status=revoked", listed.Url);
        }
        foreach (var other in others) Assert.Empty(await TitlesAsync(tenant, other));
        // What is stored is what the ledger gives.
        Assert.False((await tenant.InScopeAsync(s => s.GetRequiredService<StandingStore>().CompareAsync([person.Id], default)))[person.Id].Differs);
    }

    [Theory, OnBothDatabases]
    public async Task Those_on_leave_however_many_keep_nobody_off_the_list(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (first, line) = (await tenant.AddPersonAsync(), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        await tenant.CertifyAsync(first, tenant.Today.AddDays(300));
        await AnnounceAsync(tenant);
        await OnLeaveAsync(tenant, first, Digests.ListedMax);
        var later = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(later, tenant.Today.AddDays(300));
        tenant.App.Clock.Advance(TimeSpan.FromDays(ForcedUpdate.DefaultDays - UpdateStages.ListDays));
        await tenant.RemindAsync();
        var list = (await DigestsAsync(tenant, line))[^1];
        Assert.Equal("重学名单：2 人要重学", list.Title);
        Assert.Contains(later.Name, list.Body, StringComparison.Ordinal);
    }

    /// <summary>People who have the same to show as somebody who is there, and are on a long leave.</summary>
    private static Task OnLeaveAsync(TestTenant tenant, TestPerson like, int count) => tenant.InScopeAsync(async s =>
    {
        var (db, now) = (s.GetRequiredService<TenantDb>(), tenant.App.Clock.UtcNow());
        var standing = await db.Set<StoredStanding>().AsNoTracking().SingleAsync(x => x.PersonId == like.Id);
        var people = Enumerable.Range(1, count).Select(i => new Person { StaffNo = $"L{i:0000}", Name = $"请假{i}号", CreatedUtc = now }).ToList();
        db.AddRange(people);
        await db.SaveChangesAsync();
        var posts = people.ConvertAll(p => new RoleAssignment
        {
            PersonId = p.Id, Role = standing.Role, Line = Line.CivilAffairs, SubDistrictId = tenant.HuayangluId, Start = tenant.Today.AddYears(-2), RecordedUtc = now,
        });
        db.AddRange(posts);
        await db.SaveChangesAsync();
        db.AddRange(posts.Select(p => new Leave { AssignmentId = p.Id, Kind = LeaveKind.Other, Start = tenant.Today.AddDays(-1), RecordedUtc = now }));
        db.AddRange(people.Select(p => new StoredStanding
        {
            PersonId = p.Id, Role = standing.Role, Changes = standing.Changes, DueOn = standing.DueOn, ValidThrough = standing.ValidThrough, Updates = standing.Updates, HeldThrough = null,
        }));
        await db.SaveChangesAsync();
    });

    [Theory, OnBothDatabases]
    public async Task Nobody_is_suspended_unannounced_where_the_course_is_not_open_yet(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        await tenant.CertifyAsync(person, tenant.Today.AddDays(300));
        await tenant.OpenAsync(TrainingRole.ChildDirector, tenant.HuayangluId, tenant.Today.AddDays(200));
        await tenant.RunJobsAsync();
        var last = await AnnounceAsync(tenant);
        Assert.Equal([Announced(last)], await TitlesAsync(tenant, person));
        await tenant.DaysAsync(61);
        Assert.Equal("儿童主任证书已暂停，请重学 O02", (await TitlesAsync(tenant, person))[^1]);
        Assert.Contains("重学名单：1 人已暂停", await TitlesAsync(tenant, street));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_has_shown_it_is_told_nothing_more_and_stands_on_no_list(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        await tenant.CertifyAsync(person, tenant.Today.AddDays(300));
        var last = await AnnounceAsync(tenant);
        await tenant.DaysAsync(20);
        await tenant.RecordAsync(person.Id, "O02");
        await tenant.DaysAsync(60);
        Assert.Equal([Announced(last)], await TitlesAsync(tenant, person));
        Assert.Empty(await TitlesAsync(tenant, street));
    }

    [Theory, OnBothDatabases]
    public async Task The_end_of_the_certificate_is_told_as_ever_while_an_update_is_pending(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        await tenant.CertifyAsync(person, tenant.Today.AddDays(100));
        var last = await AnnounceAsync(tenant);
        await tenant.DaysAsync(45);
        Assert.Equal([Announced(last), "儿童主任证书还有 90 天到期", "模块 O02 要重学，还有 30 天", "儿童主任证书还有 60 天到期"], await TitlesAsync(tenant, person));
        Assert.Equal(["重学名单：1 人要重学", "到期名单：新增 1 人快到期"], await TitlesAsync(tenant, street));
    }

    [Theory, OnBothDatabases]
    public async Task Missed_nights_are_made_good_with_the_stage_of_the_day_and_all_is_one_message(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(80));
        Assert.Null(await tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().ForceAsync("O02", ForcedUpdate.DefaultDays, Reason, [], null, default)));
        tenant.App.Clock.Advance(TimeSpan.FromDays(50));
        await tenant.RunJobsAsync();
        await tenant.RemindAsync();
        Assert.Equal(["培训提醒：2 件事"], await TitlesAsync(tenant, person));
        var told = (await DigestsAsync(tenant, person))[^1];
        Assert.Contains("儿童主任证书", told.Body, StringComparison.Ordinal);
        Assert.Contains("最后一天，还有 10 天", told.Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_reason_is_that_of_the_update_that_concerns_the_role(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        await tenant.CertifyAsync(person, tenant.Today.AddDays(300));
        async Task ForceAsync(int days, string reason, Line line) =>
            Assert.Null(await tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().ForceAsync("O02", days, reason, [line], null, default)));
        await ForceAsync(40, Reason, Line.CivilAffairs);
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        // Newer ones: of another line, and of the same line with a later last day.
        await ForceAsync(30, "教育系统另有规定", Line.Education);
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        await ForceAsync(200, "民政又有补充规定", Line.CivilAffairs);
        await tenant.RunJobsAsync();
        await tenant.RemindAsync();
        var told = (await DigestsAsync(tenant, person))[^1].Body;
        Assert.Contains(Reason, told, StringComparison.Ordinal);
        Assert.DoesNotContain("教育系统", told, StringComparison.Ordinal);
        Assert.DoesNotContain("补充规定", told, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task One_that_is_long_over_keeps_no_other_off_the_lists(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var person = await tenant.AddPersonAsync();
        var street = await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, tenant.HuayangluId);
        await tenant.CertifyAsync(person, tenant.Today.AddDays(300));
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Add(new ForcedUpdate { ModuleCode = "R03", AnnouncedOn = tenant.Today, Days = 60, Reason = Reason, RecordedUtc = tenant.App.Clock.UtcNow() });
            await db.SaveChangesAsync();
        });
        Assert.Null(await tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().ForceAsync("O02", 7, Reason, [], null, default)));
        await tenant.RunJobsAsync();
        await tenant.DaysAsync(70);
        Assert.Equal(["重学名单：1 人要重学", "重学名单：1 人已暂停", "重学名单：1 人要重学", "重学名单：1 人已暂停"], await TitlesAsync(tenant, street));
    }
}
