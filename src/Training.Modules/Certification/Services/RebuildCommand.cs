using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
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

    /// <returns>0 without difference that is left, 1 with; a certificate that is due because a day came is none.</returns>
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
        var (people, found, left, due) = (0, 0, 0, 0);
        for (long? after = 0; after is { } last;)
        {
            await using var scope = services.CreateAsyncScope();
            var recompute = scope.ServiceProvider.GetRequiredService<Recompute>();
            // What was wrong is said even where it is right afterwards: it should not have been.
            if (!compareOnly) found += Print((await recompute.RenewAsync(last, everybody: false, CancellationToken.None)).Differences, " (before mending)");
            var page = await recompute.CompareAsync(last, CancellationToken.None);
            left += Print(page.Differences, "");
            // As in the check of the night: what a day brought is issued then, and is no fault.
            (people, due, after) = (people + page.People, due + page.Differences.Count(d => d.ByTime), page.Last);
        }
        var before = compareOnly ? "" : $"{found} before mending, ";
        Console.WriteLine($"{tenant}: {people} people, {before}{left} differences, {due} due by a day that came");
        return left;

        int Print(IReadOnlyList<CertificateDifference> differences, string note)
        {
            foreach (var d in differences) Console.WriteLine($"{tenant}: {Recompute.Line(d)}{note}{(d.ByTime ? " (due by a day that came, no difference)" : "")}");
            return differences.Count(d => !d.ByTime);
        }
    }
}
