using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Learning.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Queries;

/// <summary>Reads the facts of one person or of many, in three queries however many there are.</summary>
public sealed class PersonFactsQuery(TenantDb db, EvidenceLedger ledger)
{
    public async Task<PersonFacts> ForPersonAsync(long personId, CancellationToken cancel) =>
        (await ForPeopleAsync([personId], cancel)).GetValueOrDefault(personId, PersonFacts.None);

    /// <param name="personIds">At most 500.</param>
    public async Task<IReadOnlyDictionary<long, PersonFacts>> ForPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(personIds.Count, CertificationLimits.PeopleAtOnce);
        var evidence = await ledger.ForPeopleAsync(personIds, cancel);
        var certificates = (await CertificatesAsync(personIds, cancel)).ToLookup(c => c.Certificate.PersonId);
        return personIds.Distinct().ToDictionary(id => id,
            id => new PersonFacts(evidence.GetValueOrDefault(id, []), [.. certificates[id]]));
    }

    /// <summary>Certificates with their events, by day of completion.</summary>
    public async Task<List<CertificateHistory>> CertificatesAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var certificates = await db.Set<Certificate>().AsNoTracking().Where(c => personIds.Contains(c.PersonId))
            .OrderBy(c => c.CompletedOn).ThenBy(c => c.Id).ToListAsync(cancel);
        if (certificates.Count == 0) return [];
        var events = (await db.Set<CertificateEvent>().AsNoTracking()
            .Where(e => db.Set<Certificate>().Any(c => c.Id == e.CertificateId && personIds.Contains(c.PersonId)))
            .OrderBy(e => e.Id).ToListAsync(cancel)).ToLookup(e => e.CertificateId);
        return [.. certificates.Select(c => new CertificateHistory(c, [.. events[c.Id]]))];
    }
}

public static class CertificationLimits
{
    /// <summary>People whose facts are read together.</summary>
    public const int PeopleAtOnce = 500;
}
