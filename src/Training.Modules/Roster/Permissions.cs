using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Roster;

public static class RosterPermissions
{
    /// <summary>Keep the roster of one's scope: people, posts, leaves, accounts; ask for exemptions.</summary>
    public const string KeepRoster = nameof(KeepRoster);

    /// <summary>Decide about exemptions that somebody else asked for.</summary>
    public const string DecideExemptions = nameof(DecideExemptions);

    /// <summary>Merge units of the district from a day on.</summary>
    public const string MergeUnits = nameof(MergeUnits);

    internal static readonly Permission[] All =
    [
        new(KeepRoster, "维护本人范围内的人员名册：任职、请假、账号，申请免训",
            nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.SubDistrictStaff), nameof(StaffRole.LineStaff), nameof(StaffRole.SchoolAdmin)),
        new(DecideExemptions, "审批别人申请的免训", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.LineStaff)),
        new(MergeUnits, "合并街镇、居民区和单位", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
    ];
}
