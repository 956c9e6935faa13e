using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Simulation;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Queries;

/// <summary>One line of the list of a simulation.</summary>
public sealed record WhatIfPerson(string Name, string StaffNo, int UnitId, WhatIfTurn Turn);

/// <summary>Names of a simulation, of assignments within the reader's scope: the result itself holds none.</summary>
public sealed class WhatIfNames(TenantDb db)
{
    /// <summary>Names on the page.</summary>
    public const int Most = 200;

    public async Task<IReadOnlyList<WhatIfPerson>> FirstAsync(WhatIfResult result, AssignmentScope scope, CancellationToken cancel)
    {
        var turns = result.Turns.OrderBy(t => !t.ByDraft).ThenBy(t => !t.Lapsed).ThenBy(t => t.On).ThenBy(t => t.AssignmentId).ToList();
        var found = new List<WhatIfPerson>();
        foreach (var portion in turns.Chunk(1000))
        {
            var ids = portion.Select(t => t.AssignmentId).ToList();
            var names = await (from a in db.Set<RoleAssignment>().AsNoTracking().Where(scope.Filter)
                               where ids.Contains(a.Id)
                               join p in db.Set<Person>() on a.PersonId equals p.Id
                               select new { a.Id, a.SubDistrictId, p.Name, p.StaffNo }).ToDictionaryAsync(n => n.Id, cancel);
            foreach (var turn in portion)
            {
                if (!names.TryGetValue(turn.AssignmentId, out var n)) continue;
                found.Add(new(n.Name, n.StaffNo, n.SubDistrictId, turn));
                if (found.Count == Most) return found;
            }
        }
        return found;
    }
}
