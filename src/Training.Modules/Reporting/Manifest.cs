using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Reporting.Handlers;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;
using Training.Platform.Modules;

namespace Training.Modules.Reporting;

public sealed class Manifest : IModule
{
    public string Id => "Training.Reporting";
    public string Name => "持证统计";
    public string EnglishName => "Certification rates";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<UnitTree>();
        services.AddScoped<RateFactsQuery>();
        services.AddScoped<BulkInsert>();
        services.AddScoped<RateStore>();
        services.AddScoped<RateProjection>();
        services.AddScoped<RateCompaction>();
        services.AddScoped<RateQuery>();
        services.AddScoped<IHandle<StandingChanged>, CountOnChange>();
        services.AddSingleton<ICommand, RatesCommand>();
        services.AddHostedService<RateUpkeep>();
    }
}
