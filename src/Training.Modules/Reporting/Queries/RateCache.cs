using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Queries;

/// <summary>
/// The state of each tenant's aggregate, and the months, tables and trends that were read lately. Any day may be asked for, so there is
/// room for a fixed number of bytes, not for a time.
/// </summary>
public sealed class RateCache : IDisposable
{
    private const long BytesMax = 64_000_000;
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, RateLog> _logs = [];
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = BytesMax, CompactionPercentage = 0.2 });

    public RateLog? LogOf(string tenantId) => _logs.GetValueOrDefault(tenantId);

    /// <summary>Only of what is committed. A slower reader may put an older one back: the next reads what it lacks.</summary>
    public void Set(string tenantId, RateLog log) => _logs[tenantId] = log;

    public bool TryGet<T>(object key, out T? value) => _cache.TryGetValue(key, out value);

    /// <param name="bytes">About; something too large is not kept.</param>
    /// <param name="first">Kept longer than the rest.</param>
    public T Set<T>(object key, T value, long bytes, bool first = false) => _cache.Set(key, value, new MemoryCacheEntryOptions
    {
        Size = Math.Max(200, bytes), AbsoluteExpirationRelativeToNow = Keep, Priority = first ? CacheItemPriority.High : CacheItemPriority.Low,
    });

    /// <summary>Waits until nobody else reads what the key names; end it by disposing. Some keys share a turn.</summary>
    public async ValueTask<IDisposable> TurnAsync(object key, CancellationToken cancel)
    {
        var gate = _gates[(uint)key.GetHashCode() % (uint)_gates.Length];
        await gate.WaitAsync(cancel);
        return new Turn(gate);
    }

    public void Dispose()
    {
        _cache.Dispose();
        foreach (var gate in _gates) gate.Dispose();
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
