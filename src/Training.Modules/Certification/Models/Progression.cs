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
        var issued = ByCompletion(certificates, asOf);
        var completions = new List<Completion>(Math.Max(known?.Count ?? 0, issued.Count) + 1);
        completions.AddRange(known ?? []);
        var at = 0;
        Completion? last = null, lastIssued = null;
        foreach (var completion in completions) GoOn(completion);
        while (true)
        {
            // What lies behind the next certificate is not asked for: the certificate comes first.
            var next = Next(schemes, ledger, last, at < issued.Count ? issued[at].CompletedOn : asOf);
            if (at < issued.Count && (next is null || issued[at].CompletedOn <= next.On)) next = Stored(schemes, ledger, last, lastIssued, issued[at], next);
            if (next is null) return completions;
            completions.Add(next);
            GoOn(next);
        }

        void GoOn(Completion completion)
        {
            last = completion;
            if (completion.CertificateId is null) return;
            lastIssued = completion;
            at++;
        }
    }

    /// <summary>Those up to a day, in order. They come so as a rule, and are not copied then: for a million people that would take longer than the rules.</summary>
    private static IReadOnlyList<IssuedCertificate> ByCompletion(IReadOnlyList<IssuedCertificate> certificates, DateOnly asOf)
    {
        var before = DateOnly.MinValue;
        var inOrder = true;
        for (var i = 0; i < certificates.Count; i++) (inOrder, before) = (inOrder && before <= certificates[i].CompletedOn, certificates[i].CompletedOn);
        if (inOrder && before <= asOf) return certificates;
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
        for (var i = 0; i < schemes.Count; i++)
        {
            var scheme = schemes[i];
            // Nobody completes before the version, or the days that count, begin.
            if (scheme.From > (best?.On ?? asOf)) continue;
            // Nor renews what was never issued.
            if (last?.CertificateId is not null && Cycle.Renewal(last, scheme.Rules) is { } renewal && !(renewal.From > (best?.On ?? asOf))) Try(renewal, scheme);
            if (!(Cycle.AnewFrom(last) > (best?.On ?? asOf))) Try(Cycle.Anew(last, scheme.Rules), scheme);
        }
        return best;

        void Try(Cycle cycle, DatedRules scheme)
        {
            if (cycle.Complete(ledger, scheme) is { } on && on <= asOf && (best is null || on < best.On || (on == best.On && scheme.Version > best.Scheme.Version)))
                best = Make(ledger, scheme, cycle, on, last);
        }
    }

    private static Completion Make(ProofTable ledger, DatedRules scheme, Cycle cycle, DateOnly on, Completion? last)
    {
        DateOnly? follows = cycle.IsRenewal && on <= last!.Term.Through ? last.Term.Through : null;
        return new(on, scheme, cycle, ledger, follows, null, Term.Of(follows?.AddDays(1) ?? on, scheme.Rules.Validity));
    }

    /// <param name="met">What the ledger completes next, worked out a moment ago; null for nothing up to the certificate's day.</param>
    private static Completion Stored(
        IReadOnlyList<DatedRules> schemes, ProofTable ledger, Completion? last, Completion? lastIssued, IssuedCertificate certificate, Completion? met)
    {
        var on = certificate.CompletedOn;
        var isMet = met?.On == on && met.Scheme.SchemeId == certificate.SchemeId;
        var (scheme, cycle) = isMet ? (met!.Scheme, met.Cycle) : Unexplained(schemes, ledger, last, lastIssued, certificate);
        return new(on, scheme, cycle, ledger, Followed(last) ?? Followed(lastIssued),
            certificate.CertificateId, new(certificate.ValidFrom, certificate.ValidThrough), certificate.RevokedOn, certificate.RenewalOpenedOn);

        DateOnly? Followed(Completion? before) =>
            before is not null && certificate.ValidFrom == before.Term.Through.AddDays(1) && on <= before.Term.Through ? before.Term.Through : null;
    }

    /// <summary>
    /// The version and the cycle of a certificate that the ledger does not complete on its day. Evidence that came late may complete an earlier
    /// day, for which nothing was issued: the certificate then goes on from the one before it.
    /// </summary>
    private static (DatedRules Scheme, Cycle Cycle) Unexplained(
        IReadOnlyList<DatedRules> schemes, ProofTable ledger, Completion? last, Completion? lastIssued, IssuedCertificate certificate)
    {
        var on = certificate.CompletedOn;
        var scheme = schemes.FirstOrDefault(s => s.SchemeId == certificate.SchemeId)
            ?? throw new InvalidOperationException($"Certificate {certificate.CertificateId} names scheme {certificate.SchemeId}, which is not a version of its role.");
        var cycles = Cycle.After(last, scheme.Rules).ToList();
        if (!ReferenceEquals(last, lastIssued)) cycles.AddRange(Cycle.After(lastIssued, scheme.Rules));
        return (scheme, cycles.Find(c => c.Complete(ledger, scheme) == on) ?? cycles.Find(c => c.Contains(on) && c.Evaluate(ledger, on).IsMet)
            ?? cycles.Find(c => c.Contains(on)) ?? cycles[^1]);
    }
}
