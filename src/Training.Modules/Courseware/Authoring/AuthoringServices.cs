using Microsoft.Extensions.DependencyInjection;

namespace Training.Modules.Courseware.Authoring;

internal static class AuthoringServices
{
    public static void AddAuthoring(this IServiceCollection services)
    {
        services.AddSingleton<AuthoringWords>();
        services.AddSingleton<LessonPreview>();
        services.AddScoped<LessonCheck>();
        services.AddScoped<LessonDesk>();
        services.AddScoped<LessonWriter>();
    }
}
