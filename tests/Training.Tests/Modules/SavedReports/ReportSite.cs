using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.SavedReports;

/// <summary>The worked example with a school and a 居民区, counted.</summary>
internal static class ReportSite
{
    public static async Task<TestTenant> CreateAsync(TestDatabase database, TestApp? own = null)
    {
        var tenant = await TestTenant.CreateAsync(database, content: false, own: own);
        var people = await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var school = new OrgUnit { Code = "310105001S01", Name = "示例第一学校", Kind = OrgUnitKind.School, ParentId = tenant.HuayangluId, Line = Line.Education, SchoolKind = SchoolKind.Primary };
            var homes = new OrgUnit { Code = "310105004001", Name = "示例第一居民区", Kind = OrgUnitKind.Neighborhood, ParentId = tenant.XinhualuId };
            db.AddRange(school, homes);
            await db.SaveChangesAsync();
            var (teacher, director) = (people["P10"], people["P06"]);
            await db.Set<RoleAssignment>().Where(a => a.PersonId == teacher).ExecuteUpdateAsync(u => u.SetProperty(a => a.WorkUnitId, school.Id));
            await db.Set<RoleAssignment>().Where(a => a.PersonId == director).ExecuteUpdateAsync(u => u.SetProperty(a => a.WorkUnitId, homes.Id));
            await s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None);
        });
        return tenant;
    }
}
