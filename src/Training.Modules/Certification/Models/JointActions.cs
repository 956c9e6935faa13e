namespace Training.Modules.Certification.Models;

/// <summary>
/// What is done to a certificate is done to those that go on from it as well: a suspension would else end by itself on the day on which the
/// next certificate, issued already, begins. What was decided as one thing is lifted as one thing.
/// </summary>
public static class JointActions
{
    /// <summary>The other certificates of the role to which the same is done, the first to begin first.</summary>
    /// <param name="ofRole">All certificates of the person in the role.</param>
    public static IReadOnlyList<CertificateHistory> Others(
        CertificateHistory acted, IReadOnlyList<CertificateHistory> ofRole, CertificateEventKind kind, DateOnly effectiveOn, DateOnly today) => kind switch
    {
        CertificateEventKind.Suspended or CertificateEventKind.Revoked => IsOver(acted.Certificate, effectiveOn, today) ? []
            : [.. Following(acted.Certificate, ofRole).Where(c => CertificateActions.Possible(c).Contains(kind))],
        CertificateEventKind.Reinstated when LastOf(acted) is { } lifted => [.. Under(lifted, ofRole).Where(c => c.Certificate.Number != acted.Certificate.Number)],
        _ => [],
    };

    /// <summary>Certificates on which a decision is still the last word, the first to begin first.</summary>
    public static IReadOnlyList<CertificateHistory> Under(CertificateEvent decision, IReadOnlyList<CertificateHistory> ofRole) =>
        [.. ofRole.Where(c => LastOf(c) is { } last && IsOne(last, decision)).OrderBy(c => c.Certificate.ValidFrom)];

    /// <summary>
    /// First day on which it holds for one of the others: the same – from before a certificate begins it holds from its beginning on –, but
    /// not before its issue or what was done to it last.
    /// </summary>
    public static DateOnly DayFor(CertificateHistory other, DateOnly effectiveOn)
    {
        var day = Later(effectiveOn, other.Certificate.IssuedOn);
        return LastOf(other) is { } last ? Later(day, last.EffectiveOn) : day;
    }

    /// <summary>What was done last to what a certificate is worth, whenever it holds; null when nothing was.</summary>
    public static CertificateEvent? LastOf(CertificateHistory history) => CertificateStates.Latest(history.Recorded, DateOnly.MaxValue);

    /// <summary>One that had ended, today and on that day: what is done to it now says nothing of those after it, which can be chosen themselves.</summary>
    private static bool IsOver(Certificate certificate, DateOnly effectiveOn, DateOnly today) => certificate.ValidThrough < today && certificate.ValidThrough < effectiveOn;

    /// <summary>The suspension or revocation, decided already, that holds from a day to come; null when there is none.</summary>
    public static CertificateEvent? Ahead(CertificateHistory history, DateOnly day) =>
        LastOf(history) is { Kind: CertificateEventKind.Suspended or CertificateEventKind.Revoked } last && last.EffectiveOn > day ? last : null;

    /// <summary>Those that follow without a gap, whatever was done to them.</summary>
    private static List<CertificateHistory> Following(Certificate first, IReadOnlyList<CertificateHistory> ofRole)
    {
        var following = new List<CertificateHistory>();
        var ends = new HashSet<int> { first.ValidThrough.DayNumber };
        foreach (var next in ofRole.OrderBy(c => c.Certificate.ValidFrom))
        {
            if (!ends.Contains(next.Certificate.ValidFrom.DayNumber - 1)) continue;
            following.Add(next);
            ends.Add(next.Certificate.ValidThrough.DayNumber);
        }
        return following;
    }

    /// <summary>Written by one decision. Reason and moment say it too, where the proposal is not known: facts that came with an import.</summary>
    private static bool IsOne(CertificateEvent a, CertificateEvent b) =>
        (a.Kind, a.ProposalId, a.Reason, a.RecordedUtc) == (b.Kind, b.ProposalId, b.Reason, b.RecordedUtc);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
