using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Notifications;

namespace Training.Modules.Certification.Review;

/// <summary>A line of the list 依据有变的证书.</summary>
/// <param name="Last">What was done to it last and holds today; null = nothing.</param>
/// <param name="Proposed">A colleague has proposed something.</param>
public sealed record DoubtfulCertificate(Certificate Certificate, DateTime FoundUtc, CertificateEventKind? Last, bool Proposed);

/// <summary>
/// Keeps the list of certificates in force that rest on records that were corrected or taken back, without those of which two officers
/// decided that they stand, and tells those who approve.
/// </summary>
public sealed class Doubts(TenantDb db, PersonFactsQuery facts, SchemeTable schemes, CertificateDesk desk, OfficersInCharge officers, INotifier notifier, TimeProvider clock)
{
    /// <summary>Lines of one page of the list.</summary>
    public const int PageSize = 50;

    private DbSet<CertificateDoubt> Rows => db.Set<CertificateDoubt>();

    /// <summary>Brings a person's lines up to date in the caller's transaction. One query for everybody whose ledger was never corrected.</summary>
    public async Task RefreshAsync(long personId, CancellationToken cancel)
    {
        if (!await db.Set<Certificate>().AnyAsync(c => c.PersonId == personId && db.Set<Evidence>().Any(e => e.PersonId == personId && e.SupersedesId != null), cancel)) return;
        foreach (var lost in await ReplaceAsync(personId, cancel))
            await notifier.NotifyAsync([.. (await officers.ApproversOfAsync(personId, lost.Role, cancel)).Select(u => ReviewNotices.BasisLost(u, lost, clock.UtcNow()))], cancel);
    }

    /// <summary>Everybody, in the caller's transaction, after facts were written in bulk: nobody is told.</summary>
    public async Task RebuildAsync(CancellationToken cancel)
    {
        for (long? after = 0; after is { } last;)
        {
            var ids = await db.Set<Person>().Where(p => p.Id > last && db.Set<Evidence>().Any(e => e.PersonId == p.Id && e.SupersedesId != null) && db.Set<Certificate>().Any(c => c.PersonId == p.Id))
                .OrderBy(p => p.Id).Select(p => p.Id).Take(CertificationLimits.PeopleAtOnce).ToListAsync(cancel);
            foreach (var id in ids) await ReplaceAsync(id, cancel);
            after = ids.Count == CertificationLimits.PeopleAtOnce ? ids[^1] : null;
        }
    }

    /// <summary>People, at most 500, whose stored lines are not what the ledger gives, with a role concerned.</summary>
    /// <param name="corrected">The whole ledger, with what was superseded, of those in whose ledger something was.</param>
    public async Task<IReadOnlyDictionary<long, TrainingRole>> CompareAsync(
        IReadOnlyDictionary<long, PersonFacts> found, ILookup<long, Evidence> corrected, RoleSchemes table, CancellationToken cancel)
    {
        var (ids, today) = (found.Keys.ToList(), clock.Today());
        var stored = (await Rows.AsNoTracking().Where(d => ids.Contains(d.PersonId)).ToListAsync(cancel)).ToLookup(d => d.PersonId, d => d.CertificateId);
        var different = new Dictionary<long, TrainingRole>();
        foreach (var (id, known) in found.Where(f => corrected.Contains(f.Key) || stored.Contains(f.Key)))
        {
            var lost = corrected.Contains(id) ? Open(known, table, today, corrected[id]).Select(c => c.Id).ToHashSet() : [];
            foreach (var c in known.Certificates.Select(c => c.Certificate).Where(c => c.ValidThrough >= today && lost.Contains(c.Id) != stored[id].Contains(c.Id)))
                different.TryAdd(id, c.Role);
        }
        return different;
    }

