using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Explaining;

/// <summary>Why somebody is, or is not, certified in one role: the decision of the engine with everything it was made from.</summary>
/// <param name="Due">Null where no certificate is asked for: the training is not open to the street yet.</param>
/// <param name="Rules">The tree that decides next: of the cycle that is open or opens next; null when the role has no version in force.</param>
/// <param name="Earned">The tree with which the last completion was reached; null without one.</param>
/// <param name="Certificates">All certificates of the role, newest first.</param>
public sealed record RoleWhy(
    TrainingRole Role, RoleStanding Standing, DateOnly DutySince, DateOnly? Due, bool IsOverdue,
    RuleResult? Rules, RuleResult? Earned, IReadOnlyList<TimelineStep> Timeline, IReadOnlyList<CertificateHistory> Certificates)
{
    /// <summary>Why an officer did not approve the completion that waits; null when nobody said no.</summary>
    public IssueRefusal? Refusal { get; init; }

    /// <summary>First day on which the training is open to where the person is today; see <see cref="StreetOpenings"/>.</summary>
    public DateOnly Opens { get; init; } = StreetOpening.Always;

    public string Slug => Schemes.SchemeReader.Slug(Role);

    /// <summary>What is to be met counts only from a day that lies ahead: there is nothing to do yet.</summary>
    public bool IsAhead(DateOnly today) => Standing.Open?.CountsFrom is { } from && from > today;
}

/// <summary>What is known of the things that rules name.</summary>
/// <param name="Titles">Of modules, scenarios, exams and tasks by code; a code without title is not published here.</param>
/// <param name="Names">Of those who recorded evidence, by user id.</param>
public sealed record WhyFacts(
    DateOnly Today, IReadOnlyDictionary<long, Evidence> Evidence, IReadOnlyDictionary<(RequirementKind Kind, string Code), string> Titles,
    IReadOnlyDictionary<long, string> Names)
{
    public string? TitleOf(Requirement requirement) => Titles.GetValueOrDefault((requirement.Kind, requirement.Subject));

    public bool Exists(RequirementKind kind, string code) => Titles.ContainsKey((kind, code));
}

/// <summary>All roles that are held today, the most urgent first.</summary>
public sealed record PersonWhy(string Name, IReadOnlyList<RoleWhy> Roles, WhyFacts Facts);
