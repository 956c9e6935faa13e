using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Recipes;
using Training.Modules.People.Services;
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

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IClaimsSource, PersonClaims>();
        services.AddScoped<PeopleDirectory>();
        services.AddScoped<IRecipeStep, OrgUnitsStep>();
        services.AddScoped<IRecipeStep, StaffStep>();
    }
}
