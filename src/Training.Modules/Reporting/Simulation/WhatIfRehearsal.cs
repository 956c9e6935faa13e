using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Simulation;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Simulation;

/// <summary>
/// Simulates over a part of the roster, once in a process and for nobody, while an officer fills in the form: code that has run often is
/// compiled at its best by the time the order comes. The first simulation of a process takes half as long again without it.
/// </summary>
public sealed class WhatIfRehearsal(IServiceScopeFactory scopes, CurrentTenant current, IHostApplicationLifetime site, TimeProvider clock, ILogger<WhatIfRehearsal> log)
{
    /// <summary>The first so many people are gone through in each round.</summary>
    private const int People = 1_000, Rounds = 12;

    /// <summary>Between two rounds: the runtime counts calls and compiles anew once nothing new has run for a tenth of a second, and visitors have the processor.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private int _begun;

    /// <summary>Begins it in the background; does nothing where this process has done it.</summary>
    public void Begin(SchemeDraft draft)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 1) return;
        var tenant = current.Required;
        // Beside the request, whose queries are counted and whose end it does not wait for.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => TryAsync(tenant, draft, site.ApplicationStopping));
    }

    /// <returns>False where there was nobody to go through.</returns>
    public async Task<bool> RunAsync(WhatIfOrder order, CancellationToken cancel)
    {
        long? found;
        await using (var scope = scopes.CreateAsyncScope())
            found = await scope.ServiceProvider.GetRequiredService<TenantDb>().Set<ProofPack>().OrderBy(p => p.PersonId).Take(People).MaxAsync(p => (long?)p.PersonId, cancel);
        if (found is not { } last) return false;
        for (var round = 0; round < Rounds; round++)
        {
            await using (var scope = scopes.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<WhatIfRun>().RunAsync(order, cancel, last);
            await Task.Delay(Pause, clock, cancel);
        }
        return true;
    }

    private async Task TryAsync(Tenant tenant, SchemeDraft draft, CancellationToken stopping)
    {
        using var entered = current.Enter(tenant);
        try
        {
            var today = clock.Today();
            var rules = new DraftRules(SchemeRulesJson.Read(draft.RulesJson), today.AddDays(DraftDesk.AheadDays), draft.Title);
            var order = new WhatIfOrder(draft.Role, rules, Assumption.RenewAsNow, today, new RateSettings().TargetPercent);
            if (!await RunAsync(order, stopping)) Volatile.Write(ref _begun, 0);
        }
#pragma warning disable CA1031 // nobody waits for it: the simulation itself says what is wrong
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogDebug(e, "The rehearsal ended early");
        }
    }
}
