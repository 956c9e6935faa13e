using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>One version of a role's rules with the days on which it is in force, both inclusive.</summary>
public sealed record DatedRules(long SchemeId, int Version, DateOnly From, DateOnly? Through, SchemeRules Rules, string Title = "")
{
    public bool InForce(DateOnly day) => From <= day && (Through is null || day <= Through);

    /// <summary>First day on which even somebody who had begun can no longer finish it; the last of days while it is in force.</summary>
    public DateOnly TransitionEnd => Through is { } last && last < DateOnly.MaxValue ? last.AddDays(1).AddMonths(Rules.TransitionMonths) : DateOnly.MaxValue;
}

/// <summary>A certificate of the role as the rules see it.</summary>
/// <param name="RevokedOn">First day on which it no longer counts for ever; null unless revoked.</param>
/// <param name="RenewalOpenedOn">Day on which an officer opened its renewal, before the scheme does; null unless somebody did.</param>
public readonly record struct IssuedCertificate(
    long CertificateId, long SchemeId, DateOnly CompletedOn, DateOnly ValidFrom, DateOnly ValidThrough, DateOnly? RevokedOn = null, DateOnly? RenewalOpenedOn = null);

/// <summary>Days of validity, both inclusive.</summary>
public readonly record struct Term(DateOnly From, DateOnly Through)
{
    public static Term Of(DateOnly from, Validity validity) => new(from, validity.Through(from));
}

/// <summary>All requirements of a scheme version were met on one day.</summary>
/// <param name="On">Day of the last requirement.</param>
/// <param name="Cycle">What had to be shown, and when.</param>
/// <param name="Follows">Last valid day of the certificate before, when it was renewed before it ended: the new one continues it.</param>
/// <param name="CertificateId">The certificate issued for it; null while it waits.</param>
/// <param name="RenewalOpenedOn">Day on which the renewal of its certificate was opened early.</param>
/// <param name="Term">Validity of the certificate; while it waits, the validity it would have if issued on the day of completion.</param>
public sealed record Completion(
    DateOnly On, DatedRules Scheme, Cycle Cycle, ProofTable Ledger, DateOnly? Follows, long? CertificateId, Term Term, DateOnly? RevokedOn = null, DateOnly? RenewalOpenedOn = null)
{
    /// <summary>The shorter path of the renewal window was enough.</summary>
    public bool IsRenewal => Cycle.IsRenewal;

    /// <summary>With which evidence; worked out when it is asked for.</summary>
    public RuleResult Result => Cycle.Evaluate(Ledger, On);

    /// <summary>The same as a flat list.</summary>
    public IReadOnlyList<MetRequirement> Met => Result.Leaves;

    /// <summary>Last day on which it counts as 已完成 without a certificate (domain/organisation.md §4).</summary>
    public DateOnly CountsThrough => Scheme.Rules.Validity.Through(On);

    /// <summary>Validity of a certificate issued on the given day (domain/roles.md §4, Renewal).</summary>
    public Term TermIfIssued(DateOnly issuedOn) =>
        Term.Of(Follows?.AddDays(1) ?? (Scheme.Rules.Validity.From == ValidityStart.Completion ? On : issuedOn), Scheme.Rules.Validity);

    /// <summary>True while a certificate may still be issued for it: afterwards it is too old to count.</summary>
    public bool IssuableOn(DateOnly day) => CertificateId is null && On <= day && day <= LastIssuable;

    /// <summary>Last day on which it may be issued.</summary>
    public DateOnly LastIssuable
    {
        get
        {
            if (Follows is null) return CountsThrough;
            var end = TermIfIssued(On).Through;
            return CountsThrough < end ? CountsThrough : end;
        }
    }
}
