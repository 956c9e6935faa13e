namespace Training.Modules.Certification.Models;

/// <summary>What somebody has to show next in a role: the list, what of it is met, and between which days evidence counts.</summary>
/// <param name="CountsFrom">First day that counts; null = any. May lie ahead: a renewal window that has not opened.</param>
public sealed record OpenCycle(
    DatedRules Scheme, bool IsRenewal, DateOnly? CountsFrom, DateOnly? CountsThrough, IReadOnlyList<MetRequirement> Requirements)
{
    public int Missing => Requirements.Count(r => r.By is null);

    /// <summary>True when evidence of the day would count.</summary>
    public bool IsOpenOn(DateOnly day) => (CountsFrom is null || CountsFrom <= day) && (CountsThrough is null || day <= CountsThrough);

    /// <summary>The cycle in which somebody is on a day; null when the role has no version that applies.</summary>
    public static OpenCycle? At(IReadOnlyList<DatedRules> schemes, IReadOnlyList<Proof> proofs, IReadOnlyList<Completion> completions, DateOnly day)
    {
        var ledger = new ProofTable(proofs.Where(p => p.On <= day));
        var last = completions.Count > 0 ? completions[^1] : null;
        OpenCycle? best = null;
        foreach (var scheme in schemes.Where(s => s.From <= day).OrderByDescending(s => s.Version))
        {
            // The renewal list while its window is ahead or open, else everything.
            var cycle = Cycle.After(last, scheme.Rules).First(c => c.Through is null || day <= c.Through);
            var open = new OpenCycle(scheme, cycle.IsRenewal, cycle.From, cycle.Through, cycle.Met(ledger, day));
            var applies = scheme.InForce(day) || (open.BegunUnder(scheme) && day < scheme.Through!.Value.AddDays(1).AddMonths(scheme.Rules.TransitionMonths));
            if (applies && (best is null || open.Missing < best.Missing)) best = open;
        }
        return best;
    }

    private bool BegunUnder(DatedRules scheme) => Requirements.Any(r => r.By is { } by && by.On <= scheme.Through);
}
