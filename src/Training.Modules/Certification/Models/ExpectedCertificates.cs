using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>A certificate that would have been issued, and when.</summary>
public sealed record ExpectedCertificate(Completion Completion, DateOnly IssuedOn)
{
    public Term Term => Completion.TermIfIssued(IssuedOn);
}

/// <summary>
/// What a site that had been running all the time would have issued by rule: every completion on its day, or on the first
/// day on which the role was held after it.
/// </summary>
public static class ExpectedCertificates
{
    public static IReadOnlyList<ExpectedCertificate> Of(
        IReadOnlyList<DatedRules> schemes, IReadOnlyList<Proof> proofs, IReadOnlyList<(DateOnly From, DateOnly? Through)> held, DateOnly asOf) =>
        Of(schemes, new ProofTable(proofs), held, asOf);

    /// <param name="held">Days on which the role was held.</param>
    public static IReadOnlyList<ExpectedCertificate> Of(
        IReadOnlyList<DatedRules> schemes, ProofTable ledger, IReadOnlyList<(DateOnly From, DateOnly? Through)> held, DateOnly asOf)
    {
        ledger = ledger.HeldOn(held);
        var expected = new List<ExpectedCertificate>();
        var issued = new List<IssuedCertificate>();
        while (Next() is { } next)
        {
            expected.Add(next);
            issued.Add(new(-expected.Count, next.Completion.Scheme.SchemeId, next.Completion.On, next.Term.From, next.Term.Through));
        }
        return expected;

        ExpectedCertificate? Next()
        {
            var completions = Progression.Run(schemes, ledger, issued, asOf);
            for (var i = 0; i < completions.Count; i++)
            {
                if (FirstDayHeld(completions[i].On) is not { } day || !completions[i].IssuableOn(day)) continue;
                // On that day it must still be the latest: an older one is not issued any more.
                if (i + 1 == completions.Count || completions[i + 1].On > day) return new(completions[i], day);
            }
            return null;
        }

        DateOnly? FirstDayHeld(DateOnly on)
        {
            DateOnly? first = null;
            foreach (var (from, through) in held)
            {
                var day = from > on ? from : on;
                if (day <= asOf && (through is null || day <= through) && (first is null || day < first)) first = day;
            }
            return first;
        }
    }
}
