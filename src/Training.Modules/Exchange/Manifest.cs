using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Commands;
using Training.Modules.Exchange.Desk;
using Training.Modules.Exchange.Export;
using Training.Modules.Exchange.Import;
using Training.Modules.Exchange.Measures;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Exchange;

public sealed class Manifest : IModule
{
    public string Id => "Training.Exchange";
    public string Name => "历史数据";
    public string EnglishName => "Facts in and out";

    public IEnumerable<Permission> Permissions => ExchangePermissions.All;

    public IEnumerable<MenuEntry> Menu =>
        [new(Area.Console, "facts", "历史数据", "/console/facts", "history", 90, ExchangePermissions.ExchangeFacts, DistrictOnly: true)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<FactsProof>();
        services.AddScoped<FactsImport>();
        services.AddScoped<CompletionRows>();
        services.AddScoped<FactsExport>();
        services.AddScoped<SliceCounting>();
        services.AddScoped<MeasureReader>();
        services.AddScoped<FactFolder>();
        services.AddScoped<FactsDesk>();
        services.AddJob<FactsImportJob>();
        services.AddJob<TidyFacts>();
        services.AddSingleton<ICommand, ImportCommand>();
        services.AddSingleton<ICommand, ExportCommand>();
        services.AddSingleton<ICommand, MeasuresCommand>();
    }
}
