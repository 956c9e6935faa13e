using Training.Modules.Learning.Models;

namespace Training.Modules.Records.Models;

/// <summary>Kinds of evidence as people call them.</summary>
public static class EntryKinds
{
    /// <summary>Kinds entered on the form for many people; a practical task has a form of its own, with its rubric.</summary>
    public static readonly IReadOnlyList<EvidenceKind> OnForm =
        [EvidenceKind.SessionAttended, EvidenceKind.SupervisionAttended, EvidenceKind.SignedOff, EvidenceKind.Waived];

    /// <summary>Kinds that a file may hold.</summary>
    public static readonly IReadOnlyList<EvidenceKind> InFiles =
        [EvidenceKind.SessionAttended, EvidenceKind.SupervisionAttended, EvidenceKind.TaskAssessed, EvidenceKind.SignedOff, EvidenceKind.Waived, EvidenceKind.OutsideTraining];

    /// <summary>Chinese name, a source string for <see cref="Platform.Localization.Text"/>; also the word in the column 类型 of a file.</summary>
    public static string Title(this EvidenceKind kind) => kind switch
    {
        EvidenceKind.ModuleCompleted => "模块完成",
        EvidenceKind.ScenarioPassed => "情景演练",
        EvidenceKind.ExamPassed => "结业考试",
        EvidenceKind.TaskAssessed => "实操评分",
        EvidenceKind.SessionAttended => "签到",
        EvidenceKind.SupervisionAttended => "督导会",
        EvidenceKind.SignedOff => "现场签认",
        EvidenceKind.OutsideTraining => "外部培训",
        EvidenceKind.Waived => "免修认定",
        EvidenceKind.RoleCompleted => "原系统的完成记录",
        _ => "撤回",
    };

    /// <summary>Null for a word that is no kind, or one that no file may hold.</summary>
    public static EvidenceKind? Parse(string word)
    {
        foreach (var kind in InFiles)
            if (kind.Title() == word) return kind;
        return null;
    }
}
