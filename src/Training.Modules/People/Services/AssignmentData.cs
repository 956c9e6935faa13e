using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.People.Services;

/// <summary>The person's own file of this module: assignments with leaves and exemptions, and system roles.</summary>
internal sealed class AssignmentData(TenantDb db) : IPersonalData
{
    public string Name => "assignments";

    public async Task<object> OfAsync(long personId, CancellationToken cancel)
    {
        var units = db.Set<OrgUnit>();
        var assignments = await db.Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == personId).OrderBy(a => a.Start)
            .Select(a => new { a.Id, a.Role, a.Line, Street = units.First(u => u.Id == a.SubDistrictId).Name, a.Start, a.End, a.GrowthMentor }).ToListAsync(cancel);
        var ids = assignments.ConvertAll(a => a.Id);
        var leaves = await db.Set<Leave>().AsNoTracking().Where(l => ids.Contains(l.AssignmentId)).OrderBy(l => l.Start).ToListAsync(cancel);
        var exemptions = await db.Set<Exemption>().AsNoTracking().Where(e => ids.Contains(e.AssignmentId)).OrderBy(e => e.Start).ToListAsync(cancel);
        var grants = await db.Set<StaffGrant>().AsNoTracking().Where(g => g.PersonId == personId).ToListAsync(cancel);
        return new
        {
            roles = assignments.Select(a => new
            {
                role = a.Role.Title(), line = a.Line.Title(), street = a.Street, start = a.Start, end = a.End, growthMentor = a.GrowthMentor,
                leaves = leaves.Where(l => l.AssignmentId == a.Id).Select(l => new { kind = l.Kind.ToString(), start = l.Start, end = l.End }),
                exemptions = exemptions.Where(e => e.AssignmentId == a.Id).Select(e => new { reason = e.Reason, start = e.Start, end = e.End }),
            }),
            staff = grants.Select(g => g.Role.Title()),
        };
    }
}
