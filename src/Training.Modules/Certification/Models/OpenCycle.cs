using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>What somebody has to show next in a role: the rule, what of it is met, and between which days evidence counts.</summary>
/// <param name="Day">On which it was asked.</param>
public sealed record OpenCycle(DatedRules Scheme, Cycle Cycle, ProofTable Ledger, DateOnly Day)
{
    private RuleResult? _result;

    /// <summary>What is met and what is missing; worked out when it is asked for.</summary>
    public RuleResult Result => _result ??= Cycle.Evaluate(Ledger, Day);

    public bool IsRenewal => Cycle.IsRenewal;

    /// <summary>First day that counts; null = any. May lie ahead: a renewal window that has not opened.</summary>
    public DateOnly? CountsFrom => Cycle.From;

    public DateOnly? CountsThrough => Cycle.Through;

    /// <summary>True when a part counts what was shown before the window opens, since the last completion.</summary>
    public bool ReachesBack => Cycle.Rule.ReachesBack && Cycle.Since < Cycle.From;

    /// <summary>The flat list.</summary>
    public IReadOnlyList<MetRequirement> Requirements => Result.Leaves;

    public int Missing => Result.Missing;

    /// <summary>True when anything has been shown for it.</summary>
    public bool IsBegun => Cycle.View(Ledger).Until(Day).Earliest(Cycle.Rule) is not null;

    /// <summary>True when evidence of the day would count.</summary>
    public bool IsOpenOn(DateOnly day) => Cycle.Contains(day);

    /// <summary>The cycle in which somebody is on a day; null when the role has no version that applies.</summary>
    public static OpenCycle? At(IReadOnlyList<DatedRules> schemes, ProofTable ledger, Completion? last, DateOnly day)
    {
        OpenCycle? best = null;
        var isLapsed = last is { CertificateId: null } && !last.IssuableOn(day);
        for (var i = schemes.Count - 1; i >= 0; i--)
        {
            var scheme = schemes[i];
            if (scheme.From > day || (!scheme.InForce(day) && day >= scheme.TransitionEnd)) continue;
            // The renewal path while its window is ahead or open, unless there is nothing to renew and will be nothing; else everything.
            var cycle = !isLapsed && Cycle.Renewal(last, scheme.Rules) is { } renewal && day <= renewal.Through ? renewal : Cycle.Anew(last, scheme.Rules);
            if (!scheme.InForce(day) && !cycle.IsBegunUnder(scheme, ledger, day)) continue;
            var open = new OpenCycle(scheme, cycle, ledger, day);
            if (best is null || open.Missing < best.Missing) best = open;
        }
        return best;
    }
}
