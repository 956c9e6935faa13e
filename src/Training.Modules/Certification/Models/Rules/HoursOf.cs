using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>
/// So many 学时, or 学分 by a rate, of evidence that fits a filter, within quotas. Counted in the order of days; a module, scenario
/// or exam once in a cycle, everything else once a day. A waiver is worth no hours.
/// </summary>
public sealed record HoursOf : Rule
{
    [Description("至少多少学时；写了 hoursPerCredit 则是学分"), Range(0, 1000)]
    public required decimal AtLeast { get; init; }

    [Description("多少学时折 1 学分，例如 10；不写表示按学时计"), Range(1, 100)]
    public decimal? HoursPerCredit { get; init; }

    [Description("哪些证据计入")]
    public EvidenceFilter Filter { get; init; } = new();

    [Description("其中各部分的限额"), Length(1, 20)]
    public IReadOnlyList<Quota>? Quotas { get; init; }

    /// <summary>Quotas at all depths; more are refused when a scheme is read.</summary>
    internal const int MaxQuotas = 40;

    internal RuleUnit Unit => HoursPerCredit is null ? RuleUnit.Hours : RuleUnit.Credits;

    internal override bool IsSteady => true;

    internal override int MetOn(in LedgerView ledger)
    {
        Span<long> sums = stackalloc long[MaxQuotas + 1];
        return new HourCount(this, sums).Run(ledger, null);
    }

    internal override bool Met(in LedgerView ledger, DateOnly day) => MetOn(ledger) != Never;

    internal override RuleResult Explain(in LedgerView ledger, DateOnly day)
    {
        Span<long> sums = stackalloc long[MaxQuotas + 1];
        var proofs = new List<Proof>();
        var met = new HourCount(this, sums).Run(ledger, proofs);
        var index = 1;
        return new()
        {
            Rule = this, IsMet = met != Never, On = met is Never or 0 ? null : DateOnly.FromDayNumber(met), Proofs = proofs,
            Amount = InUnit(sums[0]), Needed = AtLeast, Unit = Unit, Name = Label ?? Filter.Words(),
            Children = Explain(Quotas, "", sums, ref index),
        };
    }

    internal override bool Counts(in Proof proof) => proof is { Centihours: > 0, IsWaiver: false } && Filter.Matches(proof);

    internal override void AddLeaves(List<Requirement> leaves) =>
        leaves.Add(new(RequirementKind.Hours, "", Basis) { Label = Label, Needed = AtLeast, Unit = Unit });

    /// <summary>An amount of the scheme in hundredths of 学时, up to the next whole one.</summary>
    internal long Centihours(decimal amount) => (long)decimal.Ceiling(amount * (HoursPerCredit ?? 1) * 100);

    private decimal InUnit(long centihours) => decimal.Round(centihours / 100m / (HoursPerCredit ?? 1), 2);

    private List<RuleResult> Explain(IReadOnlyList<Quota>? quotas, string outer, Span<long> sums, ref int index)
    {
        var results = new List<RuleResult>();
        foreach (var quota in quotas ?? [])
        {
            var sum = sums[index++];
            var name = quota.Name(outer);
            var parts = Explain(quota.Quotas, name, sums, ref index);
            results.Add(new()
            {
                Rule = this, Quota = quota, Name = name, IsMet = sum >= Centihours(quota.AtLeast) && parts.TrueForAll(p => p.IsMet),
                Amount = InUnit(sum), Needed = quota.AtLeast, Unit = Unit, Children = parts,
            });
        }
        return results;
    }
}
