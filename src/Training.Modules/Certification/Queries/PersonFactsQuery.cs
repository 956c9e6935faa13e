using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Queries;

/// <summary>
/// Reads the facts of one person or of many, in three queries however many there are, and a fourth for posts while a version may still be
/// finished that has ended. Every history that leaves here carries what
/// follows from forced updates, so that rates, verification and standing agree.
/// </summary>
public sealed class PersonFactsQuery(TenantDb db, EvidenceLedger ledger, SchemeTable schemes)
{
    private static readonly CompiledQuery<long, CertificateHistory> CertificatesOf = new((db, personId) =>
        db.Set<Certificate>().AsNoTracking().Where(c => c.PersonId == personId).OrderBy(c => c.CompletedOn).ThenBy(c => c.Id).Select(c => new CertificateHistory(
            c, db.Set<CertificateEvent>().Where(e => e.CertificateId == c.Id).OrderBy(e => e.Id).ToList())));

    private static readonly CompiledQuery<long, RoleAssignment> PostsOf = new((db, personId) =>
        db.Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == personId).OrderBy(a => a.Start).ThenBy(a => a.Id));

    public async Task<PersonFacts> ForPersonAsync(long personId, CancellationToken cancel)
    {
        var evidence = await ledger.ForPersonAsync(personId, cancel);
        var certificates = await CertificatesOf.ToListAsync(db, personId, cancel);
        var table = await schemes.AllAsync(cancel, certificates.Select(c => c.Certificate.SchemeId));
        var posts = table.HasTransitions ? await PostsOf.ToListAsync(db, personId, cancel) : null;
        return new PersonFacts(evidence, certificates, table.Changes, posts).Under(table);
    }

    /// <param name="personIds">At most 500.</param>
    public async Task<IReadOnlyDictionary<long, PersonFacts>> ForPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(personIds.Count, CertificationLimits.PeopleAtOnce);
        var evidence = await ledger.ForPeopleAsync(personIds, cancel);
        var recorded = await RecordedAsync(personIds, cancel);
        var certificates = recorded.ToLookup(c => c.Certificate.PersonId);
        var table = await schemes.AllAsync(cancel, recorded.Select(c => c.Certificate.SchemeId));
        var posts = table.HasTransitions
            ? (await db.Set<RoleAssignment>().AsNoTracking().Where(a => personIds.Contains(a.PersonId)).OrderBy(a => a.Start).ThenBy(a => a.Id).ToListAsync(cancel)).ToLookup(a => a.PersonId)
            : null;
        return personIds.Distinct().ToDictionary(id => id,
            id => new PersonFacts(evidence.GetValueOrDefault(id, []), [.. certificates[id]], table.Changes, posts?[id].ToList()).Under(table));
    }

    /// <summary>Certificates with their events, by day of completion, without the rest of the ledger.</summary>
    public async Task<List<CertificateHistory>> CertificatesAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        await UnderAsync(await RecordedAsync(personIds, cancel), cancel);

    /// <summary>The same with what people recorded alone, without what follows from forced updates.</summary>
    public Task<List<CertificateHistory>> RecordedAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        RecordedAsync(db.Set<Certificate>().Where(c => personIds.Contains(c.PersonId)), cancel);

    /// <summary>One certificate with its events.</summary>
    public async Task<CertificateHistory> HistoryAsync(Certificate certificate, CancellationToken cancel) => (await UnderAsync([new(certificate,
        await db.Set<CertificateEvent>().AsNoTracking().Where(e => e.CertificateId == certificate.Id).OrderBy(e => e.Id).ToListAsync(cancel))], cancel))[0];

    private async Task<List<CertificateHistory>> RecordedAsync(IQueryable<Certificate> which, CancellationToken cancel)
    {
        var certificates = await which.AsNoTracking().OrderBy(c => c.CompletedOn).ThenBy(c => c.Id).ToListAsync(cancel);
        if (certificates.Count == 0) return [];
        var events = (await db.Set<CertificateEvent>().AsNoTracking().Where(e => which.Any(c => c.Id == e.CertificateId))
            .OrderBy(e => e.Id).ToListAsync(cancel)).ToLookup(e => e.CertificateId);
        return [.. certificates.Select(c => new CertificateHistory(c, [.. events[c.Id]]))];
    }

    /// <summary>Reads evidence of the modules in question only, and only for certificates that an update concerns.</summary>
    private async Task<List<CertificateHistory>> UnderAsync(List<CertificateHistory> recorded, CancellationToken cancel)
    {
        if (recorded.Count == 0) return recorded;
        var table = await schemes.AllAsync(cancel, recorded.Select(c => c.Certificate.SchemeId));
        var concerned = recorded.Where(c => table.Updates.Any(u => table.ModulesOf(c.Certificate.SchemeId).Contains(u.ModuleCode))).Select(c => c.Certificate.PersonId).ToHashSet();
        if (concerned.Count == 0) return recorded;
        var ledgers = (await ledger.ForPeopleAsync(concerned, cancel)).ToDictionary(e => e.Key, e => new ProofTable(PersonFacts.ToProofs(e.Value)) { Rows = e.Value });
        return recorded.ConvertAll(c => !concerned.Contains(c.Certificate.PersonId) ? c : ForcedSuspension.Apply(
            c, ledgers.GetValueOrDefault(c.Certificate.PersonId, ProofTable.Empty), table.Updates, table.ModulesOf(c.Certificate.SchemeId)));
    }
}

public static class CertificationLimits
{
    /// <summary>People whose facts are read together.</summary>
    public const int PeopleAtOnce = 500;
}
