using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Services;

/// <summary>One requirement in the answer to “why am I (not) certified”.</summary>
/// <param name="Url">Tenant-relative address where it can be met; null when there is no page for it.</param>
/// <param name="Result">The decision behind it: amounts and all evidence.</param>
public sealed record RequirementStanding(
    Requirement Requirement, bool IsMet, DateOnly? MetOn, Learning.Models.Evidence? Evidence, string? Url, RuleResult Result);

/// <summary>Where somebody stands in a role that is held today.</summary>
/// <param name="Due">Last day on which a certificate may be missing, or is still valid; null where none is asked for, because the training is not open to the street yet.</param>
/// <param name="Requirements">Of the cycle that is open, or opens next.</param>
/// <param name="LastMet">With what the last completion was reached; empty without one.</param>
public sealed record RoleExplanation(
    TrainingRole Role, RoleAssignment Assignment, RoleStanding Standing, DateOnly? Due, bool IsOverdue,
    IReadOnlyList<RequirementStanding> Requirements, IReadOnlyList<RequirementStanding> LastMet)
{
    /// <summary>First day on which the training is open to where the person is today; see <see cref="StreetOpenings"/>.</summary>
    public DateOnly Opens { get; init; } = StreetOpening.Always;

    /// <summary>Forced updates that the holder of a certificate has yet to show; late ones suspend it.</summary>
    public IReadOnlyList<PendingUpdate> Updates { get; init; } = [];

    /// <summary>Why an officer did not approve the completion that waits; null when nobody said no.</summary>
    public IssueRefusal? Refusal { get; init; }

    /// <summary>Requirements of the open cycle that are still missing.</summary>
    public IEnumerable<RequirementStanding> Missing => Requirements.Where(r => !r.IsMet);
}

/// <summary>All roles of a person that are held today, the most urgent first.</summary>
public sealed record PersonStanding(DateOnly Day, IReadOnlyList<RoleExplanation> Roles, IReadOnlyList<CertificateHistory> Certificates);

/// <summary>Runs the rules on one person's ledger and says each step, so that the answer on screen is the one that was computed.</summary>
public sealed class Standing(PersonFactsQuery facts, SchemeTable schemes, PeopleDirectory people, SettingsStore settings, Refusals refusals, TimeProvider clock)
{
    public async Task<PersonStanding> ForPersonAsync(long personId, CancellationToken cancel)
    {
        var today = clock.Today();
        var assignments = await people.AssignmentsAsync(personId, cancel);
        var found = await facts.ForPersonAsync(personId, cancel);
        var table = await schemes.AllAsync(cancel, found.Certificates.Select(c => c.Certificate.SchemeId));
        var evidence = found.Evidence.ToDictionary(e => e.Id);
        var autoIssue = (await settings.GetAsync<CertificationSettings>(cancel)).AutoIssue;
        var roles = assignments.HeldOn(today).Where(r => table.Of(r).Count > 0).Select(Explain)
            .OrderBy(r => r.Due is null).ThenBy(r => Urgency(r.Standing.State)).ThenBy(r => r.Due).ToList();
        if (roles.Exists(r => r.Standing.Awaiting is not null) && await refusals.OfPersonAsync(personId, cancel) is { Count: > 0 } refused)
            roles = roles.ConvertAll(r => r.Standing.Awaiting is { } waiting && refused.TryGetValue((r.Role, waiting.On), out var refusal)
                ? r with { Standing = r.Standing.Refused(), Refusal = refusal } : r);
        return new(today, roles, found.Certificates);

        RoleExplanation Explain(TrainingRole role)
        {
            var own = assignments.Where(a => a.Role == role).ToList();
            var completions = found.Completions(table, role, today);
            var standing = RoleStanding.At(table.Of(role), found.LedgerIn(role), completions, found.Of(role), today, autoIssue);
            var opens = table.Openings.FirstDay(own.Where(a => a.Covers(today)));
            var due = DueDate.Of(standing, own, today, opens);
            return new(role, own.Last(a => a.Covers(today)), standing, due, due < today, Say(standing.Open?.Requirements ?? []),
                completions.Count > 0 ? Say(completions[^1].Met.Where(m => m.Result.IsMet)) : [])
            {
                Opens = opens,
                Updates = standing.State is StandingState.Certified or StandingState.InRenewalWindow or StandingState.Suspended
                    ? ForcedSuspension.Pending(found.Ledger, table.UpdatesOf(role), table.ModulesOf(standing.Decisive!.Certificate.SchemeId), today) : [],
            };
        }

        List<RequirementStanding> Say(IEnumerable<MetRequirement> requirements) =>
        [
            .. requirements.Select(m => new RequirementStanding(
                m.Requirement, m.Result.IsMet, m.Result.On, m.By is { } by ? evidence.GetValueOrDefault(by.EvidenceId) : null, Url(m.Requirement), m.Result)),
        ];
    }

    /// <summary>Who is late or was stopped comes first, who has nothing to do last.</summary>
    private static int Urgency(StandingState state) => state switch
    {
        StandingState.Expired or StandingState.Revoked or StandingState.Suspended => 0,
        StandingState.NotStarted or StandingState.InProgress => 1,
        StandingState.InRenewalWindow => 2,
        StandingState.Completed or StandingState.AwaitingApproval => 3,
        _ => 4,
    };

    private static string? Url(Requirement requirement) => requirement.Kind switch
    {
        RequirementKind.Module => "/modules/" + requirement.Subject.ToLowerInvariant(),
        RequirementKind.Scenario => ("/scenarios/" + requirement.Subject.ToLowerInvariant()).TrimEnd('/'),
        // One's own choice is made among all courses.
        RequirementKind.Hours => "/modules",
        RequirementKind.Exam => "/exams",
        _ => null,
    };
}
