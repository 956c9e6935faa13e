using Training.Modules.Certification.Models;
using Training.Modules.Reminders.Services;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Reminders.Handlers;

/// <summary>An update is told on the day of its announcement, as soon as it is known whom it concerns, and not only on the next morning.</summary>
internal sealed class RemindAfterRecompute(JobQueue queue) : IHandle<StandingsRenewed>
{
    public Task HandleAsync(StandingsRenewed news, CancellationToken cancel) => queue.QueueRecurringAsync(SendReminders.Id, cancel);
}
