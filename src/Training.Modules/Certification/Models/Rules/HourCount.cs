namespace Training.Modules.Certification.Models.Rules;

/// <summary>Adds hours up, day by day, under the quotas of one rule. Sums in hundredths of 学时; no memory is taken.</summary>
/// <param name="sums">All zero: the total first, then the quotas in the order in which they are written, each before its parts.</param>
internal readonly ref struct HourCount(HoursOf rule, Span<long> sums)
{
    private readonly Span<long> _sums = sums;

    /// <param name="counted">Takes the evidence that was worth something until it was enough; null when nobody asks.</param>
    /// <returns>Day number on which it is enough; 0 when nothing is needed, <see cref="Rule.Never"/> when it is not.</returns>
    public int Run(in LedgerView ledger, List<Proof>? counted)
    {
        var total = rule.Centihours(rule.AtLeast);
        var day = Enough(total) ? 0 : Rule.Never;
        for (var i = 0; i < ledger.Count; i++)
        {
            ref readonly var proof = ref ledger[i];
            if (!rule.Counts(proof) || IsRepeated(ledger, i)) continue;
            var index = 1;
            var worth = Worth(rule.Quotas, proof, true, proof.Centihours, ref index);
            if (worth == 0) continue;
            _sums[0] += worth;
            index = 1;
            Add(rule.Quotas, proof, true, worth, ref index);
            if (day != Rule.Never) continue;
            counted?.Add(proof);
            if (!Enough(total)) continue;
            day = proof.On.DayNumber;
            // Who only asks for the day has it; an explanation goes on and says how much there is.
            if (counted is null) return day;
        }
        return day;
    }

    private bool Enough(long total)
    {
        var index = 1;
        return _sums[0] >= total && Enough(rule.Quotas, ref index);
    }

    private bool Enough(IReadOnlyList<Quota>? quotas, ref int index)
    {
        for (var i = 0; i < quotas?.Count; i++)
            if (_sums[index++] < rule.Centihours(quotas[i].AtLeast) || !Enough(quotas[i].Quotas, ref index)) return false;
        return true;
    }

    /// <summary>What of an amount still fits under the most of every quota that it belongs to.</summary>
    private long Worth(IReadOnlyList<Quota>? quotas, in Proof proof, bool inside, long amount, ref int index)
    {
        for (var i = 0; i < quotas?.Count; i++)
        {
            var at = index++;
            var within = inside && quotas[i].Filter.Matches(proof);
            if (within && quotas[i].AtMost is { } most) amount = Math.Clamp(rule.Centihours(most) - _sums[at], 0, amount);
            amount = Worth(quotas[i].Quotas, proof, within, amount, ref index);
        }
        return amount;
    }

    private void Add(IReadOnlyList<Quota>? quotas, in Proof proof, bool inside, long amount, ref int index)
    {
        for (var i = 0; i < quotas?.Count; i++)
        {
            var at = index++;
            var within = inside && quotas[i].Filter.Matches(proof);
            if (within) _sums[at] += amount;
            Add(quotas[i].Quotas, proof, within, amount, ref index);
        }
    }

    private bool IsRepeated(in LedgerView ledger, int at)
    {
        ref readonly var proof = ref ledger[at];
        // Of trainings recognised under one code each is another: the same one twice is found where it is recognised.
        if (proof.Kind == RequirementKind.Outside) return false;
        var onceForAll = proof.Kind is RequirementKind.Module or RequirementKind.Scenario or RequirementKind.Exam;
        var key = Proof.KeyOf(proof.Kind, proof.Subject);
        // Within a period the last of them counts, so that growing older never adds anything.
        var last = rule.WithinMonths is not null;
        for (var i = ledger.Find(key, last ? at + 1 : 0); i >= 0 && (last || i < at); i = ledger.Find(key, i + 1))
            if ((onceForAll || ledger[i].On == proof.On) && ledger[i].Kind == proof.Kind && ledger[i].Subject == proof.Subject && rule.Counts(ledger[i])) return true;
        return false;
    }
}
