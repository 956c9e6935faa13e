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
    PeopleDirectory people, Issuing issuing, IssueRequests requests, Refusals refusals, SettingsStore settings, IssuingOrder order, UnitOfWork unit, Events events, INotifier notifier, TimeProvider clock)
{
    public Task RunAsync(long personId, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await order.TakeAsync(cancel);
        var assignments = await people.AssignmentsAsync(personId, cancel);
        var roles = assignments.HeldOn(clock.Today());
        if (roles.Count > 0 && (await settings.GetAsync<CertificationSettings>(cancel)).AutoIssue)
        {
            IReadOnlyList<Certificate> issued;
            // Whoever takes up a post may have shown a renewal before its first certificate was issued: then that one is due as well.
            do issued = await issuing.IssueAsync(personId, roles, approved: null, cancel);
            while (issued.Count > 0);
        }
        await requests.RefreshAsync(personId, assignments, cancel);
        await events.RaiseAsync(new StandingChanged(personId), cancel);
    }, cancel);

    /// <summary>Somebody with the right to issue approves a completion; the holder is told.</summary>
    /// <param name="completedOn">The completion that was seen.</param>
    /// <param name="refusalSeen">It was seen with the refusal of a colleague, and is approved all the same.</param>
    /// <returns>The certificate, null when there is nothing to issue (any more); and a Chinese message when it is not what was seen that waits.</returns>
    public Task<(Certificate? Issued, string? Refusal)> ApproveAsync(
        long personId, TrainingRole role, DateOnly completedOn, bool refusalSeen, CancellationToken cancel) => unit.RunAsync<(Certificate? Issued, string? Refusal)>(async () =>
    {
        await order.TakeAsync(cancel);
        // A colleague may have refused it since, or the person has come further.
        if (await requests.WaitingOnAsync(personId, role, cancel) is { } waits
            && (waits != completedOn || (await refusals.OfPersonAsync(personId, cancel)).ContainsKey((role, waits)) != refusalSeen))
            return (null, "这一条已经有人处理过了，请看最新的名单。");
        var assignments = await people.AssignmentsAsync(personId, cancel);
        var roles = assignments.HeldOn(clock.Today());
        var issued = roles.Contains(role) ? await issuing.IssueAsync(personId, [role], completedOn, cancel) : [];
        await requests.RefreshAsync(personId, assignments, cancel);
        await events.RaiseAsync(new StandingChanged(personId), cancel);
        if (issued.Count == 0) return (null, null);
        if ((await people.FindAsync(personId, cancel))?.UserId is { } holder) await notifier.NotifyAsync([ReviewNotices.Approved(holder, issued[0])], cancel);
        return (issued[0], null);
    }, cancel);
}
