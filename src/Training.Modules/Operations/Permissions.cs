using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Operations;

public static class OperationsPermissions
{
    /// <summary>See what runs in the background, and start failed work again.</summary>
    public const string ManageJobs = nameof(ManageJobs);

    /// <summary>Set up how the site sends mail.</summary>
    public const string ManageMail = nameof(ManageMail);

    /// <summary>See which messages did not arrive, and send them again.</summary>
    public const string ManageDeliveries = nameof(ManageDeliveries);

    internal static readonly Permission[] All =
    [
        new(ManageJobs, "查看后台任务，失败后再试", nameof(StaffRole.SiteAdmin)),
        new(ManageMail, "设置邮件怎么发", nameof(StaffRole.SiteAdmin)),
        new(ManageDeliveries, "查看消息送到没有，没送到的再发", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
    ];
}
