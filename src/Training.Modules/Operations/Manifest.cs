using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Operations.Endpoints;
using Training.Modules.Operations.Services;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Operations;

public sealed class Manifest : IModule
{
    public string Id => "Training.Operations";
    public string Name => "站点运行";
    public string EnglishName => "Running the site";
    public IEnumerable<Permission> Permissions => OperationsPermissions.All;

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Console, "deliveries", "消息送达", "/console/notices", "mail-check", 80, OperationsPermissions.ManageDeliveries),
        new(Area.Console, "mail", "邮件设置", "/console/mail", "mail-cog", 85, OperationsPermissions.ManageMail),
        new(Area.Console, "jobs", "后台任务", "/console/jobs", "clock", 90, OperationsPermissions.ManageJobs),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddScoped<IPersonalData, MessageData>();

    public void MapEndpoints(IEndpointRouteBuilder routes) => UnreadCount.Map(routes);
}
