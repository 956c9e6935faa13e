using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Platform.Data;

namespace Training.Modules.Learning.Services;

/// <summary>The ledger: adds rows, and reads those that still count.</summary>
public sealed class EvidenceLedger(TenantDb db, Events events)
{
    public async Task RecordAsync(Evidence evidence, CancellationToken cancel)
    {
        db.Add(evidence);
        await db.SaveChangesAsync(cancel);
        await events.RaiseAsync(new EvidenceRecorded(evidence.PersonId), cancel);
    }

    public async Task<IReadOnlyList<Evidence>> ForPersonAsync(long personId, CancellationToken cancel) =>
        (await ForPeopleAsync([personId], cancel)).GetValueOrDefault(personId, []);

    public async Task<IReadOnlyDictionary<long, IReadOnlyList<Evidence>>> ForPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var rows = await db.Set<Evidence>().AsNoTracking().Where(e => personIds.Contains(e.PersonId)).OrderBy(e => e.EffectiveOn).ThenBy(e => e.Id).ToListAsync(cancel);
        var gone = rows.Where(r => r.SupersedesId is not null).Select(r => r.SupersedesId!.Value).ToHashSet();
        return rows.Where(r => r.Kind != EvidenceKind.Withdrawn && !gone.Contains(r.Id)).GroupBy(r => r.PersonId)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<Evidence>)[.. g]);
    }
}
