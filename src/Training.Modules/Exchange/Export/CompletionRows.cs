using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Export;

/// <summary>completions.csv: what follows from ledger and rules up to today, for whoever reckons with tools of their own.</summary>
public sealed class CompletionRows(TenantDb db, PersonFactsQuery facts, SchemeTable schemes, TimeProvider clock)
{
    public async Task WriteAsync(FactWriter writer, CancellationToken cancel)
    {
        var today = clock.Today();
        for (var after = 0L; ;)
        {
            var people = await db.Set<Person>().AsNoTracking().Where(p => p.Id > after).OrderBy(p => p.Id)
                .Select(p => new { p.Id, p.StaffNo }).Take(CertificationLimits.PeopleAtOnce).ToListAsync(cancel);
            if (people.Count == 0) return;
            after = people[^1].Id;
            var found = await facts.ForPeopleAsync([.. people.Select(p => p.Id)], cancel);
            var table = await schemes.AllAsync(cancel, found.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
            foreach (var person in people)
                foreach (var role in RoleFacts.All)
                    foreach (var completion in found[person.Id].Completions(table, role, today))
                        writer.Row(person.StaffNo, role.ToString(), Cells.Of(completion.Scheme.Version), Cells.Of(completion.On), Cells.Of(completion.CountsThrough), Cells.Of(true),
                            RecordedAt(found[person.Id], completion));
        }
    }

    /// <summary>When the last thing that made it complete was recorded: evidence of its day, else its certificate.</summary>
    private static string RecordedAt(PersonFacts known, Completion completion)
    {
        DateTime? last = null;
        foreach (var e in known.Evidence)
            if (e.EffectiveOn == completion.On && (last is null || e.RecordedUtc > last)) last = e.RecordedUtc;
        last ??= known.Certificates.FirstOrDefault(c => c.Certificate.Id == completion.CertificateId)?.Certificate.RecordedUtc;
        return last is { } utc ? Cells.Of(utc) : "";
    }
}
