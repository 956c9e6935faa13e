using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Records;

public static class RecordPermissions
{
    /// <summary>Open the entry desk. What may be entered there, and for whom, is <see cref="Services.RecordScope"/>'s business.</summary>
    public const string RecordEvidence = nameof(RecordEvidence);

    /// <summary>Enter attendance, sign-offs and waivers, correct rows, import files, check outside training: staff, not assessors.</summary>
    public const string KeepRecords = nameof(KeepRecords);

    /// <summary>Take back what the system recorded by rule, e.g. a completed module.</summary>
    public const string WithdrawLearned = nameof(WithdrawLearned);

    /// <summary>Recognise outside training that the street has checked.</summary>
    public const string RecognizeTraining = nameof(RecognizeTraining);

    /// <summary>Change the district's rules of recognition.</summary>
    public const string EditRecognitionRules = nameof(EditRecognitionRules);

    internal static readonly Permission[] All =
    [
        new(RecordEvidence, "登记学习记录：评阅人登记实操评分，工作人员登记全部类型",
            nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.SubDistrictStaff), nameof(StaffRole.LineStaff), nameof(StaffRole.Assessor)),
        new(KeepRecords, "登记签到、签认、免修，更正记录，导入文件，核实外部培训",
            nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.SubDistrictStaff), nameof(StaffRole.LineStaff)),
        new(WithdrawLearned, "撤回系统按规则记下的学习记录", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
        new(RecognizeTraining, "认定已核实的外部培训",
            nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.LineStaff)),
        new(EditRecognitionRules, "修改外部培训的认定规则", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
    ];
}
