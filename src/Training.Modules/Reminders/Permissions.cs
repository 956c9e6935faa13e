using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Reminders;

public static class RemindersPermissions
{
    /// <summary>Set when whom is reminded, and see today's messages beforehand.</summary>
    public const string ManageReminders = nameof(ManageReminders);

    internal static readonly Permission[] All = [new(ManageReminders, "设置到期提醒，预览今天的提醒", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff))];
}
