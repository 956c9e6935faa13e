using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Training.Platform.Tenants;

namespace Training.Platform.Jobs;

/// <summary>
/// The hosted loop: looks at every running tenant each <c>Jobs:EverySeconds</c> (10) and at once where work was queued in this
/// process; <c>Jobs:Workers</c> (2) tenants at a time. <c>Jobs:Enabled=false</c> leaves the work to other nodes.
/// </summary>
internal sealed class JobWorker(
    JobRunner runner, JobSignal signal, TenantStore tenants, IConfiguration configuration, TimeProvider clock, ILogger<JobWorker> log)
    : BackgroundService
{
    /// <summary>Memory of the process above which what a night's work used is given back.</summary>
    private const long GiveBackAbove = 160L << 20;

    private int _steps;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!configuration.GetValue("Jobs:Enabled", true)) return;
        var workers = Math.Clamp(configuration.GetValue("Jobs:Workers", 2), 1, 32);
        try
        {
            await Task.WhenAll([RoundsAsync(stoppingToken), .. Enumerable.Range(0, workers).Select(_ => WorkAsync(stoppingToken))]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops, which is no fault of the worker.
        }
    }

    private async Task RoundsAsync(CancellationToken stopping)
    {
        var every = TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Jobs:EverySeconds", 10), 1, 3600));
        using var timer = new PeriodicTimer(every, clock);
        var busy = false;
        do
        {
            var worked = Interlocked.Exchange(ref _steps, 0) > 0;
            // The runtime keeps what a long job used for more of the same, which does not come before the next night.
            if (busy && !worked && GC.GetGCMemoryInfo().TotalCommittedBytes > GiveBackAbove)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            busy = worked;
            foreach (var tenant in tenants.Table.Tenants.Where(t => t.State == TenantState.Running)) signal.Wake(tenant);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var tenant = await signal.NextAsync(stopping);
            if (tenants.Find(tenant.Name)?.State != TenantState.Running) continue;
            try
            {
                // One turn only, then the others: a district with much to do does not keep the rest waiting.
                if (await runner.RunTurnAsync(tenant, stopping) is var steps and > 0)
                {
                    Interlocked.Add(ref _steps, steps);
                    signal.Wake(tenant);
                }
            }
            catch (DbException e)
            {
                log.LogWarning(e, "Jobs of {Name} wait: its database does not answer", tenant.Name);
            }
#pragma warning disable CA1031 // one tenant's fault must not end the work of all
            catch (Exception e) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogError(e, "Jobs of {Name} wait", tenant.Name);
            }
        }
    }
}
