using Training.Modules.Certification.Explaining;
using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Pages;

/// <summary>One role's explanation on a page.</summary>
/// <param name="ForOfficer">True: another person reads it, so there is nothing to press for learning.</param>
public sealed record WhyRoleView(RoleWhy Why, WhyFacts Facts, bool ForOfficer);

/// <summary>One line of the tree, with what stands below it.</summary>
/// <param name="Earned">True: of a tree that was met long ago.</param>
public sealed record WhyRuleView(RuleResult Result, WhyFacts Facts, bool ForOfficer, bool Quiet)
{
    /// <summary>Nothing to do for it yet; what reaches back counts before the window opens.</summary>
    public bool IsLater => Quiet && !Result.Rule.ReachesBack;

    public IEnumerable<WhyRuleView> Children => Result.Children.Select(c => this with { Result = c });

    /// <summary>The top group says nothing of its own: its parts are the list.</summary>
    public static IEnumerable<WhyRuleView> Top(RuleResult root, WhyFacts facts, bool forOfficer, bool quiet) =>
        root is { Rule: AllOf { Label: null }, Children.Count: > 0 } ? root.Children.Select(c => new WhyRuleView(c, facts, forOfficer, quiet)) : [new(root, facts, forOfficer, quiet)];
}
