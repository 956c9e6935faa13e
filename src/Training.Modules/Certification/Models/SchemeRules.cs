using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>Where a rule comes from. Only <see cref="Policy"/> may be called 政策规定 on screen (domain/roles.md, tags).</summary>
public enum Basis { Policy, DistrictRule, ProductDefault }

/// <summary>What it takes to be certified in a role. Immutable once in force; stored by <see cref="SchemeRulesJson"/>.</summary>
public sealed record SchemeRules
{
    public Rule Requirements { get; init; } = AllOf.Of();

    public Validity Validity { get; init; } = Validity.OfMonths(12);

    public RenewalRule Renewal { get; init; } = new();

    /// <summary>
    /// Calendar months after the next version took over in which somebody who had begun may still finish this one
    /// (domain/roles.md §4).
    /// </summary>
    public int TransitionMonths { get; init; } = 6;

    /// <summary>Percent of right answers in a knowledge check.</summary>
    public int PassPercent { get; init; } = 80;

    /// <summary>学时 printed on the certificate.</summary>
    public decimal Hours { get; init; }
}
