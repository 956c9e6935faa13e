namespace Training.Modules.Certification.Models.Rules;

/// <summary>免修认定 (domain/roles.md §4): T, F, R01, R02 and R08 may be waived; O02, R05 and R06 never.</summary>
public static class Waivers
{
    /// <summary>红线模块: what decides over a child's safety is shown by everybody, each time.</summary>
    public static bool IsRedLine(string moduleCode) => moduleCode is "O02" or "R05" or "R06";

    /// <summary>What holds where a rule says nothing.</summary>
    public static bool ByDefault(string moduleCode) => moduleCode is ['T' or 'F', ..] or "R01" or "R02" or "R08";

    /// <summary>Whether a waiver is as good as the module for a rule.</summary>
    /// <param name="waivable">What the rule says of it; null = nothing.</param>
    public static bool Allows(string moduleCode, bool? waivable) => !IsRedLine(moduleCode) && (waivable ?? ByDefault(moduleCode));

    /// <summary>Each module that a rule names, and whether a waiver would count there.</summary>
    public static IEnumerable<(string Code, bool Allowed)> In(Rule rule) => rule switch
    {
        AllOf all => all.Rules.SelectMany(In),
        SomeOf some => some.Rules.SelectMany(In),
        Shown { Kind: RequirementKind.Module, Subject: { } code } shown => [(code, shown.MayBeWaived)],
        ChangedModules changed => changed.Modules.Select(code => (code, Allows(code, changed.Waivable))),
        _ => [],
    };
}
