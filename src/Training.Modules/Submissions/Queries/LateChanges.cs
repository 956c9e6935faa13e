using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Queries;

/// <summary>One fact that was changed in place after a report.</summary>
public sealed record LateChange(FactChange Change, string Name, string PersonRef);

/// <summary>
/// Names what was changed in place after a moment and counts on days up to another: for whoever prepares a correction, within the own scope.
/// No name goes into the document.
/// </summary>
public sealed class LateChanges(TenantDb db)
{
    public const int Most = 200;

    public async Task<IReadOnlyList<LateChange>> SinceAsync(DateTime utc, DateOnly asOf, AssignmentScope scope, CancellationToken cancel)
    {
        var (all, streets) = (scope.CoversAll, scope.SubDistricts);
        return await (from c in db.Set<FactChange>().AsNoTracking()
                      where c.RecordedUtc > utc && c.FromDay <= asOf && (all || streets.Contains(c.SubDistrictId))
                      join p in db.Set<Person>() on c.PersonId equals p.Id
                      orderby c.Id
                      select new LateChange(c, p.Name, p.Ref)).Take(Most).ToListAsync(cancel);
    }
}
