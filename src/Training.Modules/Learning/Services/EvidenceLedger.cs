using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Learning.Services;

/// <summary>The ledger: adds rows and reads those that count. Nothing edits or deletes one.</summary>
public sealed class EvidenceLedger(TenantDb db, Events events, JobQueue jobs, UnitOfWork unit)
{
    private static readonly CompiledQuery<long, Evidence> RowsOf = new((db, personId) => db.Set<Evidence>().AsNoTracking().Where(e => e.PersonId == personId));

    /// <summary>People read in one query.</summary>
    private const int PeopleAtOnce = 500;

    /// <summary>More people than this are told by a job: nobody waits a minute for a page, and nobody else for the database.</summary>
    public const int ToldAtOnce = 50;

    /// <summary>Adds the row and tells those above, in one transaction.</summary>
    public Task RecordAsync(Evidence evidence, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        db.Add(evidence);
        await db.SaveChangesAsync(cancel);
        await events.RaiseAsync(new EvidenceRecorded(evidence.PersonId), cancel);
    }, cancel);

    /// <summary>
    /// Adds many rows of one recorder in one transaction and tells those above once for each person, however many rows are
    /// theirs: at once for up to <see cref="ToldAtOnce"/> people, else by a job queued in the same transaction. Forgets what the
    /// context tracks, so that thousands of rows are not looked at again with each person.
    /// </summary>
    public Task RecordManyAsync(IReadOnlyCollection<Evidence> rows, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        foreach (var portion in rows.Chunk(PeopleAtOnce))
        {
            db.AddRange(portion.AsEnumerable());
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
        // In one order, so that two imports at a time do not wait for each other in a circle.
        var people = rows.Select(r => r.PersonId).Distinct().Order().ToList();
        if (people.Count > ToldAtOnce)
        {
            await jobs.QueueAsync(ReevaluationJob.JobName, ReevaluationJob.Begin(rows), people.Count, key: null, cancel);
            return;
        }
        foreach (var personId in people)
        {
            await events.RaiseAsync(new EvidenceRecorded(personId), cancel);
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }, cancel);

    /// <summary>The rows that count (<see cref="EvidenceRules.Effective"/>), by day.</summary>
    public async Task<IReadOnlyList<Evidence>> ForPersonAsync(long personId, CancellationToken cancel) =>
        EvidenceRules.Effective(await RowsOf.ToListAsync(db, personId, cancel));

    /// <summary>The rows that count by person; people without evidence are not in it. One query for each 500.</summary>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<Evidence>>> ForPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var found = new Dictionary<long, IReadOnlyList<Evidence>>();
        foreach (var ids in personIds.Chunk(PeopleAtOnce))
        {
            var rows = await db.Set<Evidence>().AsNoTracking().Where(e => ids.Contains(e.PersonId)).ToListAsync(cancel);
            foreach (var person in rows.GroupBy(r => r.PersonId)) found[person.Key] = EvidenceRules.Effective(person);
        }
        return found;
    }
}
