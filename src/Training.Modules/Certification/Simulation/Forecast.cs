using System.Collections;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Simulation;

/// <summary>One person's days to come.</summary>
/// <param name="Certificates">Of the role, those that there are and those that will be, by day of completion.</param>
/// <param name="Completions">Up to the last day looked at.</param>
public sealed record Foreseen(IReadOnlyList<CertificateHistory> Certificates, IReadOnlyList<Completion> Completions)
{
    /// <summary>What stays as it is when nothing changes before a day.</summary>
    internal Foreseen Before(DateOnly day)
    {
        var kept = new List<CertificateHistory>(Certificates.Count);
        var same = day;
        for (var i = 0; i < Certificates.Count; i++)
        {
            var certificate = Certificates[i].Certificate;
            if (certificate.IssuedOn < day) kept.Add(Certificates[i]);
            // A completion whose certificate is issued later, or never, stands without one till then.
            else if (certificate.CompletedOn < same) same = certificate.CompletedOn;
        }
        return new(kept, CompletedBefore(same));
    }

    /// <summary>The latest completion up to a day.</summary>
    internal static Completion? Last(IReadOnlyList<Completion> completions, DateOnly day)
    {
        for (var i = completions.Count - 1; i >= 0; i--) if (completions[i].On <= day) return completions[i];
        return null;
    }

    internal List<Completion> CompletedBefore(DateOnly day)
    {
        var found = new List<Completion>(Completions.Count);
        for (var i = 0; i < Completions.Count && Completions[i].On < day; i++) found.Add(Completions[i]);
        return found;
    }
}

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

    /// <param name="ledger">With the days on which the role is held (<see cref="ProofTable.HeldOn"/>); may hold evidence of days to come.</param>
    /// <param name="recorded">Of the role, by day of completion, with the events that people recorded.</param>
    /// <param name="held">Days on which the role is held.</param>
    public Foreseen Run(ProofTable ledger, IReadOnlyList<CertificateHistory> recorded, IReadOnlyList<(DateOnly From, DateOnly? Through)> held) =>
        Run(ledger, new(Under(recorded, ledger), []), held, Today);

    /// <summary>The same as far as it differs from what was foreseen before: with other evidence, or other rules, from a day to come on.</summary>
    public Foreseen Run(
        ProofTable ledger, IReadOnlyList<CertificateHistory> recorded, IReadOnlyList<(DateOnly From, DateOnly? Through)> held, Foreseen before, DateOnly from) =>
        // Evidence of days to come may lift what a forced update suspended: then all is worked out anew.
        from <= Today || updates.Count > 0 ? Run(ledger, recorded, held) : Run(ledger, before.Before(from), held, from);

    private Foreseen Run(ProofTable ledger, Foreseen known, IReadOnlyList<(DateOnly From, DateOnly? Through)> held, DateOnly day)
    {
        while (true)
        {
            var certificates = known.Certificates;
            var completions = Completions(ledger, certificates, Through, known.Completions);
            var foreseen = new Foreseen(certificates, completions);
            if (!IsAnyIssuable(completions, day) || Next(ledger, completions, certificates, held, day) is not { } next) return foreseen;
            known = new([.. certificates, Under(next, ledger)], foreseen.CompletedBefore(next.Certificate.CompletedOn));
            day = next.Certificate.IssuedOn;
        }
    }

    private static bool IsAnyIssuable(IReadOnlyList<Completion> completions, DateOnly from)
    {
        for (var i = 0; i < completions.Count; i++) if (completions[i].CertificateId is null && completions[i].LastIssuable >= from) return true;
        return false;
    }

    /// <summary>The completions up to a day, given these certificates.</summary>
    public IReadOnlyList<Completion> Completions(
        ProofTable ledger, IReadOnlyList<CertificateHistory> certificates, DateOnly day, IReadOnlyList<Completion>? known = null) =>
        Progression.Run(Schemes, ledger, new Issued(certificates), day, known);

    /// <summary>With the suspensions that follow from forced updates.</summary>
    private IReadOnlyList<CertificateHistory> Under(IReadOnlyList<CertificateHistory> recorded, ProofTable ledger) => updates.Count == 0 || recorded.Count == 0
        ? recorded
        : [.. recorded.Select(c => Under(c, ledger))];

    private CertificateHistory Under(CertificateHistory recorded, ProofTable ledger) =>
        updates.Count == 0 ? recorded : ForcedSuspension.Apply(recorded, ledger, updates, _modules.GetValueOrDefault(recorded.Certificate.SchemeId, []));

    private CertificateHistory? Next(
        ProofTable ledger, IReadOnlyList<Completion> completions, IReadOnlyList<CertificateHistory> certificates,
        IReadOnlyList<(DateOnly From, DateOnly? Through)> held, DateOnly from)
    {
        for (DateOnly? next = from; next is { } day && day <= Through; next = After(day))
        {
            if (!IsHeld(held, day)) continue;
            var last = Foreseen.Last(completions, day);
            var standing = RoleStanding.Decide(last, certificates, day, () => null);
            if (!NewCertificate.ByRule(standing, day)) continue;
            var term = last!.TermIfIssued(day);
            return new(PackCode.Bare(Role, last.Scheme.SchemeId, last.On, day, term.From, term.Through), []);
        }
        return null;

        // Something can change only on a day of completion, when the role is taken up, or when something happens to a certificate.
        DateOnly? After(DateOnly day)
        {
            DateOnly? first = null;
            for (var i = 0; i < completions.Count; i++) Offer(completions[i].On);
            for (var i = 0; i < held.Count; i++) Offer(held[i].From);
            for (var i = 0; i < certificates.Count; i++)
                for (var k = 0; k < certificates[i].Events.Count; k++) Offer(certificates[i].Events[k].EffectiveOn);
            return first;

            void Offer(DateOnly other)
            {
                if (other > day && (first is null || other < first)) first = other;
            }
        }
    }

    private static bool IsHeld(IReadOnlyList<(DateOnly From, DateOnly? Through)> held, DateOnly day)
    {
        for (var i = 0; i < held.Count; i++) if (held[i].From <= day && (held[i].Through is null || day <= held[i].Through)) return true;
        return false;
    }

    /// <summary>Certificates as the rules see them, each looked at when it is asked for: a million people need no copies.</summary>
    private sealed class Issued(IReadOnlyList<CertificateHistory> histories) : IReadOnlyList<IssuedCertificate>
    {
        public int Count => histories.Count;
        public IssuedCertificate this[int index] => histories[index].Certificate.ForRules(histories[index].Events);
        public IEnumerator<IssuedCertificate> GetEnumerator() => histories.Select(h => h.Certificate.ForRules(h.Events)).GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
