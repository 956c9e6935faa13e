using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>Where somebody stands in one role on one day.</summary>
public enum StandingState
{
    NotStarted, InProgress,

    /// <summary>Everything is met, and the issue by rule follows.</summary>
    Completed,

    /// <summary>Everything is met, and a person decides over the issue.</summary>
    AwaitingApproval,
    Certified,

    /// <summary>Certified, and the renewal window is open.</summary>
    InRenewalWindow,
    Expired, Suspended, Revoked,
}

/// <summary>A certificate with what happened to it.</summary>
public sealed record CertificateHistory(Certificate Certificate, IReadOnlyList<CertificateEvent> Events)
{
    public CertificateState At(DateOnly day) => Certificate.At(Events, day);

    /// <summary>Only what people recorded, without what follows from forced updates.</summary>
    public IEnumerable<CertificateEvent> Recorded => Events.Where(e => !e.IsDerived);
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

    /// <summary>Renewed in time: the certificate is still valid, and the next one is not issued yet.</summary>
    public bool RenewalWaits => IsCertified && Awaiting is not null;

    /// <summary>True when a person decides over what waits, false when it is issued by rule.</summary>
    public bool ByPerson { get; private init; }

    /// <summary>What is to be shown next is a renewal: not where there is none, and not where a revocation is decided already.</summary>
    public bool MayRenew => Open is { IsRenewal: true };

    /// <summary>The first decision against the certificate that decides, or one that goes on from it, that holds from a day to come; null = none.</summary>
    public CertificateEvent? Stop { get; private init; }

    /// <summary>The certificate concerned by <see cref="Stop"/>.</summary>
    public CertificateHistory? Stopped { get; private init; }

    /// <summary><see cref="ValidThrough"/>, or the day before <see cref="Stop"/>.</summary>
    public DateOnly? LastValidDay => Stop is { } stop && stop.EffectiveOn <= ValidThrough ? stop.EffectiveOn.AddDays(-1) : ValidThrough;

    /// <summary>Everything is met and there is no certificate for it yet.</summary>
    public bool IsWaiting => State is StandingState.Completed or StandingState.AwaitingApproval;

    public static RoleStanding At(
        IReadOnlyList<DatedRules> schemes, IReadOnlyList<Proof> proofs, IReadOnlyList<Completion> completions,
        IReadOnlyList<CertificateHistory> certificates, DateOnly day) => At(schemes, new ProofTable(proofs), completions, certificates, day);

    /// <param name="completions">Up to the day.</param>
    /// <param name="certificates">Of the role, by day of completion.</param>
    /// <param name="autoIssue">False: every completion waits for a person.</param>
    public static RoleStanding At(
        IReadOnlyList<DatedRules> schemes, ProofTable ledger, IReadOnlyList<Completion> completions,
        IReadOnlyList<CertificateHistory> certificates, DateOnly day, bool autoIssue = true)
    {
        var last = completions.Count > 0 ? completions[^1] : null;
        var open = OpenCycle.At(schemes, ledger, last, day);
        var standing = Decide(last, certificates, day, () => open).By(autoIssue);
        var (stopped, stop) = standing.IsCertified || standing.State == StandingState.Suspended ? FirstStop(certificates, standing.Decisive!, day) : default;
        return standing with
        {
            Open = open, ByPerson = standing.ByPerson || (standing.Awaiting is not null && !NewCertificate.ByRule(standing, day)), Stopped = stopped, Stop = stop,
        };
    }

    /// <summary>Over a certificate and those that go on from it: one of them alone may be suspended or revoked.</summary>
    private static (CertificateHistory? Stopped, CertificateEvent? Stop) FirstStop(IReadOnlyList<CertificateHistory> certificates, CertificateHistory first, DateOnly day)
    {
        (CertificateHistory? Stopped, CertificateEvent? Stop) earliest = default;
        for (var next = first; next is not null; next = Following(certificates, next.Certificate.ValidThrough))
            if (JointActions.Ahead(next, day) is { } stop && (earliest.Stop is null || stop.EffectiveOn < earliest.Stop.EffectiveOn)) earliest = (next, stop);
        return earliest;
    }

