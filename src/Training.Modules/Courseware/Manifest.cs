using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Courseware.Markdown;
using Training.Modules.Courseware.Services;
using Training.Platform.Contents;
using Training.Platform.Modules;

namespace Training.Modules.Courseware;

public sealed class Manifest : IModule
{
    public string Id => "Training.Courseware";
    public string Name => "课程";
    public string EnglishName => "Courseware";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MarkdownRenderer>();
        services.AddSingleton<TextCache>();
        services.AddScoped<Catalog>();
        services.AddScoped<IContentSource, CoursewareSource>();
    }
}
