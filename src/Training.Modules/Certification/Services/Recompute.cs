using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
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
    TenantDb db, PersonFactsQuery facts, SchemeTable schemes, StandingStore store, Evaluation evaluation, IssuingOrder order, UnitOfWork unit, SettingsStore settings,
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

    /// <summary>Compares certificates and standings of a page with the ledger, and changes nothing.</summary>
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
        var standings = await store.CompareAsync(ids, cancel);
        var differences = ids.SelectMany(id => Check(id, null)).ToList();
        if (differences.Where(d => d.IsUnexplained).Select(d => d.PersonId).ToHashSet() is { Count: > 0 } doubtful)
        {
            // Issued on what was corrected since: only then the corrected rows are read.
            var everything = (await db.Set<Evidence>().AsNoTracking().Where(e => doubtful.Contains(e.PersonId)).ToListAsync(cancel)).ToLookup(e => e.PersonId);
            differences = [.. ids.SelectMany(id => doubtful.Contains(id) ? Check(id, [.. everything[id]]) : differences.Where(d => d.PersonId == id))];
        }
        return differences;

        IEnumerable<CertificateDifference> Check(long id, IReadOnlyCollection<Evidence>? everything) =>
            CertificateCheck.Of(id, found[id], table, [.. held[id]], autoIssue, today, refused[id], everything).Concat(
                standings[id].Differs ? [new(id, standings[id].Role, "the stored standing is not what the ledger gives")] : []);
    }

    private Task<List<long>> PageAsync(long after, CancellationToken cancel) => db.Set<Person>().Where(p => p.Id > after).OrderBy(p => p.Id)
        .Select(p => p.Id).Take(CertificationLimits.PeopleAtOnce).ToListAsync(cancel);

    private static long? Next(List<long> ids) => ids.Count == CertificationLimits.PeopleAtOnce ? ids[^1] : null;

    /// <summary>One line of a report: no names.</summary>
    public static string Line(CertificateDifference d) => string.Create(CultureInfo.InvariantCulture, $"person {d.PersonId}, {d.Role}: {d.What}");
}
