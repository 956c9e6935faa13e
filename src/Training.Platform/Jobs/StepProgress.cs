using System.Collections.Concurrent;

namespace Training.Platform.Jobs;

/// <summary>
/// How far the steps have come that have not ended yet. A step is one transaction, so what it stores is seen when it is over: of one that has
/// to be long, this tells meanwhile. Known to the process that does the step, and gone with it; other nodes show what the step before stored.
/// </summary>
public sealed class StepProgress : IProgress<(int Done, int Total)>
{
    private static readonly AsyncLocal<string?> Current = new();
    private readonly ConcurrentDictionary<string, (int Done, int Total)> _steps = new();

    /// <summary>Called within a step; outside of one it does nothing.</summary>
    public void Report((int Done, int Total) value)
    {
        if (Current.Value is { } job) _steps[job] = value;
    }

    /// <summary>Null = nothing was told, or no step is under way here.</summary>
    public (int Done, int Total)? Of(string job) => _steps.TryGetValue(job, out var at) ? at : null;

    /// <summary>A step of a job begins; ends with what is returned.</summary>
    internal IDisposable Begin(string job)
    {
        Current.Value = job;
        return new Step(this, job);
    }

    private sealed class Step(StepProgress all, string job) : IDisposable
    {
        public void Dispose()
        {
            Current.Value = null;
            all._steps.TryRemove(job, out _);
        }
    }
}
