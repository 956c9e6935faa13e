using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Roster;

/// <summary>The roster in the browser, and what is in the tables after.</summary>
internal static class Keeping
{
    public static Task<HttpClient> StaffAsync(this TestTenant tenant, StaffRole role, int? street = null, Line? line = null) => OpenAsync(tenant, tenant.AddStaffAsync(role, street, line));

    public static Task<HttpClient> SchoolAdminAsync(this TestTenant tenant, int school) =>
        OpenAsync(tenant, tenant.AddPersonAsync(null, grants: new StaffGrant { PersonId = 0, Role = StaffRole.SchoolAdmin, WorkUnitId = school }));

    private static async Task<HttpClient> OpenAsync(TestTenant tenant, Task<TestPerson> person) => await tenant.SignedInAsync(await person);

    public static string Day(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Task<List<RoleAssignment>> PostsAsync(this TestTenant tenant, long personId) => tenant.InScopeAsync(s =>
        s.GetRequiredService<TenantDb>().Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == personId).OrderBy(a => a.Start).ThenBy(a => a.Id).ToListAsync());

    public static Task<List<string>> TrailAsync(this TestTenant tenant, string reference) => tenant.InScopeAsync(s =>
        s.GetRequiredService<TenantDb>().Set<AuditEvent>().Where(e => e.Category == "Roster" && e.Subject == reference).OrderBy(e => e.Id).Select(e => e.Name + "|" + e.Summary).ToListAsync());

    public static Task<string> CodeAsync(this TestTenant tenant, int unit) => tenant.InScopeAsync(s =>
        s.GetRequiredService<TenantDb>().Set<OrgUnit>().Where(u => u.Id == unit).Select(u => u.Code).SingleAsync());

    public static Task<int> UnitAsync(this TestTenant tenant, string code, OrgUnitKind kind, int street, Line? line = null) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var unit = new OrgUnit { Code = code, Name = "示例" + code, Kind = kind, ParentId = street, Line = line };
        db.Add(unit);
        await db.SaveChangesAsync();
        return unit.Id;
    });

    /// <summary>People who must be certified in a street on a day.</summary>
    public static Task<int> RequiredAsync(this TestTenant tenant, int street, TrainingRole role, DateOnly day) => tenant.InScopeAsync(async s =>
        (await s.GetRequiredService<RateQuery>().TableAsync(day, default)).Of(street, role).Required);

    public static Task<int> CountAsync(this TestTenant tenant, int street, TrainingRole role, DateOnly day, Measure measure) => tenant.InScopeAsync(async s =>
        (await s.GetRequiredService<RateQuery>().TableAsync(day, default)).Of(street, role)[measure]);

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, string page, string form, params (string, string)[] fields) =>
        await client.SubmitAsync(await client.PageAsync(page), form, fields);

    public static string Of(TestPerson person) => "console/roster/" + person.Ref;

    public static async Task<string> PostOfAsync(this TestTenant tenant, TestPerson person) => Of(person) + "/posts/" + (await tenant.PostsAsync(person.Id))[^1].Ref;

    public static async Task<string> MainAsync(this HttpResponseMessage response) => (await response.DocumentAsync()).QuerySelector("main")!.TextContent;
}
