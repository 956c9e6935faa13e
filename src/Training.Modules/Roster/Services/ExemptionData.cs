using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Platform.Data;

namespace Training.Modules.Roster.Services;

/// <summary>The person's own file of this module: exemptions asked for.</summary>
internal sealed class ExemptionData(TenantDb db) : IPersonalData
{
    public string Name => "exemptionRequests";

    public async Task<object> OfAsync(long personId, CancellationToken cancel) =>
        await (from r in db.Set<ExemptionRequest>().AsNoTracking()
               join a in db.Set<RoleAssignment>() on r.AssignmentId equals a.Id
               where a.PersonId == personId
               orderby r.Id
               select new { reason = r.Reason, start = r.Start, end = r.End, asked = r.AskedUtc, state = r.State.ToString(), note = r.Note }).ToListAsync(cancel);
}
