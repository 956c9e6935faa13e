using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// The days of one person in one role, whatever the assignment: certified, expired, and so on (domain/organisation.md §4).
/// <see cref="Certified"/>, <see cref="Expired"/>, <see cref="RevokedOrSuspended"/> and <see cref="Never"/> part all days.
/// </summary>
internal sealed class RoleDays
{
    /// <summary>即将到期: so many days to the last valid day, or fewer.</summary>
    public const int ExpiringDays = 60;

    private static readonly DaySet Always = DaySet.Of(DateOnly.MinValue, null);

    public RoleDays(TrainingRole role, RateFacts facts)
    {
        var certificates = facts.Certificates.Where(c => c.Role == role).OrderBy(c => c.ValidFrom).ThenBy(c => c.ValidThrough)
            .Select(c => (Certificate: c, Blocked: Blocked(c))).ToList();
        var completions = facts.Completions.Where(c => c.Role == role).ToList();

        Certified = CertifiedOf(certificates.Select(c => c.Certificate));
        var ever = certificates.Count == 0 ? DaySet.Empty : DaySet.Of(certificates[0].Certificate.ValidFrom, null);
        Never = Always.Subtract(ever);
        // The newest certificate that has begun decides: a revoked one stays revoked after its last day.
        var blocked = certificates.Select((c, i) => c.Blocked.Intersect(DaySet.Of(c.Certificate.ValidFrom, LastDecisive(i))));
        RevokedOrSuspended = DaySet.Union(blocked).Subtract(Certified);
        Expired = ever.Subtract(Certified).Subtract(RevokedOrSuspended);

        ExpiringSoon = DaySet.Union(certificates.Select(c => DaySet.Of(Back(c.Certificate.ValidThrough, ExpiringDays), c.Certificate.ValidThrough)
            .Intersect(DaySet.Of(c.Certificate.ValidFrom, null)).Subtract(c.Blocked).Subtract(Renewed(c.Certificate))));
        Completed = DaySet.Of(completions.Select(c => new Days(c.On, c.Through))).Union(Certified);
        Refreshed = role.AnnualRequired() ? DaySet.Of(completions.Select(c => new Days(c.On, new(c.On.Year, 12, 31)))) : DaySet.Empty;

        DateOnly? LastDecisive(int index) => index == certificates.Count - 1 ? null : Back(certificates[index + 1].Certificate.ValidFrom, 1);

        // Whoever already holds the certificate that goes on without a gap needs no reminder.
        DaySet Renewed(CountedCertificate ending) => DaySet.Union(certificates
            .Where(c => c.Certificate.ValidThrough > ending.ValidThrough && c.Certificate.ValidFrom.DayNumber <= ending.ValidThrough.DayNumber + 1)
            .Select(c => DaySet.Of(c.Certificate.IssuedOn < c.Certificate.ValidFrom ? c.Certificate.IssuedOn : c.Certificate.ValidFrom, null).Subtract(c.Blocked)));
    }

    public DaySet Certified { get; }
    public DaySet Expired { get; }
    public DaySet Never { get; }
    public DaySet RevokedOrSuspended { get; }
    public DaySet ExpiringSoon { get; }
    public DaySet Completed { get; }
    public DaySet Refreshed { get; }

    /// <summary>持证 by these certificates of one role.</summary>
    public static DaySet CertifiedOf(IEnumerable<CountedCertificate> certificates) =>
        DaySet.Union(certificates.Select(c => DaySet.Of(c.ValidFrom, c.ValidThrough).Subtract(Blocked(c))));

    /// <summary>Days on which the certificate is suspended or revoked: an event holds until the next one.</summary>
    private static DaySet Blocked(CountedCertificate certificate) => certificate.Events.Count == 0 ? DaySet.Empty : DaySet.Of(certificate.Events.Select((e, i) => (Event: e, Index: i)).Where(x => x.Event.Blocks)
        .Select(x => new Days(x.Event.On, x.Index + 1 < certificate.Events.Count ? Back(certificate.Events[x.Index + 1].On, 1) : DateOnly.MaxValue)));

    private static DateOnly Back(DateOnly day, int days) => day.DayNumber < days ? DateOnly.MinValue : day.AddDays(-days);
}
