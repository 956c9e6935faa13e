using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Practice.Services;
using Training.Modules.Records.Queries;
using Training.Modules.Records.Services;
using Training.Platform.Data;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Explaining;

/// <summary>
/// Answers “why am I (not) certified” by running the engine's own functions on one person's ledger and keeping their reasons.
/// Six queries; content comes from memory.
/// </summary>
public sealed class WhyReader(
    PersonFactsQuery facts, SchemeTable schemes, PeopleDirectory people, RecorderNames recorders, SettingsStore settings,
    Catalog catalog, Scenarios scenarios, FinalExams exams, Tasks tasks, Refusals refusals, TimeProvider clock)
{
    /// <param name="seen">Which of the person's posts the reader may see; null = all, for the person.</param>
    public async Task<PersonWhy> OfAsync(Person person, Func<RoleAssignment, bool>? seen, CancellationToken cancel)
    {
        var today = clock.Today();
        var assignments = await people.AssignmentsAsync(person.Id, cancel);
        var found = await facts.ForPersonAsync(person.Id, cancel);
        var table = await schemes.AllAsync(cancel, found.Certificates.Select(c => c.Certificate.SchemeId));
        var autoIssue = (await settings.GetAsync<CertificationSettings>(cancel)).AutoIssue;
        var visible = seen is null ? assignments : assignments.FindAll(a => seen(a));
        var roles = visible.HeldOn(today).Where(r => table.Of(r).Count > 0).Select(Explain)
            .OrderBy(r => r.Due is null).ThenBy(r => Urgency(r.Standing.State)).ThenBy(r => r.Due).ToList();
        if (roles.Exists(r => r.Standing.Awaiting is not null) && await refusals.OfPersonAsync(person.Id, cancel) is { Count: > 0 } refused)
            roles = roles.ConvertAll(r => r.Standing.Awaiting is { } waiting && refused.TryGetValue((r.Role, waiting.On), out var refusal)
                ? r with { Standing = r.Standing.Refused(), Refusal = refusal } : r);
        var names = await recorders.OfAsync(found.Evidence.Select(e => e.RecordedByUserId), cancel);
        return new(person.Name, roles, new(today, found.Evidence.ToDictionary(e => e.Id), await TitlesAsync(cancel), names));

        RoleWhy Explain(TrainingRole role)
        {
            var own = assignments.FindAll(a => a.Role == role);
            var completions = found.Completions(table, role, today);
            var standing = found.Standing(table, role, today, autoIssue);
            var opens = table.Openings.FirstDay(own.Where(a => a.Covers(today)));
            var (duty, due) = (DueDate.DutyOn(own, today), DueDate.Of(standing, own, today, opens));
            return new(role, standing, duty.Since, due, due < today, standing.Open?.Result, completions.Count > 0 ? completions[^1].Result : null,
                RoleTimeline.Of(standing, duty, due, opens, Pending(table, standing, found.Ledger)), [.. found.Of(role).OrderByDescending(c => c.Certificate.ValidFrom)]) { Opens = opens };
        }
    }

    /// <summary>Forced updates that the certificate of now has yet to show.</summary>
    private IReadOnlyList<PendingUpdate> Pending(RoleSchemes table, RoleStanding standing, ProofTable ledger) => standing.Decisive is { } decisive
        ? ForcedSuspension.Pending(ledger, table.UpdatesOf(decisive.Certificate.Role), table.ModulesOf(decisive.Certificate.SchemeId), clock.Today()) : [];

    /// <summary>Who is late or was stopped comes first, who has nothing to do last.</summary>
    private static int Urgency(StandingState state) => state switch
    {
        StandingState.Expired or StandingState.Revoked or StandingState.Suspended => 0,
        StandingState.NotStarted or StandingState.InProgress => 1,
        StandingState.InRenewalWindow => 2,
        StandingState.Completed or StandingState.AwaitingApproval => 3,
        _ => 4,
    };

    private async Task<IReadOnlyDictionary<(RequirementKind, string), string>> TitlesAsync(CancellationToken cancel)
    {
        var titles = new Dictionary<(RequirementKind, string), string>();
        foreach (var m in await catalog.ModulesAsync(cancel)) titles[(RequirementKind.Module, m.Code)] = m.Title;
        foreach (var s in await scenarios.AllAsync(cancel)) titles[(RequirementKind.Scenario, s.Id)] = s.Title;
        foreach (var e in await exams.AllAsync(cancel)) titles[(RequirementKind.Exam, e.Part.Code)] = e.Title;
        foreach (var t in await tasks.AllAsync(cancel)) titles[(RequirementKind.Task, t.Code)] = t.Title;
        return titles;
    }
}
