using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Operations;

public static class OperationsPermissions
{
    /// <summary>See what runs in the background, and start failed work again.</summary>
    public const string ManageJobs = nameof(ManageJobs);

    internal static readonly Permission[] All = [new(ManageJobs, "查看后台任务，失败后再试", nameof(StaffRole.SiteAdmin))];
}
