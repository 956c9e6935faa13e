using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>Accounts of officers who are told of something that nobody ordered.</summary>
public sealed class OfficersInCharge(TenantDb db, TimeProvider clock)
{
    /// <summary>Accounts told at most.</summary>
    private const int Most = 200;

    private static readonly StaffRole[] District = [StaffRole.SiteAdmin, StaffRole.DistrictStaff];

    /// <summary>Those who answer for the whole district.</summary>
    public async Task<IReadOnlyList<long>> OfDistrictAsync(CancellationToken cancel) => await AccountsAsync(0, [], cancel);

    /// <summary>Those who may approve, suspend and revoke somebody's certificates of a role (<see cref="CertificationPermissions.IssueCertificates"/>), but not the person.</summary>
    public async Task<IReadOnlyList<long>> ApproversOfAsync(long personId, TrainingRole role, CancellationToken cancel)
    {
        var today = clock.Today();
        var lines = await db.Set<RoleAssignment>().Where(a => a.PersonId == personId && a.Role == role && (a.End == null || a.End >= today)).Select(a => a.Line).Distinct().ToListAsync(cancel);
        return await AccountsAsync(personId, lines, cancel);
    }

    /// <summary>Of the district, and of the lines. Who else there is takes no place among the <see cref="Most"/>.</summary>
    private async Task<IReadOnlyList<long>> AccountsAsync(long except, IReadOnlyCollection<Line> lines, CancellationToken cancel)
    {
        var accounts = from g in db.Set<StaffGrant>()
                       join p in db.Set<Person>() on g.PersonId equals p.Id
                       where p.UserId != null && p.Id != except
                           && (District.Contains(g.Role) || (g.Role == StaffRole.LineStaff && g.Line != null && lines.Contains(g.Line.Value)))
                       select p.UserId!.Value;
        return await accounts.Distinct().OrderBy(id => id).Take(Most).ToListAsync(cancel);
    }
}
