using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>Accounts of officers who are told of something that nobody ordered.</summary>
public sealed class OfficersInCharge(TenantDb db, TimeProvider clock)
{
    /// <summary>Accounts told at most.</summary>
    private const int Most = 200;

    private static readonly StaffRole[] District = [StaffRole.SiteAdmin, StaffRole.DistrictStaff];

    /// <summary>Those who answer for the whole district.</summary>
    public async Task<IReadOnlyList<long>> OfDistrictAsync(CancellationToken cancel) => [.. (await GrantsAsync(0, District, cancel)).Select(g => g.UserId).Distinct()];

    /// <summary>Those who may approve, suspend and revoke somebody's certificates of a role (<see cref="CertificationPermissions.IssueCertificates"/>), but not the person.</summary>
    public async Task<IReadOnlyList<long>> ApproversOfAsync(long personId, TrainingRole role, CancellationToken cancel)
    {
        var today = clock.Today();
        var posts = await db.Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == personId && a.Role == role && (a.End == null || a.End >= today)).ToListAsync(cancel);
        return
        [
            .. (await GrantsAsync(personId, [.. District, StaffRole.LineStaff], cancel))
                .Where(g => AssignmentScope.Of([g.Grant]) is var scope && (scope.CoversAll || posts.Exists(scope.Allows))).Select(g => g.UserId).Distinct(),
        ];
    }

    private async Task<List<(long UserId, StaffGrant Grant)>> GrantsAsync(long except, StaffRole[] roles, CancellationToken cancel)
    {
        var rows = await (from g in db.Set<StaffGrant>().AsNoTracking()
                          join p in db.Set<Person>() on g.PersonId equals p.Id
                          where p.UserId != null && p.Id != except && roles.Contains(g.Role)
                          orderby p.UserId
                          select new { UserId = p.UserId!.Value, Grant = g }).Take(Most).ToListAsync(cancel);
        return rows.ConvertAll(r => (r.UserId, r.Grant));
    }
}
