using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Explaining;

/// <summary>What a learner can do about a rule that is not met.</summary>
/// <param name="Url">Tenant-relative; null where somebody else acts, or nothing is there yet.</param>
/// <param name="Words">A source string: the button, or what to wait for.</param>
public sealed record NextAction(string? Url, string Words)
{
    /// <summary>Of a leaf of the tree, the best way first; none for groups: their parts say it.</summary>
    public static IReadOnlyList<NextAction> Of(RuleResult result, WhyFacts facts)
    {
        if (result.IsMet || result.Quota is not null) return [];
        return result.Rule switch
        {
            Shown shown => [OfShown(shown, facts)],
            HoursOf hours => [.. OfHours(hours)],
            _ => [],
        };
    }

    private static NextAction OfShown(Shown shown, WhyFacts facts)
    {
        if (shown is { Subject: { } code, Kind: RequirementKind.Module or RequirementKind.Scenario or RequirementKind.Exam } && !facts.Exists(shown.Kind, code))
            return new(null, "平台上还没有这一项，等开放以后再做。");
        var lower = shown.Subject?.ToLowerInvariant();
        return shown.Kind switch
        {
            RequirementKind.Module when lower is null => new("/modules", "去选一门课"),
            RequirementKind.Module => new("/modules/" + lower, "去学习"),
            RequirementKind.Scenario when lower is null => new("/scenarios", "去选一个情景"),
            RequirementKind.Scenario => new("/scenarios/" + lower, "去演练"),
            RequirementKind.Exam when lower is null => new("/exams", "去考试"),
            RequirementKind.Exam => new("/exams/" + lower, "去考试"),
            RequirementKind.Task => new(null, "完成后交给评阅人评分，由评阅人登记。"),
            RequirementKind.Attendance => new(null, "参加面授并签到，由工作人员登记。"),
            RequirementKind.Supervision => new(null, "参加督导，由督导员登记。"),
            RequirementKind.SignOff => new(null, "请督导员现场看过后签认。"),
            RequirementKind.Completion => new(null, "由区里从原来的系统导入。"),
            _ => new("/me/outside", "申报外部培训"),
        };
    }

    private static IEnumerable<NextAction> OfHours(HoursOf hours)
    {
        var kinds = hours.Filter.Kinds;
        if (kinds is null || kinds.Contains(RequirementKind.Module)) yield return new("/modules", "去选课");
        if (kinds is null || kinds.Contains(RequirementKind.Outside)) yield return new("/me/outside", "申报外部培训");
        if (kinds is not null && !kinds.Contains(RequirementKind.Module) && !kinds.Contains(RequirementKind.Outside)) yield return new(null, "参加后由工作人员登记。");
    }
}
