using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>Every part must be met.</summary>
public sealed record AllOf : Rule
{
    [Description("每一条都要满足"), Length(1, 60)]
    public required IReadOnlyList<Rule> Rules { get; init; }

    public static AllOf Of(params IReadOnlyList<Rule> rules) => new() { Rules = rules };

    internal override bool IsSteady
    {
        get
        {
            for (var i = 0; i < Rules.Count; i++) if (!Rules[i].IsSteady) return false;
            return true;
        }
    }

    internal override bool ReachesBack => AnyReachesBack(Rules);

    internal override Proof? Earliest(in LedgerView ledger) => ReachesBack ? EarliestOf(Rules, ledger) : base.Earliest(ledger);

    internal override int MetOn(in LedgerView ledger)
    {
        var last = 0;
        for (var i = 0; i < Rules.Count; i++)
        {
            var day = Rules[i].MetOn(ledger);
            if (day == Never) return Never;
            if (day > last) last = day;
        }
        return last;
    }

    internal override bool Met(in LedgerView ledger, DateOnly day)
    {
        for (var i = 0; i < Rules.Count; i++) if (!Rules[i].Met(ledger, day)) return false;
        return true;
    }

    internal override RuleResult Explain(in LedgerView ledger, DateOnly day)
    {
        var parts = new RuleResult[Rules.Count];
        for (var i = 0; i < parts.Length; i++) parts[i] = Rules[i].Explain(ledger, day);
        var met = Array.TrueForAll(parts, p => p.IsMet);
        return new() { Rule = this, IsMet = met, On = met ? RuleResult.Latest(parts) : null, Children = parts };
    }

    internal override bool Counts(in Proof proof)
    {
        for (var i = 0; i < Rules.Count; i++) if (Rules[i].Counts(proof)) return true;
        return false;
    }

    internal override void AddLeaves(List<Requirement> leaves)
    {
        foreach (var rule in Rules) rule.AddLeaves(leaves);
    }
}
