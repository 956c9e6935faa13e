using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>
/// The pass mark of a scheme as its rules apply it: the least score of every module and exam whose rule states none of its own. A knowledge
/// check that was passed by its own mark counts for one scheme and may not be enough for another.
/// </summary>
public static class PassMark
{
    /// <summary>How the rules decide; what is written and printed of them stays the same.</summary>
    public static SchemeRules WithPassMark(this SchemeRules rules) => rules with
    {
        Requirements = In(rules.Requirements, rules.PassPercent),
        Renewal = rules.Renewal with { Paths = [.. rules.Renewal.Paths.Select(p => p with { Requirements = In(p.Requirements, rules.PassPercent) })] },
    };

    private static Rule In(Rule rule, int percent) => rule switch
    {
        AllOf all => all with { Rules = [.. all.Rules.Select(r => In(r, percent))] },
        SomeOf some => some with { Rules = [.. some.Rules.Select(r => In(r, percent))] },
        Shown { Kind: RequirementKind.Module or RequirementKind.Exam, MinScore: null } shown => shown with { PassMark = percent },
        ChangedModules changed => changed with { PassMark = percent },
        _ => rule,
    };
}
