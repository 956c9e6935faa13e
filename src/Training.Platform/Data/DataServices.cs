using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Training.Platform.Data;

public static class DataServices
{
    private const string ServerTiming = "Diagnostics:ServerTiming";

    public static IServiceCollection AddData(this IServiceCollection services) => services
        .AddSingleton<TenantConnection>()
        .AddSingleton<QueryCounter>()
        .AddScoped<Events>()
        .AddScoped<UnitOfWork>();

    /// <summary>What every context needs whatever its provider.</summary>
    public static void UseTenants(this DbContextOptionsBuilder options, IServiceProvider services)
    {
        options.UseSnakeCaseNamingConvention().AddInterceptors(services.GetRequiredService<TenantConnection>());
        options.AddInterceptors(services.GetServices<ISaveChangesInterceptor>());
        if (services.GetRequiredService<IConfiguration>().GetValue(ServerTiming, false))
            options.AddInterceptors(services.GetRequiredService<QueryCounter>());
    }

    public static void UseServerTiming(this WebApplication app)
    {
        if (app.Configuration.GetValue(ServerTiming, false)) QueryCounter.Use(app);
    }
}
