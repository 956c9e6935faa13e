using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Courseware;

public static class CoursewarePermissions
{
    /// <summary>Write drafts of lessons.</summary>
    public const string EditCourseware = nameof(EditCourseware);

    /// <summary>Put a draft before the learners.</summary>
    public const string PublishCourseware = nameof(PublishCourseware);

    internal static readonly Permission[] All =
    [
        new(EditCourseware, "编写课文、保存草稿", nameof(StaffRole.Trainer), nameof(StaffRole.SiteAdmin)),
        new(PublishCourseware, "发布课文", nameof(StaffRole.Trainer), nameof(StaffRole.SiteAdmin)),
    ];
}
