using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Records.Services;

namespace Training.Modules.Records.Queries;

/// <summary>Somebody who may be picked.</summary>
public sealed record PickedPerson(long Id, string Ref, string StaffNo, string Name);

/// <summary>Finds people for whom somebody may enter a kind, by name or 工号.</summary>
public sealed class PeopleSearch(RecordScope scope)
{
    /// <summary>Hits of one search; more are found by typing more.</summary>
    public const int HitsMax = 30;

    /// <summary>Longer input finds nobody.</summary>
    public const int QueryMax = 30;

    /// <summary>Name contains, or 工号 begins with, what was typed.</summary>
    public async Task<IReadOnlyList<PickedPerson>> FindAsync(ClaimsPrincipal user, EvidenceKind kind, string typed, CancellationToken cancel)
    {
        typed = typed.Trim();
        if (typed.Length is 0 or > QueryMax) return [];
        return await scope.People(user, kind).Where(p => p.Name.Contains(typed) || p.StaffNo.StartsWith(typed))
            .OrderBy(p => p.StaffNo).Take(HitsMax).Select(p => new PickedPerson(p.Id, p.Ref, p.StaffNo, p.Name)).ToListAsync(cancel);
    }

    /// <summary>Those of the refs that are within the scope, in the order of 工号.</summary>
    public async Task<IReadOnlyList<PickedPerson>> ByRefsAsync(ClaimsPrincipal user, EvidenceKind kind, IReadOnlyCollection<string> refs, CancellationToken cancel) =>
        refs.Count == 0 ? [] : await scope.People(user, kind).Where(p => refs.Contains(p.Ref))
            .OrderBy(p => p.StaffNo).Take(Recorder.PeopleMax + 1).Select(p => new PickedPerson(p.Id, p.Ref, p.StaffNo, p.Name)).ToListAsync(cancel);

    /// <summary>Those of the 工号 that are within the scope. One query for each 500.</summary>
    public async Task<IReadOnlyList<PickedPerson>> ByNumbersAsync(IQueryable<Person> people, IReadOnlyCollection<string> numbers, CancellationToken cancel)
    {
        var found = new List<PickedPerson>();
        foreach (var portion in numbers.Distinct().Chunk(500))
            found.AddRange(await people.Where(p => portion.Contains(p.StaffNo)).Select(p => new PickedPerson(p.Id, p.Ref, p.StaffNo, p.Name)).ToListAsync(cancel));
        return found;
    }
}
