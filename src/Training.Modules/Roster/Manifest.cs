using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Services;
using Training.Modules.Roster.Merging;
using Training.Modules.Roster.Queries;
using Training.Modules.Roster.Services;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Roster;

public sealed class Manifest : IModule
{
    public string Id => "Training.Roster";
    public string Name => "人员名册";
    public string EnglishName => "Roster";
    public IEnumerable<Permission> Permissions => RosterPermissions.All;

    public IEnumerable<MenuEntry> Menu =>
        [new(Area.Console, "roster", "人员名册", "/console/roster", "users", 20, RosterPermissions.KeepRoster, DistrictOnly: true)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<RosterScope>();
        services.AddScoped<RosterChanges>();
        services.AddScoped<PersonDesk>();
        services.AddScoped<PostDesk>();
        services.AddScoped<LeaveDesk>();
        services.AddScoped<ExemptionDesk>();
        services.AddScoped<AccountDesk>();
        services.AddScoped<PostNotices>();
        services.AddScoped<PostSupervisors>();
        services.AddScoped<MergeNotices>();
        services.AddScoped<RosterList>();
        services.AddScoped<PersonFiles>();
        services.AddScoped<Places>();
        services.AddScoped<UnitMerging>();
        services.AddScoped<PostMoving>();
        services.AddJob<MergeUnitsJob>();
        services.AddSingleton<ICommand, MergeUnitsCommand>();
        services.AddScoped<IPersonalData, ExemptionData>();
    }
}
