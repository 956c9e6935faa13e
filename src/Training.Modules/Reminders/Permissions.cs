using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Reminders;

public static class RemindersPermissions
{
    /// <summary>Set when whom is reminded, and see today's messages beforehand.</summary>
    public const string ManageReminders = nameof(ManageReminders);

    /// <summary>Remind the people of a list whose names one may see.</summary>
    public const string RemindPeople = nameof(RemindPeople);

    internal static readonly Permission[] All =
    [
        new(ManageReminders, "设置到期提醒，预览今天的提醒", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
        new(RemindPeople, "提醒自己范围里名单上的人", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.SubDistrictStaff), nameof(StaffRole.LineStaff)),
    ];
}
