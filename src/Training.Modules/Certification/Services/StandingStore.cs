using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>Where what is stored of a person is not what the ledger gives.</summary>
/// <param name="Fresh">Rows as they have to be.</param>
/// <param name="Stale">Roles whose stored row is to go.</param>
public sealed record StandingDifference(IReadOnlyList<StoredStanding> Fresh, IReadOnlyList<TrainingRole> Stale)
{
    public bool Differs => Fresh.Count + Stale.Count > 0;

    /// <summary>The first role concerned.</summary>
    public TrainingRole Role => Fresh.Select(f => f.Role).Concat(Stale).Order().FirstOrDefault();
}

/// <summary>Keeps the stored standings equal to the ledger: of one person with each change, of everybody by a rebuild.</summary>
public sealed class StandingStore(TenantDb db, UnitOfWork unit, PersonFactsQuery facts, SchemeTable schemes)
{
    private DbSet<StoredStanding> Rows => db.Set<StoredStanding>();

    /// <summary>Puts the rows of these people, at most 500, in place of what is stored, in the caller's transaction or one of its own.</summary>
    /// <returns>People whose rows had to be changed.</returns>
    public Task<int> ReplaceAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        // Two changes of one person wait for each other here, so that the second sees what the first did.
        foreach (var id in personIds.Order())
            await db.Set<Person>().Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.StaffNo, p => p.StaffNo), cancel);
        return await StoreAsync(personIds, cancel);
    }, cancel);

    /// <summary>Writes the rows that say something else than before and no others: the other roles of a person keep theirs.</summary>
    private async Task<int> StoreAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var different = (await CompareAsync(personIds, cancel)).Where(d => d.Value.Differs).ToList();
        if (different.Count == 0) return 0;
        foreach (var (role, people) in different.SelectMany(d => d.Value.Stale.Select(role => (role, d.Key))).ToLookup(x => x.role, x => x.Key).Select(g => (g.Key, g.ToList())))
            await Rows.Where(r => r.Role == role && people.Contains(r.PersonId)).ExecuteDeleteAsync(cancel);
        var fresh = different.SelectMany(d => d.Value.Fresh).ToList();
        db.AddRange(fresh);
        await db.SaveChangesAsync(cancel);
        foreach (var row in fresh) db.Entry(row).State = EntityState.Detached;
        return different.Count;
    }

    /// <summary>Everybody, in the caller's transaction: for a made-up workforce.</summary>
    public async Task RebuildAsync(CancellationToken cancel)
    {
        for (long? after = 0; after is { } last;)
        {
            var ids = await db.Set<Person>().Where(p => p.Id > last).OrderBy(p => p.Id).Select(p => p.Id).Take(CertificationLimits.PeopleAtOnce).ToListAsync(cancel);
            if (ids.Count > 0) await StoreAsync(ids, cancel);
            after = ids.Count == CertificationLimits.PeopleAtOnce ? ids[^1] : null;
        }
    }

    /// <summary>What the ledger gives and whether that is what is stored, for at most 500 people.</summary>
    public async Task<IReadOnlyDictionary<long, StandingDifference>> CompareAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var found = await facts.ForPeopleAsync(personIds, cancel);
        var table = await schemes.AllAsync(cancel, found.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
        var assignments = (await db.Set<RoleAssignment>().AsNoTracking().Where(a => personIds.Contains(a.PersonId)).ToListAsync(cancel)).ToLookup(a => a.PersonId);
        var stored = (await Rows.AsNoTracking().Where(r => personIds.Contains(r.PersonId)).ToListAsync(cancel)).ToLookup(r => r.PersonId);
        return found.ToDictionary(f => f.Key, f =>
        {
            var computed = StoredStanding.Of(f.Key, f.Value, table, [.. assignments[f.Key]]).ToList();
            var kept = stored[f.Key].ToList();
            return new StandingDifference(
                [.. computed.Where(c => !kept.Exists(k => k.Says(c)))],
                [.. kept.Where(k => !computed.Exists(c => c.Says(k))).Select(k => k.Role)]);
        });
    }
}
