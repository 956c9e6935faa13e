using Training.Modules.Certification.Models;

namespace Training.Modules.Certification.Review;

/// <summary>Why something is done to a certificate: a fixed list, so that cases can be counted and compared.</summary>
public enum ReasonCode
{
    RetrainingOverdue, UnderInvestigation, IdentityInDoubt,
    Impersonation, FalseRecords, RedLineBreach, IssuedInError,
    HolderRequest,
    Retrained, Cleared, RecordCorrected, AppealUpheld,
    Other,
}

public static class ReasonCodes
{
    /// <summary>Reasons that fit what is to be done, in the order of the form.</summary>
    public static IReadOnlyList<ReasonCode> For(CertificateEventKind kind) => kind switch
    {
        CertificateEventKind.Suspended => [ReasonCode.RetrainingOverdue, ReasonCode.UnderInvestigation, ReasonCode.IdentityInDoubt, ReasonCode.HolderRequest, ReasonCode.Other],
        CertificateEventKind.Kept => [ReasonCode.Cleared, ReasonCode.Retrained, ReasonCode.Other],
        CertificateEventKind.Reinstated => [ReasonCode.Retrained, ReasonCode.Cleared, ReasonCode.RecordCorrected, ReasonCode.Other],
        _ => [ReasonCode.Impersonation, ReasonCode.FalseRecords, ReasonCode.RedLineBreach, ReasonCode.IssuedInError, ReasonCode.HolderRequest, ReasonCode.Other],
    };

    /// <summary>Chinese name, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this ReasonCode code) => code switch
    {
        ReasonCode.RetrainingOverdue => "红线课程更新后逾期未补学",
        ReasonCode.UnderInvestigation => "反映的情况正在核实",
        ReasonCode.IdentityInDoubt => "身份或任职信息待核实",
        ReasonCode.Impersonation => "由他人代学代考",
        ReasonCode.FalseRecords => "学习或考核记录不实",
        ReasonCode.RedLineBreach => "违反儿童保护红线",
        ReasonCode.IssuedInError => "发证有误",
        ReasonCode.HolderRequest => "本人申请",
        ReasonCode.Retrained => "已按要求补学",
        ReasonCode.Cleared => "核实后没有问题",
        ReasonCode.RecordCorrected => "记录已更正",
        ReasonCode.AppealUpheld => "申诉成立",
        _ => "其他",
    };
}
