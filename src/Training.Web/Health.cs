using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Web;

internal static class Health
{
    /// <summary>Before tenants: the balancer asks by address, not by tenant.</summary>
    public static void MapHealth(this WebApplication app) => app.UseHealthChecks("/healthz");
}

/// <summary>Healthy when the database of every running tenant answers.</summary>
internal sealed class DatabaseHealth(IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel = default)
    {
        foreach (var tenant in tenants.Table.Tenants.Where(t => t.State == TenantState.Running))
        {
            using var entered = current.Enter(tenant);
            await using var scope = scopes.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<TenantDb>().Database.CanConnectAsync(cancel))
                return HealthCheckResult.Unhealthy($"Tenant {tenant.Name}: the database does not answer.");
        }
        return HealthCheckResult.Healthy();
    }
}
