using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Platform.Search;

/// <summary>The indexes that this process has open, one a tenant, opened by the first search and closed at shutdown.</summary>
public sealed class OpenIndexes(AppData appData, ILogger<OpenIndexes> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Entry>> _entries = new();

    internal Entry Of(Tenant tenant) => _entries.GetOrAdd(tenant.TenantId,
        _ => new(() => new(TenantIndex.Open(appData.Site(tenant, "Lucene", "Search"), log)))).Value;

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            if (entry.IsValueCreated) entry.Value.Index.Dispose();
        _entries.Clear();
    }

    /// <summary>An index, and the lists of content that it was last brought up to.</summary>
    internal sealed class Entry(TenantIndex index)
    {
        public TenantIndex Index { get; } = index;
        public SemaphoreSlim Gate { get; } = new(1, 1);
        public IReadOnlyList<object> Followed { get; set; } = [];
    }
}
