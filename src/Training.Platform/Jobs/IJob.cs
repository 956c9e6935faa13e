namespace Training.Platform.Jobs;

/// <summary>
/// Long work of a tenant in short steps. Each step runs in one transaction together with the note of how far it came, so a
/// worker killed in the middle goes on where the last whole step ended and does nothing twice.
/// </summary>
public interface IJob
{
    /// <summary>Unique, e.g. "certification.recompute".</summary>
    string Name { get; }

    /// <summary>Chinese name for the list of jobs, a source string for <see cref="Localization.Text"/>.</summary>
    string Title { get; }

    /// <param name="state">What the step before returned; at first what the job was queued with.</param>
    Task<JobStep> StepAsync(string state, CancellationToken cancel);
}

/// <summary>How far a job came.</summary>
/// <param name="State">Handed to the next step; at most 4,000 characters.</param>
/// <param name="Done">Pieces done so far, of <paramref name="Total"/>; null = not known.</param>
/// <param name="Message">Result or remark in Chinese, shown beside the bar.</param>
/// <param name="NotBeforeUtc">The next step waits until then; null = at once. Queueing the job's key again ends the wait.</param>
public sealed record JobStep(string State, int Done, int? Total, bool IsFinished, string? Message = null, DateTime? NotBeforeUtc = null);
