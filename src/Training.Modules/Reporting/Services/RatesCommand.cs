using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Modules;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Services;

/// <summary>Recomputes the rates of every running tenant; with <c>--compare</c> it changes nothing and only counts differences.</summary>
internal sealed class RatesCommand : ICommand
{
    public string Name => "rates rebuild";

    public string Help => "recompute certification rates from the facts; with --compare only count differences (expected: 0)";

    /// <returns>With --compare 1 where something differs.</returns>
    public async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var compareOnly = args.Contains("--compare");
        var current = services.GetRequiredService<CurrentTenant>();
        var differences = 0;
        foreach (var tenant in services.GetRequiredService<TenantStore>().Table.Tenants.Where(t => t.State == TenantState.Running))
        {
            using var entered = current.Enter(tenant);
            await using var scope = services.CreateAsyncScope();
            var projection = scope.ServiceProvider.GetRequiredService<RateProjection>();
            var result = compareOnly ? await projection.CompareAsync(CancellationToken.None) : await projection.RebuildAsync(CancellationToken.None);
            differences += result.Differences;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{tenant.Name}: {result.People} people, {result.Posts} posts, {result.Months} months, {result.Differences} differences"));
        }
        return compareOnly && differences > 0 ? 1 : 0;
    }
}
