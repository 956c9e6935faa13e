using System.Collections.Concurrent;
using System.Threading.Channels;
using Training.Platform.Tenants;

namespace Training.Platform.Jobs;

/// <summary>The tenants at which a worker should look, each at most once. In this process only: other nodes find the work at their next round.</summary>
public sealed class JobSignal
{
    private readonly Channel<Tenant> _waiting = Channel.CreateUnbounded<Tenant>();
    private readonly ConcurrentDictionary<string, bool> _known = new();

    public void Wake(Tenant tenant)
    {
        if (_known.TryAdd(tenant.TenantId, true)) _waiting.Writer.TryWrite(tenant);
    }

    internal async ValueTask<Tenant> NextAsync(CancellationToken cancel)
    {
        var tenant = await _waiting.Reader.ReadAsync(cancel);
        // Before looking, so that work which arrives while we look is not overlooked.
        _known.TryRemove(tenant.TenantId, out _);
        return tenant;
    }
}
