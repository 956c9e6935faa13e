using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>So many of the parts must be met, e.g. two of five.</summary>
public sealed record SomeOf : Rule
{
    [Description("至少满足几条"), Range(1, 60)]
    public required int Count { get; init; }

    [Description("从这些里面选"), Length(1, 60)]
    public required IReadOnlyList<Rule> Rules { get; init; }

    public static SomeOf Of(int count, params IReadOnlyList<Rule> rules) => new() { Count = count, Rules = rules };

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
        if (Count > Rules.Count) return Never;
        // The Count-th day in order; the few days are kept sorted as they come.
        Span<int> days = Count <= 64 ? stackalloc int[Count] : new int[Count];
        var kept = 0;
        for (var i = 0; i < Rules.Count; i++)
        {
            var day = Rules[i].MetOn(ledger);
            if (day == Never || (kept == Count && day >= days[kept - 1])) continue;
            if (kept < Count) kept++;
            var at = kept - 1;
            for (; at > 0 && days[at - 1] > day; at--) days[at] = days[at - 1];
            days[at] = day;
        }
        return kept < Count ? Never : days[Count - 1];
    }

    internal override bool Met(in LedgerView ledger, DateOnly day)
    {
        var met = 0;
        for (var i = 0; i < Rules.Count; i++)
            if (Rules[i].Met(ledger, day) && ++met == Count) return true;
        return false;
    }

    internal override RuleResult Explain(in LedgerView ledger, DateOnly day)
    {
        var parts = new RuleResult[Rules.Count];
        for (var i = 0; i < parts.Length; i++) parts[i] = Rules[i].Explain(ledger, day);
        var days = parts.Where(p => p.IsMet).Select(p => p.On ?? DateOnly.MinValue).Order().ToList();
        var met = days.Count >= Count;
        return new()
        {
            Rule = this, IsMet = met, On = met && days[Count - 1] > DateOnly.MinValue ? days[Count - 1] : null, Children = parts,
            Amount = days.Count, Needed = Count, Unit = RuleUnit.Parts,
        };
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
