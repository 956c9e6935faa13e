using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Simulation;

/// <summary>Keeps the packs equal to the facts: one person as they change, the missing ones before a simulation, all on command.</summary>
public sealed class ProofPacks(TenantDb db, PersonFactsQuery facts)
{
    /// <summary>Writes one person anew in the caller's transaction.</summary>
    public async Task RefreshAsync(long personId, CancellationToken cancel)
    {
        // Takes the row before the facts are read: of two writers the second waits, and then sees what the first has written.
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO proof_packs (person_id, form, bytes) VALUES ({personId}, 0, {Array.Empty<byte>()})
            ON CONFLICT (person_id) DO UPDATE SET form = 0
            """, cancel);
        var bytes = PackCode.Write(await facts.ForPersonAsync(personId, cancel));
        await db.Set<ProofPack>().Where(p => p.PersonId == personId)
            .ExecuteUpdateAsync(u => u.SetProperty(p => p.Form, PackCode.Form).SetProperty(p => p.Bytes, bytes), cancel);
    }

    /// <summary>Writes a portion of those that are missing or of another form.</summary>
    /// <returns>How many; 0 when all are there.</returns>
    public async Task<int> FillAsync(CancellationToken cancel)
    {
        var ids = await Missing.OrderBy(p => p.Id).Select(p => p.Id).Take(CertificationLimits.PeopleAtOnce).ToListAsync(cancel);
        await WriteAsync(ids, cancel);
        return ids.Count;
    }

    /// <summary>After evidence was written in bulk, past the ledger: what packs say is no longer so, and they are written anew before the next simulation.</summary>
    public Task ForgetAsync(CancellationToken cancel) => db.Set<ProofPack>().ExecuteDeleteAsync(cancel);

    public Task<int> CountMissingAsync(CancellationToken cancel) => Missing.CountAsync(cancel);

    /// <summary>Compares a portion of people with their facts and, unless only asked, puts right what differs.</summary>
    /// <returns>Last person looked at (null = nobody is left), how many, and who differed.</returns>
    public async Task<(long? Last, int People, IReadOnlyList<long> Wrong)> CheckAsync(long after, bool mend, CancellationToken cancel)
    {
        var ids = await db.Set<Person>().Where(p => p.Id > after).OrderBy(p => p.Id).Select(p => p.Id).Take(CertificationLimits.PeopleAtOnce).ToListAsync(cancel);
        if (ids.Count == 0) return (null, 0, []);
        var stored = await StoredAsync(ids, cancel);
        var found = await facts.ForPeopleAsync(ids, cancel);
        var wrong = ids.Where(id => !stored.TryGetValue(id, out var bytes) || !bytes.AsSpan().SequenceEqual(PackCode.Write(found[id]))).ToList();
        if (mend) await WriteAsync(wrong, cancel);
        return (ids[^1], ids.Count, wrong);
    }

    /// <summary>People, at most 500, whose pack says something else than their facts. A missing one is no fault: it is written before a simulation.</summary>
    public async Task<IReadOnlySet<long>> WrongAsync(IReadOnlyDictionary<long, PersonFacts> found, CancellationToken cancel) =>
        (await StoredAsync([.. found.Keys], cancel)).Where(p => !p.Value.AsSpan().SequenceEqual(PackCode.Write(found[p.Key]))).Select(p => p.Key).ToHashSet();

    private Task<Dictionary<long, byte[]>> StoredAsync(List<long> ids, CancellationToken cancel) => db.Set<ProofPack>().AsNoTracking()
        .Where(p => ids.Contains(p.PersonId) && p.Form == PackCode.Form).ToDictionaryAsync(p => p.PersonId, p => p.Bytes, cancel);

    private IQueryable<Person> Missing => db.Set<Person>().Where(p => !db.Set<ProofPack>().Any(k => k.PersonId == p.Id && k.Form == PackCode.Form));

    private async Task WriteAsync(List<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return;
        var found = await facts.ForPeopleAsync(ids, cancel);
        await db.Set<ProofPack>().Where(p => ids.Contains(p.PersonId)).ExecuteDeleteAsync(cancel);
        db.AddRange(ids.Select(id => new ProofPack { PersonId = id, Form = PackCode.Form, Bytes = PackCode.Write(found[id]) }));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }
}
