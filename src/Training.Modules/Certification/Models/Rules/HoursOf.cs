using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>
/// So many 学时, or 学分 by a rate, of evidence that fits a filter, within quotas. Counted in the order of days; a module, scenario
/// or exam once in a cycle, each recognised outside training, everything else once a day. A waiver is worth no hours. With a period only what is young enough counts, and
/// what was shown repeatedly counts by its last day.
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

    [Description("只算最近多少个月的，按日历月从当天往前数，例如 60 是五年；不写表示不限"), Range(1, 120)]
    public int? WithinMonths { get; init; }

    [Description("换证时，上一次完成以后学的都算，不只是换证窗口里的")]
    public bool SinceLastCompletion { get; init; }

    /// <summary>Quotas at all depths; more are refused when a scheme is read.</summary>
    internal const int MaxQuotas = 40;

    internal RuleUnit Unit => HoursPerCredit is null ? RuleUnit.Hours : RuleUnit.Credits;

    internal override bool IsSteady => WithinMonths is null;

    internal override bool ReachesBack => SinceLastCompletion;

    internal override Proof? Earliest(in LedgerView ledger) => base.Earliest(SinceLastCompletion ? ledger.ReachingBack : ledger);

    internal override int MetOn(in LedgerView ledger)
    {
        Span<long> sums = stackalloc long[MaxQuotas + 1];
        return new HourCount(this, sums).Run(SinceLastCompletion ? ledger.ReachingBack : ledger, null);
    }

    internal override bool Met(in LedgerView ledger, DateOnly day)
    {
        Span<long> sums = stackalloc long[MaxQuotas + 1];
        return new HourCount(this, sums).Run(Period(ledger, day), null) != Never;
    }

    internal override RuleResult Explain(in LedgerView ledger, DateOnly day)
    {
        Span<long> sums = stackalloc long[MaxQuotas + 1];
        var proofs = new List<Proof>();
        var met = new HourCount(this, sums).Run(Period(ledger, day), proofs);
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

    /// <summary>What of the ledger is counted on a day: 60 months up to 2025-12-31 begin on 2021-01-01.</summary>
    private LedgerView Period(in LedgerView ledger, DateOnly day)
    {
        var counted = SinceLastCompletion ? ledger.ReachingBack : ledger;
        return WithinMonths is { } months ? counted.From(day.AddMonths(-months).AddDays(1)) : counted;
    }

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
