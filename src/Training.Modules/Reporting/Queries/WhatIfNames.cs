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
    /// <summary>Names of one page, and of one export.</summary>
    public const int PageSize = 50, ExportMax = 20_000;

    private const int AtOnce = 1000;

    /// <summary>Turns within the reader's scope, what the draft causes first.</summary>
    /// <param name="unit">Only of this 街镇; null = all.</param>
    public static IReadOnlyList<WhatIfTurn> Of(WhatIfResult result, AssignmentScope scope, int? unit) =>
    [
        .. result.Turns.Where(t => (unit is null || t.UnitId == unit) && (scope.CoversAll || scope.SubDistricts.Contains(t.UnitId) || scope.Lines.Contains(t.Line)))
            .OrderBy(t => !t.ByDraft).ThenBy(t => !t.Lapsed).ThenBy(t => t.On).ThenBy(t => t.AssignmentId),
    ];

    /// <summary>Who they are; without those who have left the scope since.</summary>
    public async Task<IReadOnlyList<WhatIfPerson>> ReadAsync(IEnumerable<WhatIfTurn> turns, AssignmentScope scope, CancellationToken cancel)
    {
        var found = new List<WhatIfPerson>();
        foreach (var portion in turns.Chunk(AtOnce))
        {
            var ids = portion.Select(t => t.AssignmentId).ToList();
            var names = await (from a in db.Set<RoleAssignment>().AsNoTracking().Where(scope.Filter)
                               where ids.Contains(a.Id)
                               join p in db.Set<Person>() on a.PersonId equals p.Id
                               select new { a.Id, p.Name, p.StaffNo }).ToDictionaryAsync(n => n.Id, cancel);
            found.AddRange(portion.Where(t => names.ContainsKey(t.AssignmentId)).Select(t => new WhatIfPerson(names[t.AssignmentId].Name, names[t.AssignmentId].StaffNo, t.UnitId, t)));
        }
        return found;
    }
}
