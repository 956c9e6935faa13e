using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>A certificate in a list, with whom it belongs to now: the name printed on it may be an older one.</summary>
public sealed record FoundCertificate(CertificateHistory History, string PersonRef, string Name, string StaffNo);

/// <summary>Finds certificates by person, old ones too, within a scope. A handful of queries whatever is found.</summary>
public sealed class CertificateSearch(TenantDb db, CertificateDesk desk, PersonFactsQuery facts)
{
    /// <summary>Certificates listed.</summary>
    public const int Listed = 50;

    /// <summary>People of one name who are looked at.</summary>
    private const int SameName = 500;

    /// <summary>Longer input finds nobody.</summary>
    public const int WordsMax = 50;

    /// <param name="words">A 工号, a full name of now, or a full name as printed: each is looked up in an index.</param>
    public async Task<(IReadOnlyList<FoundCertificate> First, int Total)> ByWordsAsync(AssignmentScope scope, string words, CancellationToken cancel)
    {
        if (words.Length is 0 or > WordsMax) return ([], 0);
        // First the people, so that certificates are found by two indexes.
        var people = await db.Set<Person>().Where(p => p.StaffNo == words || p.Name == words).OrderBy(p => p.Id).Take(SameName).Select(p => p.Id).ToListAsync(cancel);
        return await ListAsync(desk.EverInScope(scope).Where(c => c.HolderName == words || people.Contains(c.PersonId)), cancel);
    }

    public Task<(IReadOnlyList<FoundCertificate> First, int Total)> OfPersonAsync(AssignmentScope scope, long personId, CancellationToken cancel) =>
        ListAsync(desk.EverInScope(scope).Where(c => c.PersonId == personId), cancel);

    private async Task<(IReadOnlyList<FoundCertificate>, int)> ListAsync(IQueryable<Certificate> matching, CancellationToken cancel)
    {
        var total = await matching.CountAsync(cancel);
        if (total == 0) return ([], 0);
        var first = await (from c in matching
                           join p in db.Set<Person>().AsNoTracking() on c.PersonId equals p.Id
                           orderby c.IssuedOn descending, c.Id descending
                           select new { c.Id, c.PersonId, p.Ref, p.Name, p.StaffNo }).Take(Listed).ToListAsync(cancel);
        var histories = (await facts.CertificatesAsync([.. first.Select(f => f.PersonId).Distinct()], cancel)).ToDictionary(h => h.Certificate.Id);
        return ([.. first.Select(f => new FoundCertificate(histories[f.Id], f.Ref, f.Name, f.StaffNo))], total);
    }
}
