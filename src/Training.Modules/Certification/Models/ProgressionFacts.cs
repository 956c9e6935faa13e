namespace Training.Modules.Certification.Models;

/// <summary>One version of a role's rules with the days on which it is in force, both inclusive.</summary>
public sealed record DatedRules(long SchemeId, int Version, DateOnly From, DateOnly? Through, SchemeRules Rules, string Title = "")
{
    public bool InForce(DateOnly day) => From <= day && (Through is null || day <= Through);
}

/// <summary>Effective evidence as the rules see it: what was shown, and on which day.</summary>
/// <param name="Subject">Module code or scenario id.</param>
/// <param name="EvidenceId">Row of the ledger; 0 for one that is not stored yet.</param>
public readonly record struct Proof(RequirementKind Kind, string Subject, DateOnly On, long EvidenceId = 0);

/// <summary>A certificate of the role as the rules see it.</summary>
/// <param name="RevokedOn">First day on which it no longer counts for ever; null unless revoked.</param>
public readonly record struct IssuedCertificate(
    long CertificateId, long SchemeId, DateOnly CompletedOn, DateOnly ValidFrom, DateOnly ValidThrough, DateOnly? RevokedOn = null);

/// <summary>Days of validity, both inclusive.</summary>
public readonly record struct Term(DateOnly From, DateOnly Through)
{
    /// <summary>The last valid day is AddMonths(from, months) − 1 day (domain/organisation.md §4).</summary>
    public static Term Of(DateOnly from, int months) => new(from, from.AddMonths(months).AddDays(-1));
}

/// <summary>Which evidence satisfied which requirement; <see cref="By"/> is null where the ledger of today no longer shows it.</summary>
public sealed record MetRequirement(Requirement Requirement, Proof? By);

/// <summary>All requirements of a scheme version were met on one day.</summary>
/// <param name="On">Day of the last requirement.</param>
/// <param name="IsRenewal">The shorter list of the renewal window was enough.</param>
/// <param name="Follows">Last valid day of the certificate before, when it was renewed before it ended: the new one continues it.</param>
/// <param name="CertificateId">The certificate issued for it; null while it waits.</param>
/// <param name="Term">Validity of the certificate; while it waits, the validity it would have if issued on the day of completion.</param>
public sealed record Completion(
    DateOnly On, DatedRules Scheme, bool IsRenewal, IReadOnlyList<MetRequirement> Met, DateOnly? Follows, long? CertificateId, Term Term,
    DateOnly? RevokedOn = null)
{
    /// <summary>Validity of a certificate issued on the given day (domain/roles.md §4, Renewal).</summary>
    public Term TermIfIssued(DateOnly issuedOn) => Term.Of(Follows?.AddDays(1) ?? issuedOn, Scheme.Rules.ValidityMonths);

    /// <summary>True while a certificate may still be issued for it: afterwards it is too old to count (domain/organisation.md §4, 已完成).</summary>
    public bool IssuableOn(DateOnly day) =>
        CertificateId is null && On <= day && day <= Term.Of(On, Scheme.Rules.ValidityMonths).Through && day <= TermIfIssued(day).Through;
}
