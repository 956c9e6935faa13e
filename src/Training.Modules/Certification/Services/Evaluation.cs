using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Services;

/// <summary>After anything that counts has changed for a person: issues what is due by rule and tells the modules above.</summary>
public sealed class Evaluation(
    PeopleDirectory people, Issuing issuing, IssueRequests requests, SettingsStore settings, IssuingOrder order, UnitOfWork unit, Events events, INotifier notifier, TimeProvider clock)
{
    public Task RunAsync(long personId, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await order.TakeAsync(cancel);
        var assignments = await people.AssignmentsAsync(personId, cancel);
        var roles = assignments.HeldOn(clock.Today());
        if (roles.Count > 0 && (await settings.GetAsync<CertificationSettings>(cancel)).AutoIssue)
            await issuing.IssueAsync(personId, roles, byRule: true, cancel);
        await requests.RefreshAsync(personId, assignments, cancel);
        await events.RaiseAsync(new StandingChanged(personId), cancel);
    }, cancel);

    /// <summary>Somebody with the right to issue approves a completion; the holder is told.</summary>
    /// <returns>The certificate; null when there is nothing to issue (any more).</returns>
    public Task<Certificate?> ApproveAsync(long personId, TrainingRole role, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await order.TakeAsync(cancel);
        var assignments = await people.AssignmentsAsync(personId, cancel);
        var roles = assignments.HeldOn(clock.Today());
        var issued = roles.Contains(role) ? await issuing.IssueAsync(personId, [role], byRule: false, cancel) : [];
        await requests.RefreshAsync(personId, assignments, cancel);
        await events.RaiseAsync(new StandingChanged(personId), cancel);
        if (issued.Count == 0) return null;
        if ((await people.FindAsync(personId, cancel))?.UserId is { } holder) await notifier.NotifyAsync([ReviewNotices.Approved(holder, issued[0])], cancel);
        return issued[0];
    }, cancel);
}
