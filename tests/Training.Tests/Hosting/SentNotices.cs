using System.Collections.Concurrent;
using Training.Platform.Notifications;
using Training.Platform.Tenants;

namespace Training.Tests.Hosting;

/// <summary>Keeps what would have been sent, in place of a messenger.</summary>
internal sealed class SentNotices(CurrentTenant tenant) : INotifier
{
    private readonly ConcurrentQueue<(string Tenant, Notice Notice)> _sent = new();

    /// <summary>In the order in which they were sent.</summary>
    public IReadOnlyList<Notice> To(string tenantId, long userId) =>
        [.. _sent.Where(s => s.Tenant == tenantId && s.Notice.UserId == userId).Select(s => s.Notice).DistinctBy(n => n.Key)];

    public Task NotifyAsync(IReadOnlyCollection<Notice> notices, CancellationToken cancel)
    {
        foreach (var notice in notices) _sent.Enqueue((tenant.Required.TenantId, notice));
        return Task.CompletedTask;
    }
}
