using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.People;

public static class PeoplePermissions
{
    /// <summary>See names of people within one's scope.</summary>
    public const string ViewPeople = nameof(ViewPeople);

    internal static readonly Permission[] All =
    [
        new(ViewPeople, "查看本人范围内的人员名册",
            nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.SubDistrictStaff), nameof(StaffRole.LineStaff),
            nameof(StaffRole.SchoolAdmin)),
    ];
}
