using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Services;

/// <summary>
/// Every hour, for every running tenant: merges the aggregate. In the hour after midnight in China it rebuilds it as well,
/// so that what changed with the day alone (a scheme that came into force) is counted.
/// </summary>
internal sealed class RateUpkeep(IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current, TimeProvider clock, ILogger<RateUpkeep> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await RunAsync(stoppingToken);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        var night = ChinaTime.Local(clock.UtcNow()).Hour == 0;
        foreach (var tenant in tenants.Table.Tenants.Where(t => t.State == TenantState.Running))
        {
            using var entered = current.Enter(tenant);
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                if (night)
                {
                    var result = await scope.ServiceProvider.GetRequiredService<RateProjection>().RebuildAsync(cancel);
                    if (result.Differences > 0) log.LogInformation("Rates of {People} people rebuilt, {Differences} differences", result.People, result.Differences);
                }
                var saved = await scope.ServiceProvider.GetRequiredService<RateCompaction>().RunAsync(cancel);
                if (saved > 0) log.LogInformation("Rates merged: {Rows} rows fewer", saved);
            }
            catch (DbException e)
            {
                // Another node is at it, or the database is away: the next hour does it. Reads are right without it.
                log.LogInformation(e, "Rates were not merged this hour");
            }
        }
    }
}
