using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Platform.Jobs;

/// <summary>Which period of a tenant's recurring job this process has seen queued, so that it need not ask again.</summary>
public sealed class SeenPeriods
{
    private readonly ConcurrentDictionary<(string Tenant, string Job), string> _seen = new();

    internal bool Has(Tenant tenant, string job, string period) => _seen.TryGetValue((tenant.TenantId, job), out var last) && last == period;

    internal void Add(Tenant tenant, string job, string period) => _seen[(tenant.TenantId, job)] = period;
}

/// <summary>Queues the recurring jobs whose period has come, also when its first moment was missed.</summary>
public sealed class JobCalendar(TenantDb db, UnitOfWork unit, JobTable table, JobQueue queue, SeenPeriods seen, CurrentTenant tenant, TimeProvider clock)
{
    public async Task QueueDueAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var here = tenant.Required;
        foreach (var job in table.Recurring)
        {
            if (job.PeriodOf(ChinaTime.Local(now)) is not { } period || seen.Has(here, job.Name, period)) continue;
            var key = JobRules.RecurringKey(job.Name);
            // The last one is still at work: this period waits for its end.
            if (await db.Set<Job>().AnyAsync(j => j.OpenKey == key, cancel)) continue;
            await unit.RunAsync(async () =>
            {
                var mine = await db.Database.ExecuteSqlAsync(
                    $"INSERT INTO job_periods (name, period, queued_utc) VALUES ({job.Name}, {period}, {now}) ON CONFLICT DO NOTHING", cancel);
                if (mine == 1) await queue.QueueAsync(job.Name, "", null, key, cancel);
            }, cancel);
            seen.Add(here, job.Name, period);
        }
    }
}
