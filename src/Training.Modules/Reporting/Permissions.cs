using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Reporting;

public static class ReportingPermissions
{
    /// <summary>See the figures of the whole district; names only within one's scope.</summary>
    public const string ViewRates = nameof(ViewRates);

    /// <summary>See the figures of one's own unit: of the district, or for a school's administrator of the school and of nothing else.</summary>
    public const string ViewOwnRates = nameof(ViewOwnRates);

    /// <summary>Take them away as a spreadsheet, names within one's scope.</summary>
    public const string ExportRates = nameof(ExportRates);

    /// <summary>See the figures of all districts on the city's site, without names.</summary>
    public const string ViewCity = nameof(ViewCity);

    /// <summary>Take the city's figures away as a file, without names.</summary>
    public const string ExportCity = nameof(ExportCity);

    /// <summary>Simulate what a draft of a scheme would do.</summary>
    public const string SimulateSchemes = nameof(SimulateSchemes);

    /// <summary>Set the target, and the seats of a training session.</summary>
    public const string SetRates = nameof(SetRates);

    private static readonly string[] Officers =
    [
        nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.SubDistrictStaff), nameof(StaffRole.LineStaff),
    ];

    internal static readonly Permission[] All =
    [
        new(ViewRates, "查看持证情况，姓名限本人范围", Officers),
        new(ViewOwnRates, "查看全区或本校的持证情况，姓名限本人范围", [.. Officers, nameof(StaffRole.SchoolAdmin)]),
        new(ExportRates, "导出持证情况，名单限本人范围", [.. Officers, nameof(StaffRole.SchoolAdmin)]),
        new(SimulateSchemes, "试算方案草案：谁会失证，哪些街镇跌破目标", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
        new(SetRates, "设置持证率目标和每场培训名额", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
        new(ViewCity, "查看全市汇总，不含个人信息", nameof(StaffRole.CityStaff), nameof(StaffRole.SiteAdmin)),
        new(ExportCity, "导出全市汇总，不含个人信息", nameof(StaffRole.CityStaff), nameof(StaffRole.SiteAdmin)),
    ];
}
