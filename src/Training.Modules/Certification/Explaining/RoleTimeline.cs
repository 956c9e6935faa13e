using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Explaining;

/// <summary>The days that matter in a role, in order: windows, due day, last valid day, grace. Pure; says nothing that the standing does not.</summary>
public static class RoleTimeline
{
    /// <param name="duty">Since when the person is in the role, and whether with grace.</param>
    /// <param name="pending">Forced updates that a holder has yet to show.</param>
    /// <param name="due">Last day on which a certificate may be missing, or is still valid; null = none is asked for yet.</param>
    /// <param name="opens">First day on which the training is open to the street.</param>
    public static IReadOnlyList<TimelineStep> Of(RoleStanding standing, RoleDuty duty, DateOnly? due, DateOnly opens, IReadOnlyList<PendingUpdate>? pending = null)
    {
        var steps = new List<TimelineStep>();
        if (standing.Decisive is null)
        {
            steps.Add(new(duty.Since, duty.HasGrace ? TimelineKind.DutyBegan : TimelineKind.DutyResumed));
            if (duty.HasGrace && due is { } last) steps.Add(new(last, TimelineKind.DueFirst));
        }
        else Holder(standing, steps);
        if (opens > duty.Since && opens != StreetOpening.NotYet) steps.Add(new(opens, TimelineKind.Opens));
        foreach (var update in pending ?? []) steps.Add(new(update.Deadline, TimelineKind.UpdateDue, Subject: update.ModuleCode));
        if (standing.Awaiting is { } waiting)
        {
            steps.Add(new(waiting.On, TimelineKind.Completed, waiting.TermIfIssued(waiting.On).Through));
            steps.Add(new(waiting.LastIssuable, TimelineKind.LastIssue));
        }
        // Somebody who began under an older version may finish it for a while.
        if (standing.Open?.Scheme is { Through: not null } old) steps.Add(new(old.TransitionEnd.AddDays(-1), TimelineKind.TransitionEnds));
        return [.. steps.OrderBy(s => s.On)];
    }

    private static void Holder(RoleStanding standing, List<TimelineStep> steps)
    {
        var end = standing.ValidThrough!.Value;
        steps.Add(new(standing.Decisive!.Certificate.ValidFrom, TimelineKind.ValidFrom));
        if (standing is { State: StandingState.Suspended or StandingState.Revoked, Since: { } since })
            steps.Add(new(since, standing.State == StandingState.Suspended ? TimelineKind.Suspended : TimelineKind.Revoked));
        if (standing.Stop is { } stop) steps.Add(new(stop.EffectiveOn, stop.Kind == CertificateEventKind.Revoked ? TimelineKind.Revoked : TimelineKind.Suspended));
        if (standing.State == StandingState.Revoked || standing.Stop?.Kind == CertificateEventKind.Revoked) return;
        var suspended = standing.State == StandingState.Suspended || standing.LastValidDay < end;
        steps.Add(new(end, suspended ? TimelineKind.ValidThroughIfReinstated : TimelineKind.ValidThrough));
        // A window that is over, or that no rule opens, is not promised.
        if (standing.Open is not { IsRenewal: true, CountsFrom: { } from, CountsThrough: { } through } open || from > end) return;
        steps.Add(new(from, TimelineKind.WindowOpens, Term.Of(end.AddDays(1), open.Scheme.Rules.Validity).Through));
        if (through > end) steps.Add(new(through, TimelineKind.WindowCloses));
    }
}
