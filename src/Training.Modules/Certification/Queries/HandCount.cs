using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Queries;

/// <summary>Of the valid certificates of one street, how many rest on a row that somebody entered; one certificate may rest on several kinds.</summary>
/// <param name="Valid">Valid today, of people who hold the role there today.</param>
/// <param name="ByHand">Of them, with at least one row entered by a person among those that met the rules.</param>
public sealed record HandRow(int SubDistrictId, int Valid, int ByHand, IReadOnlyDictionary<EvidenceKind, int> Kinds);

/// <summary>Counts them by the decision of the engine itself: the rows that met each rule on the day of completion. Four queries for each 500 people.</summary>
public sealed class HandCount(TenantDb db, PersonFactsQuery facts, SchemeTable schemes, TimeProvider clock)
{
    /// <summary>People gone through for one page; a wider scope is narrowed to a street.</summary>
    public const int PeopleMax = 5_000;

    /// <summary>The streets in which somebody within the scope is certified.</summary>
    /// <returns>Null when there are more people than one page goes through.</returns>
    public async Task<IReadOnlyList<HandRow>?> ByStreetAsync(AssignmentScope scope, int? street, CancellationToken cancel)
    {
        var today = clock.Today();
        var held = db.Set<RoleAssignment>().AsNoTracking().Where(scope.Filter).Where(a => a.Start <= today && (a.End == null || a.End >= today));
        if (street is { } one) held = held.Where(a => a.SubDistrictId == one);
        var certified = held.Where(a => db.Set<Certificate>().Any(c => c.PersonId == a.PersonId && c.Role == a.Role && c.ValidFrom <= today && c.ValidThrough >= today));
        var people = await certified.Select(a => a.PersonId).Distinct().OrderBy(id => id).Take(PeopleMax + 1).ToListAsync(cancel);
        if (people.Count > PeopleMax) return null;
        var rows = new SortedDictionary<int, (int Valid, int ByHand, Dictionary<EvidenceKind, int> Kinds)>();
        foreach (var ids in people.Chunk(CertificationLimits.PeopleAtOnce))
        {
            var posts = (await certified.Where(a => ids.Contains(a.PersonId)).Select(a => new { a.PersonId, a.Role, a.SubDistrictId }).Distinct().ToListAsync(cancel)).ToLookup(a => a.PersonId);
            var found = await facts.ForPeopleAsync(ids, cancel);
            var table = await schemes.AllAsync(cancel, found.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
            foreach (var id in ids)
                foreach (var post in posts[id])
                    if (KindsOf(found[id], table, post.Role, today) is { } kinds) Add(post.SubDistrictId, kinds);
        }
        return [.. rows.Select(r => new HandRow(r.Key, r.Value.Valid, r.Value.ByHand, r.Value.Kinds))];

        void Add(int unit, IReadOnlySet<EvidenceKind> kinds)
        {
            var (valid, byHand, counts) = rows.TryGetValue(unit, out var row) ? row : (0, 0, new Dictionary<EvidenceKind, int>());
            foreach (var kind in kinds) counts[kind] = counts.GetValueOrDefault(kind) + 1;
            rows[unit] = (valid + 1, byHand + (kinds.Count > 0 ? 1 : 0), counts);
        }
    }

    /// <summary>Kinds of the rows entered by people on which the certificate of today rests; null when none is valid.</summary>
    private static HashSet<EvidenceKind>? KindsOf(PersonFacts found, RoleSchemes table, TrainingRole role, DateOnly today)
    {
        if (found.Of(role).LastOrDefault(c => c.At(today) == CertificateState.Valid) is not { } valid) return null;
        var completion = found.Completions(table, role, DateOnly.MaxValue).FirstOrDefault(c => c.CertificateId == valid.Certificate.Id);
        var ids = completion is null ? [] : completion.Met.SelectMany(m => m.Result.Proofs).Select(p => p.EvidenceId).ToHashSet();
        return [.. found.Evidence.Where(e => e.RecordedByUserId is not null && ids.Contains(e.Id)).Select(e => e.Kind)];
    }
}
