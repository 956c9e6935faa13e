using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Modules;
using Training.Platform.Tenants;

namespace Training.Modules.Certification.Services;

/// <summary>
/// Runs the rules on every ledger of every running tenant and compares with the certificates and standings stored. Without
/// <c>--compare</c> it also issues what is missing by rule and stores standings anew; it never changes or removes a certificate.
/// </summary>
internal sealed class RebuildCommand : ICommand
{
    public string Name => "certification rebuild";

    public string Help => "recompute certificates and standings from the ledger and compare; mends what is missing unless --compare is given";

    /// <returns>0 without difference, 1 with; a certificate that is due because a day came is none.</returns>
    public async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var compareOnly = args.Contains("--compare");
        var current = services.GetRequiredService<CurrentTenant>();
        var differences = 0;
        foreach (var tenant in services.GetRequiredService<TenantStore>().Table.Tenants.Where(t => t.State == TenantState.Running))
        {
            using var entered = current.Enter(tenant);
            differences += await TenantAsync(services, tenant.Name, compareOnly);
        }
        return differences == 0 ? 0 : 1;
    }

    private static async Task<int> TenantAsync(IServiceProvider services, string tenant, bool compareOnly)
    {
        var (people, differences, due) = (0, 0, 0);
        for (long? after = 0; after is { } last;)
        {
            await using var scope = services.CreateAsyncScope();
            var recompute = scope.ServiceProvider.GetRequiredService<Recompute>();
            if (!compareOnly) await recompute.RenewAsync(last, everybody: false, CancellationToken.None);
            var page = await recompute.CompareAsync(last, CancellationToken.None);
            foreach (var d in page.Differences) Console.WriteLine($"{tenant}: {Recompute.Line(d)}{(d.ByTime ? " (due by a day that came, no difference)" : "")}");
            // As in the check of the night: what a day brought is issued then, and is no fault.
            var faults = page.Differences.Count(d => !d.ByTime);
            (people, differences, due, after) = (people + page.People, differences + faults, due + page.Differences.Count - faults, page.Last);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenant}: {people} people, {differences} differences, {due} due by a day that came"));
        return differences;
    }
}
