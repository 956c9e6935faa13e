using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Platform.Setup;

/// <summary>One tenant of section <c>AutoSetup:Profiles:{profile}:Tenants</c> (names as in Orchard Core's AutoSetup).</summary>
public sealed class AutoSetupTenant
{
    public string ShellName { get; set; } = "";
    public string RequestUrlHost { get; set; } = "";
    public string RequestUrlPrefix { get; set; } = "";
    public string RecipeName { get; set; } = "";
    public string Description { get; set; } = "";
    public Dictionary<string, string> Parameters { get; set; } = [];
}

/// <summary>Before the first request: sets up the tenants of the profile that the settings name, and migrates the others.</summary>
public sealed class AutoSetup(TenantSetup setup, TenantStore tenants, IConfiguration configuration) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancel)
    {
        var profile = configuration["AutoSetup:Profile"] ?? "";
        if (profile.Length == 0) return;
        var wanted = configuration.GetSection($"AutoSetup:Profiles:{profile}:Tenants").Get<List<AutoSetupTenant>>() ?? [];
        foreach (var t in wanted)
            await setup.EnsureAsync(new Tenant
            {
                Name = t.ShellName, TenantId = Ids.New(), VersionId = "", RequestUrlHost = t.RequestUrlHost,
                RequestUrlPrefix = t.RequestUrlPrefix, RecipeName = t.RecipeName, Description = t.Description,
            }, t.Parameters, cancel);
        foreach (var other in tenants.Table.Tenants.Where(o => wanted.TrueForAll(w => w.ShellName != o.Name)))
            await setup.EnsureAsync(other, new Dictionary<string, string>(), cancel);
    }

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;
}
