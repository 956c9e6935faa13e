using System.Globalization;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Platform.Notifications;

/// <summary>
/// Sends what lies in the outbox. A step only claims; the mails go out after its commit (<see cref="MailSender"/>), so that a
/// killed worker leaves claimed rows behind, and never a mail that is sent and still queued. Runs when something was added, and
/// once after each start and each morning, for what a dead process left.
/// </summary>
internal sealed class SendMail(Outbox outbox, MailSender sender, UnitOfWork unit) : IRecurringJob
{
    private const string Id = "mail.send";
    private static readonly string Process = Ids.New();

    public string Name => Id;
    public string Title => "发邮件";

    public static Task QueueAsync(JobQueue queue, CancellationToken cancel) => queue.QueueAsync(Id, "0", null, Id, cancel);

    public string? PeriodOf(DateTime chinaNow) => Process + DateOnly.FromDateTime(chinaNow).ToString("/yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var done = int.TryParse(state, CultureInfo.InvariantCulture, out var before) ? before : 0;
        await outbox.GiveUpDeadClaimsAsync(cancel);
        if (await outbox.ClaimAsync(cancel) is not { } claim)
        {
            var next = await outbox.NextUtcAsync(cancel);
            return new(state, done, null, next is null, NotBeforeUtc: next);
        }
        await unit.AfterCommitAsync(() => sender.SendAsync(claim.Token, cancel));
        done += claim.Count;
        return new(done.ToString(CultureInfo.InvariantCulture), done, null, false);
    }
}
