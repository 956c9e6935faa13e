using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Models;

/// <summary>When and with which words a certificate is issued.</summary>
public static class NewCertificate
{
    /// <summary>
    /// True when the system may issue by rule. After a suspension or a revocation, also one that holds from a day to come, a person decides (an
    /// automatic decision must be explainable and open to review, domain/safety.md §4).
    /// </summary>
    public static bool ByRule(RoleStanding standing, DateOnly day) =>
        standing.Awaiting is not null && (standing.Decisive is not { Events.Count: > 0 } decisive
            || (decisive.At(day) is not (CertificateState.Suspended or CertificateState.Revoked)
                && JointActions.LastOf(decisive)?.Kind is not (CertificateEventKind.Suspended or CertificateEventKind.Revoked)));

    public static Certificate For(
        Completion completion, string number, long personId, string holder, TrainingRole role, string issuer, DateOnly issuedOn, DateTime recordedUtc,
        CertificateLook? look = null)
    {
        var term = completion.TermIfIssued(issuedOn);
        return new()
        {
            Number = number,
            VerifyCode = Ids.New(),
            PersonId = personId,
            Role = role,
            SchemeId = completion.Scheme.SchemeId,
            HolderName = holder,
            SchemeTitle = completion.Scheme.Title,
            Hours = completion.Scheme.Rules.Hours,
            Issuer = issuer,
            CompletedOn = completion.On,
            IssuedOn = issuedOn,
            ValidFrom = term.From,
            ValidThrough = term.Through,
            RecordedUtc = recordedUtc,
            TemplateId = look?.TemplateId,
            SiteName = look?.SiteName ?? "",
            SiteSubName = look?.SiteSubName ?? "",
        };
    }
}
