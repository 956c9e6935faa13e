using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Services;

/// <summary>A ledger of one person made in memory, before or after it is stored.</summary>
/// <param name="Roles">Roles with the days on which they were held; only then is anything issued.</param>
public sealed record BulkPerson(long PersonId, string Name, IReadOnlyList<(TrainingRole Role, DateOnly From, DateOnly? Through)> Roles, IReadOnlyList<Proof> Proofs);

/// <summary>
/// Issues certificates for many people at once with the same rules as for one: for a made-up workforce and for measuring. For
/// each person as if the site had been running all the time, each certificate issued on the day of completion.
/// </summary>
public sealed class BulkIssuing(TenantDb db, SchemeTable schemes, SettingsStore settings, CertificateTemplates templates)
{
    /// <summary>
    /// Certificates of all these people up to a day, numbered in the order of their days. They are not stored: the caller does
    /// that in the way that suits the mass, in the same transaction, in which the series have been moved on.
    /// </summary>
    public async Task<IReadOnlyList<Certificate>> CreateAsync(IEnumerable<BulkPerson> people, DateOnly asOf, CancellationToken cancel)
    {
        var table = await schemes.AllAsync(cancel);
        var rules = await settings.GetAsync<CertificationSettings>(cancel);
        var due = (from person in people
                   from held in person.Roles.GroupBy(r => r.Role)
                   from expected in ExpectedCertificates.Of(table.Of(held.Key), person.Proofs, [.. held.Select(h => (h.From, h.Through))], asOf)
                   let prefix = CertificateNumber.Prefix(rules.DistrictCode, held.Key, expected.IssuedOn)
                   orderby expected.IssuedOn, person.PersonId, held.Key
                   select (Person: person, Role: held.Key, Expected: expected, Prefix: prefix)).ToList();

        var numbering = new Numbering(db);
        var counts = due.CountBy(d => d.Prefix).ToList();
        await numbering.LockAsync(counts.Select(c => c.Key), cancel);
        var look = await templates.LooksAsync(cancel);
        var next = new Dictionary<string, int>();
        foreach (var (prefix, count) in counts) next[prefix] = await numbering.TakeAsync(prefix, count, cancel);
        return
        [
            .. due.Select(d => NewCertificate.For(
                d.Expected.Completion, CertificateNumber.Of(d.Prefix, next[d.Prefix]++), d.Person.PersonId, d.Person.Name, d.Role,
                rules.Issuer, d.Expected.IssuedOn, EveningOf(d.Expected.IssuedOn), look(d.Role))),
        ];
    }

    /// <summary>Six in the evening in China, when everything of the day has been recorded.</summary>
    private static DateTime EveningOf(DateOnly day) => ChinaTime.StartUtc(day).AddHours(18);
}
