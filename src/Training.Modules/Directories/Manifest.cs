using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Directories.Endpoints;
using Training.Modules.Directories.Queries;
using Training.Modules.Directories.Services;
using Training.Platform.Contents;
using Training.Platform.Display;
using Training.Platform.Modules;
using Training.Platform.Search;

namespace Training.Modules.Directories;

public sealed class Manifest : IModule
{
    public string Id => "Training.Directories";
    public string Name => "项目与资源";
    public string EnglishName => "Projects and resources";

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Public, "home", "首页", "/", "home-heart", 10, TabTitle: "首页"),
        new(Area.Public, "projects", "品牌项目", "/projects", "building-community", 20, TabTitle: "品牌项目"),
        new(Area.Public, "resources", "资源目录", "/resources", "lifebuoy", 30, TabTitle: "资源目录"),
        new(Area.Learner, "resources", "资源目录", "/resources", "lifebuoy", 40, TabTitle: "资源"),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IContentSource, ProjectSource>();
        services.AddScoped<IContentSource, ResourceSource>();
        services.AddScoped<ICrisisSource, CrisisNumbers>();
        services.AddScoped<ISearchSource, ProjectSearch>();
        services.AddScoped<ISearchSource, ResourceSearch>();
        services.AddScoped<ISearchSource, ModuleSearch>();
        services.AddScoped<ISearchSource, LessonSearch>();
        services.AddScoped<ProjectList>();
        services.AddScoped<ResourceList>();
        services.AddScoped<Streets>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        PublicHome.Map(routes);
        ProjectPages.Map(routes);
        ResourcePages.Map(routes);
        Handbook.Map(routes);
        Search.Map(routes);
        Notices.Map(routes);
    }
}
