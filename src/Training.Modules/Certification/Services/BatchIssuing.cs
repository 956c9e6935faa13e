using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Review;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Services;

/// <summary>Approves many completions at once: the same rules, numbers and trail as one by one, with a handful of queries for a hundred.</summary>
public sealed class BatchIssuing(
    TenantDb db, UnitOfWork unit, PersonFactsQuery facts, SchemeTable schemes, SettingsStore settings, CertificateTemplates templates,
    IssueRequests requests, Refusals refusals, IssuingOrder order, Events events, AuditLog audit, INotifier notifier, TimeProvider clock)
{
    /// <param name="waiting">Lines of 待发证, at most <see cref="CertificationLimits.PeopleAtOnce"/>.</param>
    /// <param name="by">Who approved.</param>
    /// <returns>The certificates issued; lines that have nothing to issue any more get none and leave the list, those that were refused meanwhile are left to a person.</returns>
    public Task<IReadOnlyList<Certificate>> ApproveAsync(IReadOnlyList<IssueRequest> waiting, (long Id, string Name) by, CancellationToken cancel) => unit.RunAsync<IReadOnlyList<Certificate>>(async () =>
    {
        if (waiting.Count == 0) return [];
        await order.TakeAsync(cancel);
        var today = clock.Today();
        var rules = await settings.GetAsync<CertificationSettings>(cancel);
        if (!rules.MayIssue) return [];
        var numbering = new Numbering(db);
        // Locked before the ledgers are read: whoever issued for one of them meanwhile has committed by then.
        await numbering.LockAsync(waiting.Select(w => CertificateNumber.Prefix(rules.DistrictCode, w.Role, today)), cancel);
        var ids = waiting.Select(w => w.PersonId).Distinct().ToList();
        var found = await facts.ForPeopleAsync(ids, cancel);
        var table = await schemes.AllAsync(cancel, found.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
        var holders = await db.Set<Person>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.UserId }).ToDictionaryAsync(p => p.Id, cancel);
        var held = (await db.Set<RoleAssignment>().AsNoTracking().Where(a => ids.Contains(a.PersonId)).ToListAsync(cancel)).ToLookup(a => a.PersonId);
        var look = await templates.LooksAsync(cancel);
        var refused = await refusals.OfPeopleAsync(ids, cancel);
        var due = waiting.Where(w => held[w.PersonId].HeldOn(today).Contains(w.Role) && !refused[w.PersonId].Contains((w.Role, w.CompletedOn)))
            .Select(w => (w.PersonId, w.Role, Waits: Waiting(w))).Where(d => d.Waits is not null).ToList();

        var next = new Dictionary<string, int>();
        foreach (var (prefix, count) in due.CountBy(d => CertificateNumber.Prefix(rules.DistrictCode, d.Role, today)))
            next[prefix] = await numbering.TakeAsync(prefix, count, cancel);
        var issued = new List<Certificate>();
        foreach (var (personId, role, completion) in due)
        {
            var prefix = CertificateNumber.Prefix(rules.DistrictCode, role, today);
            var certificate = NewCertificate.For(
                completion!, CertificateNumber.Of(prefix, next[prefix]++), personId, holders[personId].Name, role, rules.Issuer, today, clock.UtcNow(), look(role));
            db.Add(certificate);
            audit.Add("Certificate", "Issued", certificate.Number, $"{role.Title()}的要求于 {completion!.On:yyyy-MM-dd} 全部满足，经批量审核发证。", by: by);
            issued.Add(certificate);
        }
        await db.SaveChangesAsync(cancel);
        if (issued.Count > 0) await events.RaiseAsync(new CertificatesIssued(issued), cancel);
        await requests.RefreshAsync(ids, cancel);
        await notifier.NotifyAsync([.. from c in issued where holders[c.PersonId].UserId is not null select ReviewNotices.Approved(holders[c.PersonId].UserId!.Value, c)], cancel);
        foreach (var id in ids) await events.RaiseAsync(new StandingChanged(id), cancel);
        // The tracker would grow with every portion of a batch.
        db.ChangeTracker.Clear();
        return issued;

        // Another completion than the one on the list was seen by nobody.
        Completion? Waiting(IssueRequest line) => found[line.PersonId].Issuable(table, line.Role, today) is { } waits && waits.On == line.CompletedOn ? waits : null;
    }, cancel);
}
