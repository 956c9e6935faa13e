using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Format;
using Training.Platform.Localization;
using Training.Platform.Modules;
using Training.Platform.Tenants;

namespace Training.Modules.Exchange.Commands;

/// <summary>A command for one tenant, which it names by <c>--tenant</c>.</summary>
internal abstract class TenantCommand : ICommand
{
    public abstract string Name { get; }
    public abstract string Help { get; }
    protected abstract string Usage { get; }
    protected abstract string[] Valued { get; }
    protected virtual string[] Plain => [];

    public async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var arguments = new Arguments(args, ["--tenant", .. Valued], Plain);
        var work = Prepare(arguments);
        var name = arguments.Required("--tenant");
        if (arguments.Fault is { } fault) return await RefuseAsync($"{fault}\n{Usage}");
        var tenant = services.GetRequiredService<TenantStore>().Find(name);
        if (tenant is not { State: TenantState.Running }) return await RefuseAsync($"There is no running tenant '{name}'.");
        // Whoever types commands reads English.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var entered = services.GetRequiredService<CurrentTenant>().Enter(tenant);
        await using var scope = services.CreateAsyncScope();
        try
        {
            return await work(scope.ServiceProvider);
        }
        catch (FactsException e)
        {
            return await RefuseAsync(services.GetRequiredService<Text>()[e.Message, [.. e.Arguments]]);
        }
    }

    /// <summary>Reads the options; what is wrong with them is asked of them afterwards.</summary>
    protected abstract Func<IServiceProvider, Task<int>> Prepare(Arguments arguments);

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 2;
    }
}
