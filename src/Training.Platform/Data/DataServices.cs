using Microsoft.Extensions.DependencyInjection;

namespace Training.Platform.Data;

public static class DataServices
{
    public static IServiceCollection AddData(this IServiceCollection services) => services
        .AddSingleton<TenantConnection>()
        .AddScoped<Events>()
        .AddScoped<UnitOfWork>();
}
