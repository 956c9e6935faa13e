using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>
/// The rules of certification (domain/roles.md §4), a pure function of scheme versions, evidence and certificates.
/// A certificate once issued is a fact: evidence that is recorded late, with an earlier day, moves nothing that was issued.
/// </summary>
public static class Progression
{
    public static IReadOnlyList<Completion> Run(
        IReadOnlyList<DatedRules> schemes, IReadOnlyList<Proof> proofs, IReadOnlyList<IssuedCertificate> certificates, DateOnly asOf) =>
        Run(schemes, new ProofTable(proofs), certificates, asOf);

    /// <summary>All completions of one role up to and including a day, oldest first.</summary>
    /// <param name="schemes">All versions of the role, oldest first.</param>
    /// <param name="ledger">Effective evidence of the person, for any role.</param>
    /// <param name="certificates">Certificates of the person in this role.</param>
    /// <param name="known">The oldest completions, where they were worked out before: nothing that is given here may be new up to the day of the last.</param>
    public static IReadOnlyList<Completion> Run(
        IReadOnlyList<DatedRules> schemes, ProofTable ledger, IReadOnlyList<IssuedCertificate> certificates, DateOnly asOf, IReadOnlyList<Completion>? known = null)
    {
        var completions = new List<Completion>(known ?? []);
        var issued = ByCompletion(certificates, asOf);
        var at = 0;
        foreach (var completion in completions) if (completion.CertificateId is not null) at++;
        var last = completions.Count == 0 ? null : completions[^1];
        while (true)
        {
            var next = Next(schemes, ledger, last, asOf);
            if (at < issued.Count && (next is null || issued[at].CompletedOn <= next.On)) next = Stored(schemes, ledger, last, issued[at++]);
            if (next is null) return completions;
            completions.Add(last = next);
        }
    }

    /// <summary>They come in order as a rule; sorting for a million people would take longer than the rules.</summary>
    private static List<IssuedCertificate> ByCompletion(IReadOnlyList<IssuedCertificate> certificates, DateOnly asOf)
    {
        var sorted = new List<IssuedCertificate>(certificates.Count);
        for (var i = 0; i < certificates.Count; i++)
        {
            var certificate = certificates[i];
            if (certificate.CompletedOn > asOf) continue;
            var at = sorted.Count;
            while (at > 0 && sorted[at - 1].CompletedOn > certificate.CompletedOn) at--;
            sorted.Insert(at, certificate);
        }
        return sorted;
    }

    /// <summary>The earliest way to complete after <paramref name="last"/>; of two on one day the newer version, then the renewal.</summary>
    private static Completion? Next(IReadOnlyList<DatedRules> schemes, ProofTable ledger, Completion? last, DateOnly asOf)
    {
        Completion? best = null;
        foreach (var scheme in schemes)
            foreach (var cycle in Cycle.After(last, scheme.Rules))
                if (cycle.Complete(ledger, scheme) is { } on && on <= asOf && (best is null || on < best.On || (on == best.On && scheme.Version > best.Scheme.Version)))
                    best = Make(ledger, scheme, cycle, on, last);
        return best;
    }

    private static Completion Make(ProofTable ledger, DatedRules scheme, Cycle cycle, DateOnly on, Completion? last)
    {
        DateOnly? follows = cycle.IsRenewal && on <= last!.Term.Through ? last.Term.Through : null;
        return new(on, scheme, cycle, ledger, follows, null, Term.Of(follows?.AddDays(1) ?? on, scheme.Rules.Validity));
    }

    private static Completion Stored(IReadOnlyList<DatedRules> schemes, ProofTable ledger, Completion? last, IssuedCertificate certificate)
    {
        var scheme = schemes.FirstOrDefault(s => s.SchemeId == certificate.SchemeId)
            ?? throw new InvalidOperationException($"Certificate {certificate.CertificateId} names scheme {certificate.SchemeId}, which is not a version of its role.");
        var cycles = Cycle.After(last, scheme.Rules).ToList();
        var cycle = cycles.Find(c => c.Complete(ledger, scheme) == certificate.CompletedOn)
            ?? cycles.Find(c => c.Contains(certificate.CompletedOn)) ?? cycles[^1];
        DateOnly? follows = last is not null && certificate.ValidFrom == last.Term.Through.AddDays(1) && certificate.CompletedOn <= last.Term.Through
            ? last.Term.Through : null;
        return new(certificate.CompletedOn, scheme, cycle, ledger, follows,
            certificate.CertificateId, new(certificate.ValidFrom, certificate.ValidThrough), certificate.RevokedOn, certificate.RenewalOpenedOn);
    }
}
