namespace Training.Platform.Jobs;

/// <summary>The jobs that this program knows. A queued one that it does not know (a newer node's) is left for the others.</summary>
public sealed class JobTable(IEnumerable<IJob> jobs)
{
    private readonly Dictionary<string, IJob> _byName = jobs.ToDictionary(j => j.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _byName.Keys;

    public IEnumerable<IRecurringJob> Recurring => _byName.Values.OfType<IRecurringJob>();

    public IJob? Find(string name) => _byName.GetValueOrDefault(name);
}
