using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Certificates.OpenBadges;

/// <param name="Set">Indexes within the list.</param>
public sealed record KeptStates(IReadOnlyList<int> Set, DateTime ReadUtc);

/// <summary>
/// Which certificates of a status list are revoked or suspended today, by the same histories as the public verification. Anybody may ask and
/// it takes a look through the whole list, so an answer is kept for <see cref="BadgeStatus.Kept"/>.
/// </summary>
public sealed class BadgeStates(TenantDb db, PersonFactsQuery facts, IMemoryCache cache, CurrentTenant tenant, TimeProvider clock)
{
    /// <returns>Null when there is no such list.</returns>
    public async Task<KeptStates?> OfAsync(BadgePurpose purpose, long list, CancellationToken cancel)
    {
        var (key, now) = ((tenant.Required.TenantId, "badge-states", purpose, list), clock.UtcNow());
        if (cache.TryGetValue(key, out KeptStates? kept) && now < kept!.ReadUtc + BadgeStatus.Kept) return kept;
        return await ReadAsync(purpose, list, cancel) is { } set ? cache.Set(key, new KeptStates(set, now), BadgeStatus.Kept) : null;
    }

    private async Task<IReadOnlyList<int>?> ReadAsync(BadgePurpose purpose, long list, CancellationToken cancel)
    {
        var (from, today) = (list * BadgeStatus.Size, clock.Today());
        var inList = db.Set<Certificate>().AsNoTracking().Where(c => c.Id >= from && c.Id < from + BadgeStatus.Size);
        if (!await inList.AnyAsync(cancel)) return null;
        var suspended = Timeline.SuspendedMark;
        // Only those to whom something was recorded, or whose standing knows of a suspension: a forced update suspends without a record.
        var people = await inList.Where(c => db.Set<CertificateEvent>().Any(e => e.CertificateId == c.Id && e.EffectiveOn <= today)
                || db.Set<StoredStanding>().Any(s => s.PersonId == c.PersonId && s.Role == c.Role && s.ValidThrough >= today && s.Changes.Contains(suspended)))
            .Select(c => c.PersonId).Distinct().OrderBy(id => id).ToListAsync(cancel);
        var wanted = purpose == BadgePurpose.Revocation ? CertificateState.Revoked : CertificateState.Suspended;
        var found = new List<int>();
        foreach (var portion in people.Chunk(CertificationLimits.PeopleAtOnce))
            found.AddRange((await facts.CertificatesAsync(portion, cancel)).Where(h => BadgeStatus.ListOf(h.Certificate.Id) == list && h.At(today) == wanted)
                .Select(h => BadgeStatus.IndexOf(h.Certificate.Id)));
        return found;
    }
}
