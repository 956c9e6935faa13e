using Training.Modules.Certification.Models.Rules;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Models;

/// <summary>A certificate that the ledger does not explain, or one that the ledger calls for and that is not there.</summary>
/// <param name="ByTime">No fault: it became due by a day that came, e.g. the first day in post. It is issued, and not counted.</param>
public sealed record CertificateDifference(long PersonId, TrainingRole Role, string What, bool ByTime = false);

/// <summary>Compares stored certificates with what the rules make of the ledger; expected: no difference.</summary>
public static class CertificateCheck
{
    /// <param name="assignments">All of the person.</param>
    /// <param name="autoIssue">True when completions do not wait for a person.</param>
    /// <param name="refused">Completions that an officer did not approve: nothing is missing there.</param>
    /// <param name="corrected">The whole ledger with what was superseded, where anything was: what a certificate was issued on may have been taken back since.</param>
    public static IEnumerable<CertificateDifference> Of(
        long personId, PersonFacts facts, RoleSchemes schemes, IReadOnlyCollection<RoleAssignment> assignments, bool autoIssue, DateOnly today,
        IEnumerable<(TrainingRole Role, DateOnly CompletedOn)>? refused = null, IReadOnlyList<Evidence>? corrected = null)
    {
        var heldToday = assignments.HeldOn(today);
        foreach (var role in facts.Certificates.Select(c => c.Certificate.Role).Union(heldToday).Order())
        {
            var certificates = facts.Of(role);
            for (var i = 0; i < certificates.Count; i++)
                if (certificates[i].At(today) != CertificateState.Revoked && !Explained(facts, corrected ?? [], schemes.Of(role), [.. certificates.Take(i)], certificates[i].Certificate))
                    yield return new(personId, role, $"{certificates[i].Certificate.Number}: the ledger does not explain it");
            if (autoIssue && heldToday.Contains(role) && facts.Standing(schemes, role, today) is { Awaiting: { } waiting } standing && NewCertificate.ByRule(standing, today)
                && refused?.Contains((role, waiting.On)) != true)
                yield return new(personId, role, $"completed on {waiting.On:yyyy-MM-dd}, and no certificate was issued", ByTime(facts, waiting, assignments, role, today));
        }
    }

    /// <summary>Nothing was recorded on the day on which it became due: a scheme began, or a post that had been entered ahead.</summary>
    private static bool ByTime(PersonFacts facts, Completion waiting, IReadOnlyCollection<RoleAssignment> assignments, TrainingRole role, DateOnly today) =>
        // The last one in the order of the ledger: a clock that was set back gives later rows an earlier moment.
        facts.Evidence.MaxBy(e => e.Id) is not { } newest || ChinaTime.DayOf(newest.RecordedUtc) < waiting.On
        || assignments.Any(a => a.Role == role && a.Covers(today) && a.Start >= waiting.On && a.Start > ChinaTime.DayOf(a.RecordedUtc));

    /// <summary>
    /// Explained by the ledger of today, or – when something was recorded late – by the ledger as it was known at the issue: by the moments of
    /// its rows, or by their order, when a clock that was set back gave earlier moments to later rows. What was issued on a row that was
    /// corrected or taken back since stays, and is no fault: the row stands in the ledger, with what came after it. Posts are corrected in
    /// place, so since when the role was held is asked of the ledger of today only.
    /// </summary>
    private static bool Explained(
        PersonFacts facts, IReadOnlyList<Evidence> corrected, IReadOnlyList<DatedRules> schemes, IReadOnlyList<CertificateHistory> before, Certificate certificate)
    {
        var earlier = before.Select(b => b.Certificate.ForRules(b.Events.Where(e => e.RecordedUtc <= certificate.RecordedUtc))).ToList();
        return Matches(facts.LedgerIn(certificate.Role)) || (facts.Posts is not null && Matches(facts.Ledger))
            || Matches(new(PersonFacts.ToProofs(facts.Evidence.Where(e => e.RecordedUtc <= certificate.RecordedUtc)), facts.Changes))
            || (LastOf(facts.Evidence) is { } row && Matches(new(PersonFacts.ToProofs(facts.Evidence.Where(e => e.Id <= row)), facts.Changes)))
            || (corrected.Count > 0 && (Matches(Then(e => e.RecordedUtc <= certificate.RecordedUtc)) || (LastOf(corrected) is { } last && Matches(Then(e => e.Id <= last)))));

        // The row that completed it: whatever stands behind it came later, whatever it says of its moment.
        long? LastOf(IEnumerable<Evidence> rows) => rows.Where(e => e.EffectiveOn == certificate.CompletedOn && e.RecordedUtc <= certificate.RecordedUtc).Max(e => (long?)e.Id);

        // What counted then: a row that corrects came later, as far as it was not there yet.
        ProofTable Then(Func<Evidence, bool> known) => new(PersonFacts.ToProofs(EvidenceRules.Effective(corrected.Where(known))), facts.Changes);

        bool Matches(ProofTable ledger) =>
            Progression.Run(schemes, ledger, earlier, certificate.CompletedOn) is [.., var last]
            && last.CertificateId is null && last.On == certificate.CompletedOn && last.Scheme.SchemeId == certificate.SchemeId
            // What another system issued is valid as long as that system said.
            && (last.Scheme.Rules.IsBroughtAlong || (last.TermIfIssued(certificate.IssuedOn) == new Term(certificate.ValidFrom, certificate.ValidThrough)
                && last.Scheme.Rules.Hours == certificate.Hours));
    }
}
