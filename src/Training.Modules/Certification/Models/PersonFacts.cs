using Training.Modules.Certification.Models.Rules;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>Everything that decides where one person stands: effective evidence, and certificates with their events.</summary>
/// <param name="Changes">Major editions of modules, the same for everybody.</param>
/// <param name="Posts">All assignments; null where no version in transition asks since when a role is held.</param>
public sealed record PersonFacts(
    IReadOnlyList<Evidence> Evidence, IReadOnlyList<CertificateHistory> Certificates, IReadOnlyList<ModuleChange>? Changes = null, IReadOnlyList<RoleAssignment>? Posts = null)
{
    /// <summary>The evidence as the rules see it.</summary>
    public ProofTable Ledger { get; } = new(ToProofs(Evidence), Changes) { Rows = Evidence };

    /// <summary>The same with the days on which a role is held.</summary>
    public ProofTable LedgerIn(TrainingRole role) => Posts is null ? Ledger : Ledger.HeldOn(Posts.Where(p => p.Role == role).Select(p => (p.Start, p.End)));

    /// <summary>The same with the suspensions that follow from forced updates.</summary>
    public PersonFacts Under(RoleSchemes schemes) => schemes.Updates.Count == 0 || Certificates.Count == 0 ? this
        : this with { Certificates = [.. Certificates.Select(c => ForcedSuspension.Apply(c, Ledger, schemes.Updates, schemes.ModulesOf(c.Certificate.SchemeId)))] };

    /// <summary>One of these certificates with its events.</summary>
    public CertificateHistory HistoryOf(Certificate certificate) => Certificates.First(c => c.Certificate.Id == certificate.Id);

    public IReadOnlyList<CertificateHistory> Of(TrainingRole role) => [.. Certificates.Where(c => c.Certificate.Role == role)];

    /// <summary>
    /// What waits for its certificate on a day. Nothing does while a certificate of the role rests on a day that has not come: the clock was
    /// set back, and what was issued already would be issued again.
    /// </summary>
    public Completion? Issuable(RoleSchemes schemes, TrainingRole role, DateOnly day) =>
        Certificates.Any(c => c.Certificate.Role == role && c.Certificate.CompletedOn > day) ? null : Standing(schemes, role, day).Awaiting;

    public IReadOnlyList<Completion> Completions(RoleSchemes schemes, TrainingRole role, DateOnly asOf) =>
        Progression.Run(schemes.Of(role), LedgerIn(role), [.. Of(role).Select(c => c.Certificate.ForRules(c.Events))], asOf);

    public RoleStanding Standing(RoleSchemes schemes, TrainingRole role, DateOnly day, bool autoIssue = true) =>
        RoleStanding.At(schemes.Of(role), LedgerIn(role), Completions(schemes, role, day), Of(role), day, autoIssue);

    public static IReadOnlyList<Proof> ToProofs(IEnumerable<Evidence> evidence) => [.. evidence.Select(Proof.Of).OfType<Proof>()];
}
