using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.AuditTrail;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Media;
using Training.Platform.Modules;
using Training.Platform.Notifications;
using Training.Platform.Recipes;
using Training.Platform.Search;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Platform.Setup;

public static class PlatformServices
{
    /// <summary>Everything of the platform but the database provider, which the host chooses.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, AppData appData, IConfiguration configuration)
    {
        services.AddSingleton(appData);
        services.AddSingleton(configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions());
        services.AddSingleton<CurrentTenant>();
        services.AddSingleton<TenantStore>();
        services.AddSingleton<TenantSetup>();
        services.AddHostedService<AutoSetup>();
        services.AddMemoryCache();
        services.AddHttpContextAccessor();
        services.AddData();
        services.AddDisplay();
        services.AddSearch();
        services.AddJobs();
        services.AddNotifications();
        services.AddSingleton<ICommand, SearchRebuild>();
        services.AddSecurity(appData, configuration);
        services.AddScoped<AuditLog>();
        services.AddScoped<MediaStore>();
        services.AddScoped<ContentStore>();
        services.AddScoped<ContentImporter>();
        services.AddScoped<RecipeExecutor>();
        services.AddScoped<IRecipeStep, SettingsStep>();
        services.AddScoped<IRecipeStep, ContentPacksStep>();
        return services;
    }
}
