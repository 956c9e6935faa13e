using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Endpoints;
using Training.Modules.People.Recipes;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Modules;
using Training.Platform.Recipes;
using Training.Platform.Security;

namespace Training.Modules.People;

public sealed class Manifest : IModule
{
    public string Id => "Training.People";
    public string Name => "人员与任职";
    public string EnglishName => "People and assignments";
    public IEnumerable<Permission> Permissions => PeoplePermissions.All;

    public IEnumerable<MenuEntry> Menu => [new(Area.Learner, "me", "我的", "/me", "user", 60, TabTitle: "我的")];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IClaimsSource, PersonClaims>();
        services.AddScoped<PeopleDirectory>();
        services.AddSingleton<ISaveChangesInterceptor, FactChanges>();
        services.AddScoped<SignInService>();
        services.AddScoped<IPersonalData, AssignmentData>();
        services.AddScoped<IRecipeStep, OrgUnitsStep>();
        services.AddScoped<IRecipeStep, StaffStep>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        SignOut.Map(routes);
        Language.Map(routes);
        Forbidden.Map(routes);
        MyData.Map(routes);
    }
}
