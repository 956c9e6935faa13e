using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.SavedReports;

public static class SavedReportPermissions
{
    /// <summary>Build reports of figures, save and share them, take them away as files.</summary>
    public const string BuildReports = nameof(BuildReports);

    /// <summary>Make and revoke tokens for programs that read figures.</summary>
    public const string ManageApiTokens = nameof(ManageApiTokens);

    internal static readonly Permission[] All =
    [
        new(BuildReports, "做报表：自选指标，保存、共享、导出，只有人数没有姓名", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.SubDistrictStaff), nameof(StaffRole.LineStaff)),
        new(ManageApiTokens, "管理数据接口的令牌", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
    ];
}
