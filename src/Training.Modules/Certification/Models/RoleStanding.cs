namespace Training.Modules.Certification.Models;

/// <summary>Where somebody stands in one role on one day.</summary>
public enum StandingState
{
    NotStarted, InProgress,

    /// <summary>Everything is met and the certificate waits for its issue.</summary>
    Completed,
    Certified,

    /// <summary>Certified, and the renewal window is open.</summary>
    InRenewalWindow,
    Expired, Suspended, Revoked,
}

/// <summary>A certificate with what happened to it.</summary>
public sealed record CertificateHistory(Certificate Certificate, IReadOnlyList<CertificateEvent> Events)
{
    public CertificateState At(DateOnly day) => Certificate.At(Events, day);
}

/// <summary>State and dates of a role.</summary>
/// <param name="Since">Day on which the state began, where it is known.</param>
/// <param name="ValidThrough">Last valid day, over a certificate that follows without gap; null without certificate.</param>
/// <param name="Decisive">The certificate that decides; null when there never was one.</param>
/// <param name="Awaiting">A completion whose certificate has not been issued yet.</param>
/// <param name="Open">What is to be shown next.</param>
public sealed record RoleStanding(
    StandingState State, DateOnly? Since, DateOnly? ValidThrough, CertificateHistory? Decisive, Completion? Awaiting, OpenCycle? Open)
{
    public bool IsCertified => State is StandingState.Certified or StandingState.InRenewalWindow;

    public static RoleStanding At(
        IReadOnlyList<DatedRules> schemes, IReadOnlyList<Proof> proofs, IReadOnlyList<Completion> completions,
        IReadOnlyList<CertificateHistory> certificates, DateOnly day)
    {
        var open = OpenCycle.At(schemes, proofs, completions, day);
        var awaiting = completions.Count > 0 && completions[^1].IssuableOn(day) ? completions[^1] : null;
        var decisive = certificates.LastOrDefault(c => c.At(day) == CertificateState.Valid)
            ?? certificates.OrderBy(c => c.Certificate.CompletedOn).LastOrDefault(c => c.Certificate.ValidFrom <= day);
        if (decisive is null)
        {
            var state = awaiting is not null ? StandingState.Completed
                : open?.Requirements.Any(r => r.By is not null) == true ? StandingState.InProgress : StandingState.NotStarted;
            return new(state, awaiting?.On, null, null, awaiting, open);
        }
        var end = decisive.Certificate.ValidThrough;
        foreach (var later in certificates.OrderBy(c => c.Certificate.ValidFrom))
            if (later.Certificate.ValidFrom == end.AddDays(1) && later.At(later.Certificate.ValidFrom) == CertificateState.Valid) end = later.Certificate.ValidThrough;
        var since = CertificateStates.Latest(decisive.Events, day)?.EffectiveOn;
        return decisive.At(day) switch
        {
            CertificateState.Suspended => new(StandingState.Suspended, since, end, decisive, awaiting, open),
            CertificateState.Valid => new(InWindow(end) ? StandingState.InRenewalWindow : StandingState.Certified,
                decisive.Certificate.ValidFrom, end, decisive, awaiting, open),
            _ when awaiting is not null => new(StandingState.Completed, awaiting.On, end, decisive, awaiting, open),
            CertificateState.Revoked => new(StandingState.Revoked, since, end, decisive, awaiting, open),
            _ => new(StandingState.Expired, end.AddDays(1), end, decisive, awaiting, open),
        };

        bool InWindow(DateOnly through) =>
            open is not null && day >= through.AddDays(-open.Scheme.Rules.Renewal.OpensDaysBefore);
    }
}