    /// <summary>Those in force within a scope, the longest known first, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<DoubtfulCertificate> First, int Total)> ListAsync(AssignmentScope scope, CancellationToken cancel)
    {
        var today = clock.Today();
        var rows = from d in Rows.AsNoTracking()
                   join c in desk.InScope(scope) on d.CertificateId equals c.Id
                   where c.ValidThrough >= today
                   select new { d, c };
        var total = await rows.CountAsync(cancel);
        if (total == 0) return ([], 0);
        var first = await rows.OrderBy(r => r.d.FoundUtc).ThenBy(r => r.c.Id).Take(PageSize).Select(r => new
        {
            r.c, r.d.FoundUtc,
            Last = db.Set<CertificateEvent>().Where(e => e.CertificateId == r.c.Id && e.EffectiveOn <= today && e.Kind != CertificateEventKind.RenewalOpened && e.Kind != CertificateEventKind.Kept)
                .OrderByDescending(e => e.EffectiveOn).ThenByDescending(e => e.RecordedUtc).ThenByDescending(e => e.Id).Select(e => (CertificateEventKind?)e.Kind).FirstOrDefault(),
            Proposed = db.Set<CertificateProposal>().Any(p => p.OpenKey == r.c.Id),
        }).ToListAsync(cancel);
        return ([.. first.Select(r => new DoubtfulCertificate(r.c, r.FoundUtc, r.Last, r.Proposed))], total);
    }

    /// <summary>Number of the last row of a person's ledger: what a decision of now is made on.</summary>
    internal Task<long?> LastRowAsync(long personId, CancellationToken cancel) => db.Set<Evidence>().Where(e => e.PersonId == personId).MaxAsync(e => (long?)e.Id, cancel);

    /// <summary>True when a correction behind a row of the ledger concerns the certificate.</summary>
    internal async Task<bool> IsCorrectedAfterAsync(Certificate certificate, long row, CancellationToken cancel)
    {
        var table = await schemes.AllAsync(cancel, [certificate.SchemeId]);
        return KeptBasis.Concerning(certificate, table.Of(certificate.Role), await LedgerAsync(certificate.PersonId, cancel)).Any(e => e.Id > row);
    }

    /// <summary>Those that lost their basis and of which nobody has decided that they stand.</summary>
    private static IEnumerable<Certificate> Open(PersonFacts known, RoleSchemes table, DateOnly today, IEnumerable<Evidence> ledger) =>
        LostBasis.Of(known, table, today).Where(c => !KeptBasis.Covers(known.HistoryOf(c), table.Of(c.Role), ledger));

    private Task<List<Evidence>> LedgerAsync(long personId, CancellationToken cancel) => db.Set<Evidence>().AsNoTracking().Where(e => e.PersonId == personId).ToListAsync(cancel);

    /// <returns>Certificates that were not on the list before.</returns>
    private async Task<IReadOnlyList<Certificate>> ReplaceAsync(long personId, CancellationToken cancel)
    {
        var known = await facts.ForPersonAsync(personId, cancel);
        var table = await schemes.AllAsync(cancel, known.Certificates.Select(c => c.Certificate.SchemeId));
        var lost = LostBasis.Of(known, table, clock.Today()).ToList();
        if (lost.Exists(c => known.HistoryOf(c).Events.Any(e => e.Kind == CertificateEventKind.Kept)))
            lost = Open(known, table, clock.Today(), await LedgerAsync(personId, cancel)).ToList();
        var stored = await Rows.AsNoTracking().Where(d => d.PersonId == personId).Select(d => d.CertificateId).ToListAsync(cancel);
        var gone = stored.Where(id => !lost.Exists(c => c.Id == id)).ToList();
        if (gone.Count > 0) await Rows.Where(d => gone.Contains(d.CertificateId)).ExecuteDeleteAsync(cancel);
        var fresh = lost.FindAll(c => !stored.Contains(c.Id));
        var rows = fresh.ConvertAll(c => new CertificateDoubt { CertificateId = c.Id, PersonId = personId, FoundUtc = clock.UtcNow() });
        db.AddRange(rows);
        await db.SaveChangesAsync(cancel);
        foreach (var row in rows) db.Entry(row).State = EntityState.Detached;
        return fresh;
    }
}
