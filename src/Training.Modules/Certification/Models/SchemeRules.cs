using System.Text.Json.Serialization;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;

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

    /// <summary>Least percent of a knowledge check or final exam that counts, where a rule states none of its own (<see cref="PassMark"/>).</summary>
    public int PassPercent { get; init; } = 80;

    /// <summary>学时 printed on the certificate.</summary>
    public decimal Hours { get; init; }

    /// <summary>
    /// True for a version whose completions come from the system that was used before: that system decided when they count and how
    /// long its certificates are valid (docs/decisions/0015).
    /// </summary>
    [JsonIgnore]
    public bool IsBroughtAlong => Requirements is Shown { Kind: RequirementKind.Completion };

    /// <summary>Rules that ask for nothing but the completion itself. It counts whenever it comes, early or late.</summary>
    public static SchemeRules BroughtAlong(TrainingRole role, Validity validity, decimal hours)
    {
        var completed = new Shown { Kind = RequirementKind.Completion, Subject = role.Code(), Basis = Basis.DistrictRule };
        return new()
        {
            Requirements = completed, Validity = validity, Hours = hours,
            Renewal = new() { OpensDaysBefore = AnyTimeDays, ClosesDaysAfter = AnyTimeDays, Paths = RenewalRule.Always(completed), Basis = Basis.DistrictRule },
        };
    }

    /// <summary>A hundred years: longer than anybody is at work.</summary>
    private const int AnyTimeDays = 36_500;
}
