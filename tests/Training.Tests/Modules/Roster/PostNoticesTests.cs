using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Roster.Merging;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Roster;

/// <summary>Who is told when posts change: the person, and who looks after the post.</summary>
public sealed class PostNoticesTests
{
    private static Task<List<string>> ToldAsync(TestTenant tenant, TestPerson person) => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<StoredNotice>()
        .Where(n => n.UserId == person.UserId).OrderBy(n => n.Id).Select(n => n.Title + "|" + n.Body).ToListAsync());

    private static async Task EndAsync(TestTenant tenant, HttpClient officer, TestPerson person) =>
        (await officer.SendAsync(await tenant.PostOfAsync(person), "#end-post", ("do", "end"), ("end", tenant.Today.AddDays(20).Day()))).Dispose();

    [Theory, OnBothDatabases]
    public async Task Each_line_has_somebody_who_is_told(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var officer = await tenant.StaffAsync(StaffRole.DistrictStaff);
        var (director, mother) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync(TrainingRole.NeighborMother));
        // On duty, though the post ends some day; and one whose post ended.
        var supervisor = await tenant.AddPersonAsync(TrainingRole.ChildSupervisor);
        var former = await tenant.AddPersonAsync(TrainingRole.ChildSupervisor);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            (await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == supervisor.Id)).End = tenant.Today.AddDays(90);
            (await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == former.Id)).End = tenant.Today.AddDays(-1);
            await db.SaveChangesAsync();
        });
        var (civil, women, youth) = (await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.WomensFederation),
            await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.YouthLeague));
        await EndAsync(tenant, officer, director);
        await EndAsync(tenant, officer, mother);

        Assert.StartsWith("你的岗位有变动|", Assert.Single(await ToldAsync(tenant, director)), StringComparison.Ordinal);
        Assert.StartsWith("你的岗位有变动|", Assert.Single(await ToldAsync(tenant, mother)), StringComparison.Ordinal);
        Assert.StartsWith("你负责的人岗位有变动|" + director.Name, Assert.Single(await ToldAsync(tenant, supervisor)), StringComparison.Ordinal);
        Assert.Contains(mother.Name, Assert.Single(await ToldAsync(tenant, women)), StringComparison.Ordinal);
        foreach (var untold in new[] { former, civil, youth }) Assert.Empty(await ToldAsync(tenant, untold));
    }

    [Theory, OnBothDatabases]
    public async Task A_school_tells_its_administrator_and_a_street_without_supervisor_the_line(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var school = await tenant.UnitAsync("S01", OrgUnitKind.School, tenant.HuayangluId, Line.Education);
        var admin = await tenant.AddPersonAsync(null, grants: new StaffGrant { PersonId = 0, Role = StaffRole.SchoolAdmin, WorkUnitId = school });
        var (civil, education) = (await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education));
        using var officer = await tenant.StaffAsync(StaffRole.DistrictStaff);
        var teacher = await tenant.AddPersonAsync(null);
        (await officer.SendAsync(Keeping.Of(teacher), "#add-post", ("do", "post"), ("role", "Teacher"), ("place", "S01"), ("start", tenant.Today.AddYears(-1).Day()))).Dispose();
        foreach (var told in new[] { admin, education }) Assert.Contains(teacher.Name, Assert.Single(await ToldAsync(tenant, told)), StringComparison.Ordinal);
        Assert.Empty(await ToldAsync(tenant, civil));
        var director = await tenant.AddPersonAsync(street: tenant.XinhualuId);
        await EndAsync(tenant, officer, director);
        Assert.Contains(director.Name, Assert.Single(await ToldAsync(tenant, civil)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_merge_is_one_message_each_however_many_posts_move(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var people = new List<TestPerson>();
        for (var i = 0; i < 3; i++) people.Add(await tenant.AddPersonAsync());
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Add(new RoleAssignment
            {
                PersonId = people[0].Id, Role = TrainingRole.NeighborMother, Line = Line.WomensFederation, SubDistrictId = tenant.HuayangluId,
                Start = tenant.Today.AddYears(-1), RecordedUtc = tenant.App.Clock.UtcNow(),
            });
            await db.SaveChangesAsync();
        });
        var supervisor = await tenant.AddPersonAsync(TrainingRole.ChildSupervisor, street: tenant.XinhualuId);
        var women = await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.WomensFederation);
        var stays = await tenant.AddPersonAsync(street: tenant.XinhualuId);
        var order = new MergeOrder(["310105001"], "310105004", null, null, tenant.Today.AddDays(5));
        Assert.True((await tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().ApplyAsync(order, null, null, default))).IsDone);
        foreach (var person in people)
        {
            var told = Assert.Single(await ToldAsync(tenant, person));
            Assert.StartsWith("你的单位合并了|华阳路街道 合并为 新华路街道", told, StringComparison.Ordinal);
        }
        foreach (var officer in new[] { supervisor, women }) Assert.Contains("3 人的岗位", Assert.Single(await ToldAsync(tenant, officer)), StringComparison.Ordinal);
        Assert.Empty(await ToldAsync(tenant, stays));
    }
}
