using Training.Modules.Learning.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>Everything that decides where one person stands: effective evidence, and certificates with their events.</summary>
public sealed record PersonFacts(IReadOnlyList<Evidence> Evidence, IReadOnlyList<CertificateHistory> Certificates)
{
    public static readonly PersonFacts None = new([], []);

    public IReadOnlyList<Proof> Proofs { get; } = ToProofs(Evidence);

    public IReadOnlyList<CertificateHistory> Of(TrainingRole role) => [.. Certificates.Where(c => c.Certificate.Role == role)];

    public IReadOnlyList<Completion> Completions(RoleSchemes schemes, TrainingRole role, DateOnly asOf) =>
        Progression.Run(schemes.Of(role), Proofs, [.. Of(role).Select(c => c.Certificate.ForRules(c.Events))], asOf);

    public RoleStanding Standing(RoleSchemes schemes, TrainingRole role, DateOnly day) =>
        RoleStanding.At(schemes.Of(role), Proofs, Completions(schemes, role, day), Of(role), day);

    public static IReadOnlyList<Proof> ToProofs(IEnumerable<Evidence> evidence) =>
    [
        .. from e in evidence
           where e.Kind is EvidenceKind.ModuleCompleted or EvidenceKind.ScenarioPassed
           select new Proof(e.Kind == EvidenceKind.ModuleCompleted ? RequirementKind.Module : RequirementKind.Scenario, e.Subject, e.EffectiveOn, e.Id),
    ];
}
