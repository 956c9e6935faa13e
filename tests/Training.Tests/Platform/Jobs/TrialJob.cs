using System.Collections.Concurrent;
using System.Globalization;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Tests.Platform.Jobs;

/// <summary>Counts to a number, a step each; every step leaves a row, so that a step done twice shows. A test says what else a step does.</summary>
internal sealed class TrialJob(TenantDb db, UnitOfWork unit, CurrentTenant tenant) : IJob
{
    /// <summary>By tenant: what is done in step n, after its row was written.</summary>
    public static readonly ConcurrentDictionary<string, Func<int, UnitOfWork, TenantDb, Task>> Plans = new();

    public string Name => "trial";
    public string Title => "试验";

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var parts = state.Split('/');
        var (n, total) = (int.Parse(parts[0], CultureInfo.InvariantCulture) + 1, int.Parse(parts[1], CultureInfo.InvariantCulture));
        // The key is the primary key: doing a step twice would fail.
        db.Add(new Setting { Name = $"trial-{n}-{parts[2]}", Json = "{}" });
        await db.SaveChangesAsync(cancel);
        if (Plans.TryGetValue(tenant.Required.Name, out var plan)) await plan(n, unit, db);
        return new($"{n}/{total}/{parts[2]}", n, total, n == total, $"第 {n} 步");
    }
}

/// <summary>Due once each day, from two o'clock at night, where a test has asked for it.</summary>
internal sealed class TrialNight(CurrentTenant tenant, TimeProvider clock) : IRecurringJob
{
    public static readonly ConcurrentDictionary<string, List<DateOnly>> Ran = new();

    public string Name => "trial.night";
    public string Title => "夜里的试验";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < 2 || !Ran.ContainsKey(tenant.Required.Name)
        ? null
        : DateOnly.FromDateTime(chinaNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        Ran[tenant.Required.Name].Add(clock.Today());
        return Task.FromResult(new JobStep("", 1, 1, true));
    }
}
