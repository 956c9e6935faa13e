using Microsoft.Extensions.Caching.Memory;

namespace Training.Modules.Reporting.Queries;

/// <summary>
/// Tables and trends that were read lately, of all tenants. Any day may be asked for, so there is room for a fixed number of
/// cells (about 20 MB), not for a time.
/// </summary>
public sealed class RateCache : IDisposable
{
    private const int CellsMax = 100_000;
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = CellsMax, CompactionPercentage = 0.2 });

    public bool TryGet<T>(object key, out T? value) => _cache.TryGetValue(key, out value);

    /// <param name="cells">Something too large is not kept.</param>
    public T Set<T>(object key, T value, int cells) =>
        _cache.Set(key, value, new MemoryCacheEntryOptions { Size = Math.Max(1, cells), AbsoluteExpirationRelativeToNow = Keep });

    public void Dispose() => _cache.Dispose();
}
