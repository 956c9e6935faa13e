using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;

namespace Training.Modules.Certification.Pages;

/// <summary>The explanation of one role.</summary>
/// <param name="Titles">Module titles by code.</param>
public sealed record WhyPanel(RoleExplanation Role, CertificateRing Ring, DateOnly Today, IReadOnlyDictionary<string, string> Titles, bool NameRole)
{
    /// <summary>The list that says why: of the cycle that is open, or of what the certificate was earned with.</summary>
    public IReadOnlyList<RequirementStanding> List =>
        Role.Standing.IsCertified && Role.Standing.Open?.IsOpenOn(Today) != true ? Role.LastMet : Role.Requirements;

    /// <summary>What the certificate of now was earned with, where the list above is about the next one.</summary>
    public IReadOnlyList<RequirementStanding> EarnedWith => Role.Standing.IsCertified && !ReferenceEquals(List, Role.LastMet) ? Role.LastMet : [];

    public string? TitleOf(Requirement requirement) => Titles.GetValueOrDefault(requirement.Subject);
}
