using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Training.Platform.Modules;

/// <summary>The modules of the product, from low to high.</summary>
public static class ModuleList
{
    public static IServiceCollection AddModules(this IServiceCollection services, IConfiguration configuration, params IModule[] modules)
    {
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            foreach (var permission in module.Permissions) services.AddSingleton(permission);
            foreach (var entry in module.Menu) services.AddSingleton(entry);
            module.AddServices(services, configuration);
        }
        return services;
    }

    public static void MapModules(this WebApplication app)
    {
        foreach (var module in app.Services.GetServices<IModule>()) module.MapEndpoints(app);
    }
}
