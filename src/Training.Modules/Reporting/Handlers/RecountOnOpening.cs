using Training.Modules.Certification.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Reporting.Handlers;

/// <summary>A training is open to a 街镇 from another day: whoever holds such a post there is counted anew, however many they are, and nobody else.</summary>
internal sealed class RecountOnOpening(JobQueue jobs) : IHandle<OpeningsChanged>
{
    public Task HandleAsync(OpeningsChanged news, CancellationToken cancel) =>
        jobs.QueueAsync(RecountOpenings.JobName, new RecountOpenings.State(news.Role, news.SubDistrictIds).ToJson(), null, null, cancel);
}
