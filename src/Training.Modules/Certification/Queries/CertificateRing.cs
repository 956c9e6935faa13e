using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;

namespace Training.Modules.Certification.Queries;

/// <summary>The ring on the home page: 学时 done of those the open cycle asks for.</summary>
/// <param name="Done">学时 of the modules met.</param>
/// <param name="Total">学时 of all modules asked for.</param>
public sealed record CertificateRing(RoleExplanation Role, decimal Done, decimal Total)
{
    /// <summary>Length of the circle of radius 44.</summary>
    public const double Circumference = 276.5;

    public decimal Left => Total - Done;

    public double Arc => Total == 0 ? 0 : Math.Round((double)(Done / Total) * Circumference, 1);

    public static CertificateRing Of(RoleExplanation role, DateOnly today, IReadOnlyDictionary<string, decimal> hours)
    {
        // Before the renewal window opens the certificate itself is the achievement: the ring is full.
        var list = role.Standing.IsCertified && role.Standing.Open?.IsOpenOn(today) != true ? role.LastMet : role.Requirements;
        var modules = list.Where(r => r.Requirement.Kind == RequirementKind.Module).ToList();
        return new(role, modules.Where(r => r.IsMet).Sum(Hours), modules.Sum(Hours));

        decimal Hours(RequirementStanding r) => hours.GetValueOrDefault(r.Requirement.Subject);
    }
}
