namespace Training.Modules.People.Models;

/// <summary>Trained roles (domain/glossary.md). The order is the order of tables on screen.</summary>
public enum TrainingRole
{
    ChildSupervisor, ChildDirector, ChildWelfareSocialWorker,
    SchoolCounselor, HomeroomTeacher, Teacher,
    NeighborMother, FamilyEducationVolunteer,
    YouthSocialWorker,
}

/// <summary>条线: the department line that manages an assignment.</summary>
public enum Line { CivilAffairs, Education, WomensFederation, YouthLeague, Health }

/// <summary>Roles of the system itself; not certified.</summary>
public enum StaffRole { SiteAdmin, DistrictStaff, SubDistrictStaff, LineStaff, Trainer, Assessor, SafetyReviewer, CityStaff, SchoolAdmin }

public static class RoleFacts
{
    public static readonly IReadOnlyList<TrainingRole> All = Enum.GetValues<TrainingRole>();

    /// <summary>The line that trains a role (domain/organisation.md §2).</summary>
    public static Line LineOf(this TrainingRole role) => role switch
    {
        TrainingRole.ChildSupervisor or TrainingRole.ChildDirector or TrainingRole.ChildWelfareSocialWorker => Line.CivilAffairs,
        TrainingRole.SchoolCounselor or TrainingRole.HomeroomTeacher or TrainingRole.Teacher => Line.Education,
        TrainingRole.NeighborMother or TrainingRole.FamilyEducationVolunteer => Line.WomensFederation,
        _ => Line.YouthLeague,
    };

    /// <summary>Chinese name, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this TrainingRole role) => role switch
    {
        TrainingRole.ChildSupervisor => "儿童督导员",
        TrainingRole.ChildDirector => "儿童主任",
        TrainingRole.ChildWelfareSocialWorker => "儿童福利社工",
        TrainingRole.SchoolCounselor => "专职心理教师",
        TrainingRole.HomeroomTeacher => "班主任",
        TrainingRole.Teacher => "教师",
        TrainingRole.NeighborMother => "邻家妈妈",
        TrainingRole.FamilyEducationVolunteer => "家庭教育指导志愿者",
        _ => "青少年事务社工",
    };

    public static string Title(this Line line) => line switch
    {
        Line.CivilAffairs => "民政",
        Line.Education => "教育",
        Line.WomensFederation => "妇联",
        Line.YouthLeague => "团委",
        _ => "卫健",
    };

    public static string Title(this StaffRole role) => role switch
    {
        StaffRole.SiteAdmin => "站点管理员",
        StaffRole.DistrictStaff => "区级工作人员",
        StaffRole.SubDistrictStaff => "街镇工作人员",
        StaffRole.LineStaff => "条线工作人员",
        StaffRole.Trainer => "师资",
        StaffRole.Assessor => "评阅人",
        StaffRole.SafetyReviewer => "安全审阅人",
        StaffRole.SchoolAdmin => "学校或单位管理员",
        _ => "市级工作人员",
    };

    /// <summary>Part of certificate numbers, e.g. 310105-CD-2026-000123 (domain/roles.md §4).</summary>
    public static string Code(this TrainingRole role) => role switch
    {
        TrainingRole.ChildSupervisor => "CS",
        TrainingRole.ChildDirector => "CD",
        TrainingRole.ChildWelfareSocialWorker => "CW",
        TrainingRole.SchoolCounselor => "SC",
        TrainingRole.HomeroomTeacher => "HT",
        TrainingRole.Teacher => "TE",
        TrainingRole.NeighborMother => "NM",
        TrainingRole.FamilyEducationVolunteer => "FV",
        _ => "YW",
    };

    /// <summary>Roles with an annual refresher (domain/organisation.md §4).</summary>
    public static bool AnnualRequired(this TrainingRole role) => role is TrainingRole.ChildSupervisor or TrainingRole.ChildDirector;
}
