using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Settings;

namespace Training.Platform.Display;

public static class DisplayServices
{
    public static IServiceCollection AddDisplay(this IServiceCollection services) => services
        .AddSingleton<Theme>()
        .AddSingleton<LiquidViews>()
        .AddScoped<PageFrame>()
        .AddScoped<Icons>()
        .AddScoped<SettingsStore>()
        .AddScoped<PageRenderer>();
}
