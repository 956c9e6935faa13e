using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Simulation;

/// <summary>
/// The certificates somebody will hold in a role if the site runs on by its rules: the same functions that issue today, on the days
/// to come. A completion is taken to be issued on its day, or on the first day on which the role is held again; after a suspension
/// or revocation nothing is, since a person decides then.
/// </summary>
public sealed class Forecast(TrainingRole role, IReadOnlyList<DatedRules> schemes, IReadOnlyList<ForcedUpdate> updates, DateOnly today, DateOnly through)
{
    private readonly Dictionary<long, HashSet<string>> _modules = schemes.ToDictionary(s => s.SchemeId, s => RoleSchemes.ModulesIn(s.Rules));

    public TrainingRole Role { get; } = role;

    /// <summary>Versions of the role, oldest first.</summary>
    public IReadOnlyList<DatedRules> Schemes { get; } = schemes;

    public DateOnly Today { get; } = today;

    /// <summary>Last day looked at.</summary>
    public DateOnly Through { get; } = through;

    /// <summary>Certificates of the role that there are and that will be, by day of completion.</summary>
    /// <param name="ledger">May hold evidence of days to come.</param>
    /// <param name="recorded">Of the role, by day of completion, with the events that people recorded.</param>
    /// <param name="held">Days on which the role is held.</param>
    public IReadOnlyList<CertificateHistory> Run(
        ProofTable ledger, IReadOnlyList<CertificateHistory> recorded, IReadOnlyList<(DateOnly From, DateOnly? Through)> held)
    {
        var certificates = Under(recorded, ledger);
        var day = Today;
        while (true)
        {
            var completions = Completions(ledger, certificates, Through);
            if (!completions.Any(c => c.CertificateId is null && c.LastIssuable >= day)) return certificates;
            if (Next(ledger, completions, certificates, held, day) is not { } next) return certificates;
            certificates = [.. certificates, .. Under([next], ledger)];
            day = next.Certificate.IssuedOn;
        }
    }

    /// <summary>The completions up to a day, given these certificates.</summary>
    public IReadOnlyList<Completion> Completions(ProofTable ledger, IReadOnlyList<CertificateHistory> certificates, DateOnly day)
    {
        var issued = new IssuedCertificate[certificates.Count];
        for (var i = 0; i < issued.Length; i++) issued[i] = certificates[i].Certificate.ForRules(certificates[i].Events);
        return Progression.Run(Schemes, ledger, issued, day);
    }

    /// <summary>With the suspensions that follow from forced updates.</summary>
    private IReadOnlyList<CertificateHistory> Under(IReadOnlyList<CertificateHistory> recorded, ProofTable ledger) => updates.Count == 0 || recorded.Count == 0
        ? recorded
        : [.. recorded.Select(c => ForcedSuspension.Apply(c, ledger, updates, _modules.GetValueOrDefault(c.Certificate.SchemeId, [])))];

    private CertificateHistory? Next(
        ProofTable ledger, IReadOnlyList<Completion> completions, IReadOnlyList<CertificateHistory> certificates,
        IReadOnlyList<(DateOnly From, DateOnly? Through)> held, DateOnly from)
    {
        // Something can change only on a day of completion, when the role is taken up, or when something happens to a certificate.
        var days = completions.Select(c => c.On).Concat(held.Select(h => h.From))
            .Concat(certificates.SelectMany(c => c.Events, (_, e) => e.EffectiveOn)).Append(from)
            .Where(d => d >= from && d <= Through).Distinct().Order();
        foreach (var day in days)
        {
            if (!held.Any(h => h.From <= day && (h.Through is null || day <= h.Through))) continue;
            var last = completions.LastOrDefault(c => c.On <= day);
            var standing = RoleStanding.Decide(last, certificates, day, () => null);
            if (!NewCertificate.ByRule(standing, day)) continue;
            var term = last!.TermIfIssued(day);
            return new(PackCode.Bare(Role, last.Scheme.SchemeId, last.On, day, term.From, term.Through), []);
        }
        return null;
    }
}
