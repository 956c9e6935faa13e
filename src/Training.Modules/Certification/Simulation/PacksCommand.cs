using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Data;
using Training.Platform.Modules;
using Training.Platform.Tenants;

namespace Training.Modules.Certification.Simulation;

/// <summary>Compares the packs of every running tenant with the facts and puts them right, or with <c>--compare</c> only counts.</summary>
internal sealed class PacksCommand : ICommand
{
    public string Name => "packs rebuild";

    public string Help => "compare the packs that simulations read with the facts and put them right; with --compare only count differences (expected: 0)";

    /// <returns>With --compare 1 where something differs.</returns>
    public async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var compareOnly = args.Contains("--compare");
        var current = services.GetRequiredService<CurrentTenant>();
        var differences = 0;
        foreach (var tenant in services.GetRequiredService<TenantStore>().Table.Tenants.Where(t => t.State == TenantState.Running))
        {
            using var entered = current.Enter(tenant);
            var (people, wrong, after) = (0, 0, 0L);
            while (true)
            {
                await using var scope = services.CreateAsyncScope();
                var unit = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
                var packs = scope.ServiceProvider.GetRequiredService<ProofPacks>();
                var page = await unit.RunAsync(() => packs.CheckAsync(after, !compareOnly, CancellationToken.None), CancellationToken.None);
                if (page.Last is not { } last) break;
                (people, wrong, after) = (people + page.People, wrong + page.Wrong.Count, last);
            }
            differences += wrong;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenant.Name}: {people} people, {wrong} differences"));
        }
        return compareOnly && differences > 0 ? 1 : 0;
    }
}