    /// <summary>With the setting: a completion waits for its issue by rule, or for a person.</summary>
    private RoleStanding By(bool autoIssue) => autoIssue ? this : Refused();

    /// <summary>An officer did not approve the completion: it waits for a person, whatever the setting.</summary>
    public RoleStanding Refused() => this with { State = State == StandingState.Completed ? StandingState.AwaitingApproval : State, ByPerson = Awaiting is not null };

    /// <summary>The decision without the setting and without <see cref="Open"/>, which is asked for only where it matters.</summary>
    /// <param name="last">The latest completion up to the day.</param>
    internal static RoleStanding Decide(
        Completion? last, IReadOnlyList<CertificateHistory> certificates, DateOnly day, Func<OpenCycle?> open)
    {
        var awaiting = last?.IssuableOn(day) == true ? last : null;
        if (DecisiveOn(certificates, day) is not { } decisive)
        {
            var state = awaiting is not null ? StandingState.Completed
                : open() is { IsBegun: true } ? StandingState.InProgress : StandingState.NotStarted;
            return new(state, awaiting?.On, null, null, awaiting, null);
        }
        var end = EndOfChain(certificates, decisive);
        var since = CertificateStates.Latest(decisive.Events, day)?.EffectiveOn;
        return decisive.At(day) switch
        {
            CertificateState.Suspended => new(StandingState.Suspended, since, end, decisive, awaiting, null),
            CertificateState.Valid => new(InWindow() ? StandingState.InRenewalWindow : StandingState.Certified,
                decisive.Certificate.ValidFrom, end, decisive, awaiting, null),
            // After a revocation a person decides, whatever the setting.
            CertificateState.Revoked when awaiting is not null => new(StandingState.AwaitingApproval, awaiting.On, end, decisive, awaiting, null),
            CertificateState.Revoked => new(StandingState.Revoked, since, end, decisive, awaiting, null),
            _ when awaiting is not null => new(StandingState.Completed, awaiting.On, end, decisive, awaiting, null),
            _ => new(StandingState.Expired, end.AddDays(1), end, decisive, awaiting, null),
        };

        bool InWindow() => open() is { Scheme.Rules.Renewal: { Paths.Count: > 0 } renewal } next
            && (day >= end.AddDays(-renewal.OpensDaysBefore) || (next.Cycle.OpenedEarly is not null && next.IsOpenOn(day)));
    }

    /// <summary>The certificate that decides: a valid one, else the newest that has begun.</summary>
    private static CertificateHistory? DecisiveOn(IReadOnlyList<CertificateHistory> certificates, DateOnly day)
    {
        for (var i = certificates.Count - 1; i >= 0; i--) if (certificates[i].At(day) == CertificateState.Valid) return certificates[i];
        CertificateHistory? newest = null;
        foreach (var history in certificates)
            if (history.Certificate.ValidFrom <= day && (newest is null || history.Certificate.CompletedOn >= newest.Certificate.CompletedOn)) newest = history;
        return newest;
    }

    /// <summary>Last valid day over the certificates that go on from one without a gap.</summary>
    internal static DateOnly EndOfChain(IReadOnlyList<CertificateHistory> certificates, CertificateHistory first)
    {
        var end = first.Certificate.ValidThrough;
        while (Following(certificates, end) is { } next) end = next.Certificate.ValidThrough;
        return end;
    }

    /// <summary>The certificate that is valid from the day after a last valid day; null when none is.</summary>
    private static CertificateHistory? Following(IReadOnlyList<CertificateHistory> certificates, DateOnly end)
    {
        for (var i = 0; i < certificates.Count; i++)
            if (certificates[i].Certificate.ValidFrom.DayNumber == end.DayNumber + 1 && certificates[i].At(certificates[i].Certificate.ValidFrom) == CertificateState.Valid)
                return certificates[i];
        return null;
    }
}
