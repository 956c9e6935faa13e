using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Review;
using Training.Modules.Certification.Simulation;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Services;

/// <summary>A page of people that was gone through.</summary>
/// <param name="Last">To go on after; null = that was everybody.</param>
public sealed record RecomputedPage(long? Last, int People, IReadOnlyList<CertificateDifference> Differences);

/// <summary>
/// Goes through everybody in pages of 500: after something that concerns many (a scheme, a forced update) to bring what is stored
/// up to date, and each night to compare it. Each page may run in a transaction of its own.
/// </summary>
public sealed class Recompute(
    TenantDb db, PersonFactsQuery facts, SchemeTable schemes, StandingStore store, IssueRequests requests, ProofPacks packs, Doubts doubts, Evaluation evaluation, IssuingOrder order, UnitOfWork unit, SettingsStore settings,
    Refusals refusals, TimeProvider clock)
{
    /// <summary>
    /// Issues what is missing by rule, stores the standing of everybody whose standing differs, and tells the modules above, in one
    /// transaction.
    /// </summary>
    /// <param name="after">Number of the last person of the page before; 0 at first.</param>
    /// <param name="everybody">True when counts may change though nothing stored here does: a scheme began or ended.</param>
    public Task<RecomputedPage> RenewAsync(long after, bool everybody, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await order.TakeAsync(cancel);
        var ids = await PageAsync(after, cancel);
        var differences = await CompareAsync(ids, cancel);
        foreach (var id in everybody ? ids : [.. differences.Select(d => d.PersonId).Distinct().Order()])
        {
            await evaluation.RunAsync(id, cancel);
            db.ChangeTracker.Clear();
        }
        return new RecomputedPage(Next(ids), ids.Count, differences);
    }, cancel);

    /// <summary>Compares certificates and everything stored that follows from the ledger – standings, what waits, packs, doubts – for a page, and changes nothing.</summary>
    public async Task<RecomputedPage> CompareAsync(long after, CancellationToken cancel)
    {
        var ids = await PageAsync(after, cancel);
        return new(Next(ids), ids.Count, await CompareAsync(ids, cancel));
    }

    private async Task<IReadOnlyList<CertificateDifference>> CompareAsync(IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var today = clock.Today();
        var found = await facts.ForPeopleAsync(ids, cancel);
        var table = await schemes.AllAsync(cancel, found.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
        var autoIssue = (await settings.GetAsync<CertificationSettings>(cancel)).AutoIssue;
        var held = (await db.Set<RoleAssignment>().AsNoTracking().Where(a => ids.Contains(a.PersonId)).ToListAsync(cancel)).ToLookup(a => a.PersonId);
        var refused = await refusals.OfPeopleAsync(ids, cancel);
        var corrected = await CorrectedAsync(ids, cancel);
        var standings = await store.CompareAsync(ids, cancel);
        var waiting = await requests.CompareAsync(found, table, held, cancel);
        var wrong = await packs.WrongAsync(found, cancel);
        var doubtful = await doubts.CompareAsync(found, corrected, table, cancel);
        return
        [
            .. ids.SelectMany(id => CertificateCheck.Of(id, found[id], table, [.. held[id]], autoIssue, today, refused[id], [.. corrected[id]]).Concat(Stored(id))),
        ];

        IEnumerable<CertificateDifference> Stored(long id)
        {
            if (standings[id].Differs) yield return new(id, standings[id].Role, "the stored standing is not what the ledger gives");
            if (waiting.TryGetValue(id, out var role)) yield return new(id, role, "the stored completions that wait are not what the ledger gives");
            if (doubtful.TryGetValue(id, out role)) yield return new(id, role, "the stored doubts about certificates are not what the ledger gives");
            if (wrong.Contains(id)) yield return new(id, held[id].Select(a => a.Role).Order().FirstOrDefault(), "the stored pack is not what the ledger gives");
        }
    }

    /// <summary>The whole ledger, with what was superseded, of those in whose ledger something was.</summary>
    private async Task<ILookup<long, Evidence>> CorrectedAsync(IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var people = await db.Set<Evidence>().Where(e => ids.Contains(e.PersonId) && e.SupersedesId != null).Select(e => e.PersonId).Distinct().ToListAsync(cancel);
        var rows = people.Count == 0 ? [] : await db.Set<Evidence>().AsNoTracking().Where(e => people.Contains(e.PersonId)).ToListAsync(cancel);
        return rows.ToLookup(e => e.PersonId);
    }

    private Task<List<long>> PageAsync(long after, CancellationToken cancel) => db.Set<Person>().Where(p => p.Id > after).OrderBy(p => p.Id)
        .Select(p => p.Id).Take(CertificationLimits.PeopleAtOnce).ToListAsync(cancel);

    private static long? Next(List<long> ids) => ids.Count == CertificationLimits.PeopleAtOnce ? ids[^1] : null;

    /// <summary>One line of a report: no names.</summary>
    public static string Line(CertificateDifference d) => string.Create(CultureInfo.InvariantCulture, $"person {d.PersonId}, {d.Role}: {d.What}");
}
