using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Measures;

/// <summary>
/// Counts what the aggregate does not hold – places of work, and people of one role in one line – from the days of each assignment: that
/// goes through everybody in post, and is for the command line only.
/// </summary>
public sealed class SliceCounting(TenantDb db, UnitTree tree)
{
    /// <param name="places">By 居民区, school and agency; else by 街镇 and district.</param>
    /// <returns>Of the slice alone: to be read without role and line.</returns>
    public async Task<RateTable> CountAsync(DateOnly day, bool places, TrainingRole? role, Line? line, CancellationToken cancel)
    {
        var states = db.Set<PostState>().AsNoTracking().Where(s => s.FromDay <= day && day <= s.ThroughDay);
        if (role is { } ofRole) states = states.Where(s => s.Role == ofRole);
        if (line is { } ofLine) states = states.Where(s => s.Line == ofLine);
        var posts = places
            ? states.Where(s => s.WorkUnitId != null).Select(s => new Standing { PersonId = s.PersonId, AssignmentId = s.AssignmentId, Unit = s.WorkUnitId!.Value, Role = s.Role, Line = s.Line, Measures = s.Measures })
            : states.Select(s => new Standing { PersonId = s.PersonId, AssignmentId = s.AssignmentId, Unit = s.UnitId, Role = s.Role, Line = s.Line, Measures = s.Measures });
        IReadOnlyDictionary<int, IReadOnlyList<int>> above = places ? new Dictionary<int, IReadOnlyList<int>>() : await tree.AncestorsAsync(cancel);
        var counts = await posts.GroupBy(s => new { s.Unit, s.Role, s.Line, s.Measures }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var sums = from c in counts
                   from unit in above.GetValueOrDefault(c.Key.Unit, []).Prepend(c.Key.Unit)
                   from measure in PostStates.Measures(c.Key.Measures)
                   select KeyValuePair.Create(new RateKey(CountBasis.Assignment, unit, c.Key.Role, c.Key.Line, measure), c.Count);
        // People differ from assignments only where one holds several posts of the slice.
        var several = posts.GroupBy(s => s.PersonId).Where(g => g.Count() > 1).Select(g => g.Key);
        var theirs = await posts.Where(s => several.Contains(s.PersonId)).ToListAsync(cancel);
        var differences = from person in theirs.GroupBy(s => s.PersonId)
                          let own = person.Select(s => new CountedPost(s.AssignmentId, new(s.Unit, null, null, day), s.Role, s.Line, s.Measures, day, day)).ToList()
                          from c in Contributions.Of(own, above)
                          where c.Key.Basis == CountBasis.Person && c.On == day
                          select KeyValuePair.Create(c.Key, c.Change);
        return new RateTable(day, sums.Concat(differences));
    }

    private sealed class Standing
    {
        public required long PersonId { get; init; }
        public required long AssignmentId { get; init; }
        public required int Unit { get; init; }
        public required TrainingRole Role { get; init; }
        public required Line Line { get; init; }
        public required int Measures { get; init; }
    }
}
