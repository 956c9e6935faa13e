using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Insights;

public static class InsightsPermissions
{
    /// <summary>Look at what the nightly rules noticed, with names, and lay it aside.</summary>
    public const string ReviewAnomalies = nameof(ReviewAnomalies);

    internal static readonly Permission[] All =
        [new(ReviewAnomalies, "查看和处理异常提示，含姓名", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff))];
}
