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

    public IEnumerable<MenuEntry> Menu => [new(Area.Console, "jobs", "后台任务", "/console/jobs", "clock", 90, OperationsPermissions.ManageJobs)];
}
