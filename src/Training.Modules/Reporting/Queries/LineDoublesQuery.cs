using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Queries;

/// <summary>Reads the posts of those who have several of one role within a line on a day; everybody else counts as one person anyway.</summary>
public sealed class LineDoublesQuery(TenantDb db, UnitTree tree)
{
    /// <summary>Of each line in which the table does not tell the people of every role at the unit; mostly none, and then nothing is read.</summary>
    public async Task<IReadOnlyDictionary<Line, LineDoubles>> AllAsync(RateTable table, int unit, CancellationToken cancel)
    {
        var found = new Dictionary<Line, LineDoubles>();
        foreach (var line in Enum.GetValues<Line>())
            if (table.Mixed(unit, line) is { Count: > 0 } roles) found[line] = await ReadAsync(table.Day, line, roles, cancel);
        return found;
    }

    /// <param name="roles">Of <see cref="RateTable.Mixed"/>.</param>
    public async Task<LineDoubles> ReadAsync(DateOnly day, Line line, IReadOnlyList<TrainingRole> roles, CancellationToken cancel)
    {
        var states = db.Set<PostState>().AsNoTracking().Where(s => s.FromDay <= day && s.ThroughDay >= day && s.Line == line && roles.Contains(s.Role));
        var several = states.GroupBy(s => new { s.PersonId, s.Role }).Where(g => g.Count() > 1).Select(g => g.Key);
        var theirs = await (from s in states
                            join m in several on new { s.PersonId, s.Role } equals new { m.PersonId, m.Role }
                            select s).ToListAsync(cancel);
        return new(line, day, theirs.GroupBy(s => s.PersonId, s => s.Post), await tree.AncestorsAsync(theirs.Select(s => s.UnitId), cancel));
    }
}
