using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Platform.Jobs;

/// <summary>
/// Does the work that is due, a tenant at a time. A job is taken by a conditional update, so two nodes never have the same
/// one; each step is one transaction with its progress; a worker that died is followed by another once its lease is over.
/// </summary>
public sealed class JobRunner(IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current, StepProgress progress, TimeProvider clock, ILogger<JobRunner> log)
{
    private static readonly CultureInfo Chinese = new("zh-CN");
    private static readonly string Owner = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Everything that is due in every running tenant.</summary>
    /// <returns>Steps done.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancel)
    {
        var steps = 0;
        foreach (var tenant in tenants.Table.Tenants.Where(t => t.State == TenantState.Running))
            while (await RunTurnAsync(tenant, cancel) is var done and > 0) steps += done;
        return steps;
    }

    /// <summary>Everything that is due in one tenant, also what it queues meanwhile. Work that waits after a failure is not due.</summary>
    /// <returns>Steps done.</returns>
    public async Task<int> RunDueAsync(Tenant tenant, CancellationToken cancel)
    {
        var steps = 0;
        while (await RunTurnAsync(tenant, cancel) is var done and > 0) steps += done;
        return steps;
    }

    /// <summary>Queues what recurs and gives one due job a turn.</summary>
    /// <returns>Steps tried; 0 = nothing is due.</returns>
    internal async Task<int> RunTurnAsync(Tenant tenant, CancellationToken cancel)
    {
        using var entered = current.Enter(tenant);
        // What a job writes for people is Chinese, whatever the server's own language is.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Chinese;
        return await TakeAsync(cancel) is { } taken ? await RunAsync(taken, cancel) : 0;
    }

    private async Task<Taken?> TakeAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JobCalendar>().QueueDueAsync(cancel);
        return await scope.ServiceProvider.GetRequiredService<JobLeases>().TakeAsync(Owner, cancel);
    }

    private async Task<int> RunAsync(Taken job, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        for (var steps = 1; ; steps++)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                var result = await StepAsync(scope.ServiceProvider, job, cancel);
                if (result == StepResult.Finished) log.LogDebug("Job {Name} {Ref} done", job.Name, job.Ref);
                if (result != StepResult.GoOn) return steps;
                if (clock.GetElapsedTime(began) < JobRules.Turn) continue;
                await WithLeasesAsync(l => l.ReleaseAsync(job, cancel));
                return steps;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                await WithLeasesAsync(l => l.ReleaseAsync(job, CancellationToken.None));
                throw;
            }
#pragma warning disable CA1031 // whatever a job throws is its own failure, never the worker's
            catch (Exception e)
#pragma warning restore CA1031
            {
                log.LogError(e, "Job {Name} {Ref}: a step failed", job.Name, job.Ref);
                await WithLeasesAsync(l => l.FailAsync(job, e, cancel));
                return steps;
            }
        }
    }

    private enum StepResult { GoOn, Finished, Waits, Lost }

    /// <summary>One step and its progress in one transaction. The lease is renewed first: a worker that lost it does nothing.</summary>
    private async Task<StepResult> StepAsync(IServiceProvider services, Taken job, CancellationToken cancel)
    {
        using var step = progress.Begin(job.Ref);
        return await StepInTransactionAsync(services, job, cancel);
    }

    private static Task<StepResult> StepInTransactionAsync(IServiceProvider services, Taken job, CancellationToken cancel) =>
        services.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            var leases = services.GetRequiredService<JobLeases>();
            if (await leases.RenewAsync(job, cancel) is not { } state) return StepResult.Lost;
            var step = await services.GetRequiredService<JobTable>().Find(job.Name)!.StepAsync(state, cancel);
            await services.GetRequiredService<TenantDb>().SaveChangesAsync(cancel);
            await leases.ProgressAsync(job, step, cancel);
            return step.IsFinished ? StepResult.Finished : step.NotBeforeUtc is null ? StepResult.GoOn : StepResult.Waits;
        }, cancel);

    private async Task WithLeasesAsync(Func<JobLeases, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<JobLeases>());
    }
}

/// <summary>A job that this worker holds.</summary>
/// <param name="Claim">Number of the taking; whoever takes it later has a higher one.</param>
internal sealed record Taken(long Id, string Ref, string Name, int Claim);
