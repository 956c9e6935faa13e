using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Demo.Services;
using Training.Platform.Modules;
using Training.Platform.Recipes;

namespace Training.Modules.Demo;

public sealed class Manifest : IModule
{
    public string Id => "Training.Demo";
    public string Name => "演示城市";
    public string EnglishName => "Demo city";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<DemoUnits>();
        services.AddScoped<DemoWriter>();
        services.AddScoped<IRecipeStep, DemoCityStep>();
        services.AddScoped<DemoHistory>();
        services.AddScoped<DemoExams>();
        services.AddScoped<DemoRush>();
        services.AddScoped<IRecipeStep, DemoLearningStep>();
        services.AddScoped<IRecipeStep, DemoReportsStep>();
        services.AddScoped<IRecipeStep, DemoSavedReportsStep>();
    }
}
