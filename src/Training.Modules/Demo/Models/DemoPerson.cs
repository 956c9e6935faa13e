using Training.Modules.Certification.Models;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Demo.Models;

/// <summary>A made-up person with a life of posts and learning. Nobody here exists.</summary>
internal sealed class DemoPerson
{
    public required string StaffNo { get; init; }
    public required string Name { get; init; }
    public required string? Phone { get; init; }
    public List<DemoPost> Posts { get; } = [];
    public List<DemoEvidence> Evidence { get; } = [];

    /// <summary>What happens to the certificate that is valid on the day.</summary>
    public List<DemoMishap> Mishaps { get; } = [];

    /// <summary>Completed, and nobody has approved the certificate yet.</summary>
    public bool Waits { get; init; }

    /// <summary>Gets an account with the demo password.</summary>
    public bool HasAccount { get; init; }
}

internal sealed record DemoPost(TrainingRole Role, int SubDistrictId, int? WorkUnitId, DateOnly Start, DateOnly? End)
{
    public List<(LeaveKind Kind, DateOnly Start, DateOnly? End)> Leaves { get; } = [];
    public (DateOnly Start, DateOnly End)? Exempt { get; set; }
}

internal sealed record DemoEvidence(EvidenceKind Kind, string Subject, DateOnly On, int Score);

internal sealed record DemoMishap(TrainingRole Role, CertificateEventKind Kind, DateOnly On, string Reason);
