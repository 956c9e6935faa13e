using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Certificates.OpenBadges;

/// <summary>Something that was signed with a site's key and is out in the world.</summary>
public interface ISignedWithKey
{
    /// <summary>English, for the log.</summary>
    string What { get; }

    Task<bool> AnyAsync(CancellationToken cancel);
}

/// <summary>
/// Badges that were taken out stand on the audit trail, under a category of their own: the trail is found by category, so the start of a
/// site without a key looks at none of the other entries.
/// </summary>
internal sealed class SignedBadges(TenantDb db) : ISignedWithKey
{
    public const string Category = "Badge", Event = "TakenOut";

    public string What => "Open Badges";

    public Task<bool> AnyAsync(CancellationToken cancel) => db.Set<AuditEvent>().AnyAsync(e => e.Category == Category, cancel);
}

/// <summary>
/// At the start: a site that has signed but whose key file is gone was restored without it. A new key would be made at the next signature,
/// and what bears the old one could no longer be verified by others, so this is said before anybody signs.
/// </summary>
public sealed class SigningKeyCheck(IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current, ILogger<SigningKeyCheck> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>Names of the tenants whose key is missing.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        var missing = new List<string>();
        foreach (var tenant in tenants.Table.Tenants.Where(t => t.State == TenantState.Running))
        {
            using var entered = current.Enter(tenant);
            await using var scope = scopes.CreateAsyncScope();
            var keys = scope.ServiceProvider.GetRequiredService<BadgeKeys>();
            if (keys.Exists) continue;
            var signed = new List<string>();
            foreach (var kind in scope.ServiceProvider.GetServices<ISignedWithKey>())
                if (await kind.AnyAsync(cancel)) signed.Add(kind.What);
            if (signed.Count == 0) continue;
            missing.Add(tenant.Name);
            log.LogWarning("Site {Tenant}: the signing key {File} is missing, but {Signed} were signed with it. Restore the file from the backup before anything is signed; else a new key is made and others can no longer verify what bears the old one.",
                tenant.Name, keys.File, string.Join(" and ", signed));
        }
        return missing;
    }
}
