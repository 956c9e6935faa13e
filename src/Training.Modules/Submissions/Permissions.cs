using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Submissions;

public static class SubmissionPermissions
{
    /// <summary>See the reports: state and submitted totals; a street's officer the own street's rows.</summary>
    public const string ViewReports = nameof(ViewReports);

    /// <summary>Confirm the figures of the own street.</summary>
    public const string ConfirmReports = nameof(ConfirmReports);

    /// <summary>Lock and submit, correct, download, set the deadlines.</summary>
    public const string SubmitReports = nameof(SubmitReports);

    /// <summary>On the city's site: accept or return.</summary>
    public const string DecideReports = nameof(DecideReports);

    /// <summary>On the city's site: take out the signed file of a report, in which every figure stands (docs/decisions/0018).</summary>
    public const string KeepReports = nameof(KeepReports);

    internal static readonly Permission[] All =
    [
        new(ViewReports, "查看报表报送的状态和合计", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.SubDistrictStaff), nameof(StaffRole.LineStaff), nameof(StaffRole.CityStaff)),
        new(ConfirmReports, "确认本街镇的报表", nameof(StaffRole.SubDistrictStaff)),
        new(SubmitReports, "锁定并报送报表，出更正报告", nameof(StaffRole.DistrictStaff), nameof(StaffRole.SiteAdmin)),
        new(DecideReports, "市级接受或退回各区的报表", nameof(StaffRole.CityStaff), nameof(StaffRole.SiteAdmin)),
        new(KeepReports, "市级取出带签名的报送文件归档", nameof(StaffRole.SiteAdmin)),
    ];
}
