using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Courseware.Authoring;
using Training.Modules.Courseware.Markdown;
using Training.Modules.Courseware.Services;
using Training.Platform.Contents;
using Training.Platform.Display;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Courseware;

public sealed class Manifest : IModule
{
    public string Id => "Training.Courseware";
    public string Name => "课程";
    public string EnglishName => "Courseware";
    public IEnumerable<Permission> Permissions => CoursewarePermissions.All;

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Console, "courseware", "课程与题库", "/console/courseware", "notebook", 20, CoursewarePermissions.EditCourseware),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MarkdownRenderer>();
        services.AddSingleton<TextCache>();
        services.AddScoped<Catalog>();
        services.AddScoped<IContentSource, CoursewareSource>();
        services.AddAuthoring();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => PreviewLesson.Map(routes);
}
