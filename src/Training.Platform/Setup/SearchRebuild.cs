using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Modules;
using Training.Platform.Search;
using Training.Platform.Tenants;

namespace Training.Platform.Setup;

/// <summary><c>search rebuild</c>: makes the search index of every running tenant anew. A running site keeps its own up to date.</summary>
internal sealed class SearchRebuild : ICommand
{
    public string Name => "search rebuild";
    public string Help => "Make the search index of every tenant anew from the published content.";

    public async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var current = services.GetRequiredService<CurrentTenant>();
        var running = services.GetRequiredService<TenantStore>().Table.Tenants.Where(t => t.State == TenantState.Running);
        foreach (var tenant in running)
        {
            using var entered = current.Enter(tenant);
            await using var scope = services.CreateAsyncScope();
            var count = await scope.ServiceProvider.GetRequiredService<SearchIndex>().RebuildAsync(CancellationToken.None);
            Console.WriteLine(count is { } n ? $"{tenant.Name}: {n} documents" : $"{tenant.Name}: the running site keeps this index and follows the content by itself");
        }
        return 0;
    }
}
