namespace Training.Modules.Certification.Models;

/// <summary>One way to complete: a list of requirements, and the days on which their evidence counts.</summary>
/// <param name="From">First day that counts; null = any day.</param>
/// <param name="Through">Last day that counts; null = open.</param>
public sealed record Cycle(bool IsRenewal, IReadOnlyList<Requirement> Requirements, DateOnly? From, DateOnly? Through)
{
    /// <summary>
    /// What is possible after a completion: at first everything; then the renewal list within its window, or everything again
    /// with evidence after the expiry; after a revocation only everything again, from the day of the revocation.
    /// </summary>
    public static IEnumerable<Cycle> After(Completion? last, SchemeRules rules)
    {
        if (last is null)
        {
            yield return new(false, rules.Requirements, null, null);
            yield break;
        }
        if (last.RevokedOn is { } revoked)
        {
            yield return new(false, rules.Requirements, Later(revoked, last.On.AddDays(1)), null);
            yield break;
        }
        var end = last.Term.Through;
        yield return new(true, rules.Renewal.Requirements,
            Later(end.AddDays(-rules.Renewal.OpensDaysBefore), last.On.AddDays(1)), end.AddDays(rules.Renewal.ClosesDaysAfter));
        yield return new(false, rules.Requirements, Later(end.AddDays(1), last.On.AddDays(1)), null);
    }

    public bool Contains(DateOnly day) => (From is null || From <= day) && (Through is null || day <= Through);

    /// <summary>First day on which the list is met under a version; null when it is not, or not while the version applied.</summary>
    internal DateOnly? Complete(ProofTable ledger, DatedRules scheme)
    {
        if (Requirements.Count == 0) return null;
        DateOnly? latest = null, earliest = null;
        foreach (var requirement in Requirements)
        {
            if (ledger.First(requirement, From, Through) is not { } proof) return null;
            if (latest is null || proof.On > latest) latest = proof.On;
            if (earliest is null || proof.On < earliest) earliest = proof.On;
        }
        // Evidence from before a version began counts for it, but nobody completes a version before it is in force.
        var on = Later(latest!.Value, scheme.From);
        // Who has begun under a version may finish it for some months after the next one took over.
        var applies = scheme.Through is null || on <= scheme.Through
            || (earliest <= scheme.Through && on < scheme.Through.Value.AddDays(1).AddMonths(scheme.Rules.TransitionMonths));
        return applies && Contains(on) ? on : null;
    }

    /// <summary>What showed each requirement up to a day.</summary>
    internal IReadOnlyList<MetRequirement> Met(ProofTable ledger, DateOnly day) =>
        [.. Requirements.Select(r => new MetRequirement(r, ledger.First(r, From, Through is { } end && end < day ? end : day)))];

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}

/// <summary>Evidence by what it shows, in order of days.</summary>
internal sealed class ProofTable
{
    private readonly Dictionary<(RequirementKind, string), List<Proof>> _bySubject = [];

    public ProofTable(IEnumerable<Proof> proofs)
    {
        foreach (var proof in proofs.OrderBy(p => p.On).ThenBy(p => p.EvidenceId))
        {
            if (!_bySubject.TryGetValue((proof.Kind, proof.Subject), out var list)) _bySubject[(proof.Kind, proof.Subject)] = list = [];
            list.Add(proof);
        }
    }

    /// <summary>The first one within the days, both inclusive; null = no limit.</summary>
    public Proof? First(Requirement requirement, DateOnly? from, DateOnly? through)
    {
        if (!_bySubject.TryGetValue((requirement.Kind, requirement.Subject), out var list)) return null;
        foreach (var proof in list)
            if (from is null || proof.On >= from) return through is null || proof.On <= through ? proof : null;
        return null;
    }
}
