using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>
/// Certificates in force for which the ledger of today would not have completed the role: what they rest on was corrected or taken back.
/// They stay valid, since nobody but two officers takes a certificate away; but somebody has to look.
/// </summary>
public static class LostBasis
{
    /// <param name="facts">Of a person whose ledger was corrected: else nothing can have been lost.</param>
    public static IEnumerable<Certificate> Of(PersonFacts facts, RoleSchemes schemes, DateOnly today)
    {
        foreach (var role in facts.Certificates.Select(c => c.Certificate.Role).Distinct().Order())
        {
            var certificates = facts.Of(role);
            for (var i = 0; i < certificates.Count; i++)
                if (certificates[i].Certificate.ValidThrough >= today && certificates[i].At(DateOnly.MaxValue) != CertificateState.Revoked
                    && !Completed(facts, schemes.Of(role), [.. certificates.Take(i)], certificates[i].Certificate))
                    yield return certificates[i].Certificate;
        }
    }

    /// <summary>
    /// Today's ledger completes it by its day, or earlier: evidence that came late may only have moved the day. A post that was entered
    /// otherwise since takes no basis away: it is no correction of the ledger.
    /// </summary>
    private static bool Completed(PersonFacts facts, IReadOnlyList<DatedRules> schemes, IReadOnlyList<CertificateHistory> before, Certificate certificate)
    {
        var earlier = before.Select(b => b.Certificate.ForRules(b.Events.Where(e => e.RecordedUtc <= certificate.RecordedUtc))).ToList();
        return Completes(facts.LedgerIn(certificate.Role)) || (facts.Posts is not null && Completes(facts.Ledger));

        bool Completes(ProofTable ledger) => Progression.Run(schemes, ledger, earlier, certificate.CompletedOn) is [.., { CertificateId: null } last]
            && (last.Scheme.Rules.IsBroughtAlong || last.IssuableOn(certificate.IssuedOn));
    }
}
