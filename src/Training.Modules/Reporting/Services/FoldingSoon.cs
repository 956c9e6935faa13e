using System.Collections.Concurrent;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Services;

/// <summary>
/// Counts the changes that this process writes, so that in a busy hour they are folded by their number and not only by the clock:
/// each dashboard goes over those that wait.
/// </summary>
public sealed class FoldingSoon
{
    /// <summary>So many that wait cost a dashboard about ten milliseconds.</summary>
    public const int Many = 10_000;

    private readonly ConcurrentDictionary<string, int> _written = new();

    /// <returns>True for each <see cref="Many"/>th change of the tenant.</returns>
    public bool Count(Tenant tenant) => _written.AddOrUpdate(tenant.TenantId, 1, (_, n) => n % Many + 1) == Many;
}
