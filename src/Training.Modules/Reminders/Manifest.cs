using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Reminders.Handlers;
using Training.Modules.Reminders.Queries;
using Training.Modules.Reminders.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Reminders;

public sealed class Manifest : IModule
{
    public string Id => "Training.Reminders";
    public string Name => "到期提醒";
    public string EnglishName => "Reminders";
    public IEnumerable<Permission> Permissions => RemindersPermissions.All;

    public IEnumerable<MenuEntry> Menu =>
        [new(Area.Console, "reminders", "到期提醒", "/console/reminders", "bell", 75, RemindersPermissions.ManageReminders, DistrictOnly: true)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ReminderWindow>();
        services.AddScoped<Obligations>();
        services.AddScoped<UpdateWindow>();
        services.AddScoped<UpdateDigests>();
        services.AddScoped<IHandle<StandingsRenewed>, RemindAfterRecompute>();
        services.AddScoped<Digests>();
        services.AddScoped<ReminderRules>();
        services.AddScoped<ListReminder>();
        services.AddJob<SendReminders>();
    }
}
