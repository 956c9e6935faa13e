using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>Finds what nobody could ever satisfy with what is published now: such a draft may be kept, and not put in force.</summary>
public static class Feasibility
{
    /// <returns>Chinese sentences, none when everything can be done.</returns>
    public static IReadOnlyList<string> Of(SchemeRules rules, SchemeSubjects subjects) =>
        [.. rules.Renewal.Paths.Select(p => p.Requirements).Prepend(rules.Requirements).SelectMany(r => Of(r, subjects)).Distinct()];

    private static IReadOnlyList<string> Of(Rule rule, SchemeSubjects subjects)
    {
        switch (rule)
        {
            case AllOf all:
                return [.. all.Rules.SelectMany(r => Of(r, subjects))];
            case SomeOf some:
                var parts = some.Rules.Select(r => Of(r, subjects)).ToList();
                var possible = parts.Count(p => p.Count == 0);
                return possible >= some.Count ? [] : [$"要选 {some.Count} 项，现在能做到的只有 {possible} 项。", .. parts.SelectMany(p => p)];
            case Shown { Subject: { } code } shown when !subjects.Exists(shown.Kind, code):
                return [$"{Queries.RuleWords.TitleOf(shown.Kind)} {code} 还没有发布。"];
            case Shown { Subject: null } shown when SchemeSubjects.IsMadeHere(shown.Kind) && !subjects.Titles.Keys.Any(t => t.Kind == shown.Kind):
                return [$"平台上还没有{Queries.RuleWords.TitleOf(shown.Kind)}。"];
            case ChangedModules changed:
                return [.. changed.Modules.Where(m => !subjects.Exists(RequirementKind.Module, m)).Select(m => $"模块 {m} 还没有发布。")];
            case HoursOf { Filter.Kinds: [RequirementKind.Module] } hours:
                var there = subjects.Hours.Where(m => hours.Filter with { Kinds = null, Categories = null, Levels = null, Topics = null } is var f
                    && f.Matches(new Proof(RequirementKind.Module, m.Key, default))).Sum(m => m.Value) / (hours.HoursPerCredit ?? 1);
                return there >= hours.AtLeast ? [] : [$"选修要 {hours.AtLeast:0.##}，已发布的模块里合适的只有 {there:0.##}。"];
            default:
                return [];
        }
    }
}
