using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Practice.Endpoints;
using Training.Modules.Practice.Services;
using Training.Platform.Contents;
using Training.Platform.Display;
using Training.Platform.Modules;

namespace Training.Modules.Practice;

public sealed class Manifest : IModule
{
    public string Id => "Training.Practice";
    public string Name => "情景演练";
    public string EnglishName => "Scenarios";

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Learner, "scenarios", "情景演练", "/scenarios", "target", 20, TabTitle: "练习", DistrictOnly: true),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IContentSource, ScenarioSource>();
        services.AddScoped<Scenarios>();
        services.AddScoped<ScenarioRuns>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        StartRun.Map(routes);
        Choose.Map(routes);
    }
}
