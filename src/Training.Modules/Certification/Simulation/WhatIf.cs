using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Simulation;

/// <summary>What people are taken to learn from today on.</summary>
public enum Assumption
{
    /// <summary>Whoever is certified renews on the last valid day with what the present version asks for, and nothing more.</summary>
    RenewAsNow,

    /// <summary>Nobody learns anything any more.</summary>
    NothingMore,
}

/// <summary>Certificates of one person in the role, as they will be.</summary>
/// <param name="Now">With the present versions.</param>
/// <param name="Then">With the draft.</param>
/// <param name="Ledger">With the evidence that was assumed.</param>
/// <param name="Assumed">False when the person renews and no evidence could be made up for it.</param>
public sealed record Outlook(IReadOnlyList<CertificateHistory> Now, IReadOnlyList<CertificateHistory> Then, ProofTable Ledger, bool Assumed = true);

/// <summary>
/// What a draft would do to one person after another: the days ahead are gone through twice by the rules that issue today
/// (<see cref="Forecast"/>), with the draft and without it. Certificates that were issued stay valid to their last day under both.
/// One for each thread.
/// </summary>
public sealed class WhatIf
{
    private readonly Forecast _now, _then;
    private readonly Assumption _assumption;
    private readonly DateOnly _draftFrom;
    private readonly Dictionary<Rule, IReadOnlyList<Proof>?> _meeting = new(ReferenceEqualityComparer.Instance);

    /// <param name="present">The versions there are, and what was announced about modules.</param>
    /// <param name="draft">From its first day on it takes the place of the newest version.</param>
    public WhatIf(TrainingRole role, RoleSchemes present, DraftRules draft, Assumption assumption, DateOnly today, DateOnly through)
    {
        _now = new(role, present.Of(role), present.Updates, today, through);
        _then = new(role, draft.After(present.Of(role)), present.Updates, today, through);
        Changes = present.Changes;
        (_assumption, _draftFrom) = (assumption, draft.From);
    }

    /// <summary>Major editions of modules, which belong to every ledger.</summary>
    public IReadOnlyList<ModuleChange> Changes { get; }

    /// <summary>Versions with the draft, oldest first.</summary>
    public IReadOnlyList<DatedRules> SchemesThen => _then.Schemes;

    public Outlook Of(PackedPerson person, IReadOnlyList<(DateOnly From, DateOnly? Through)> held)
    {
        var ledger = person.Ledger.HeldOn(held);
        var now = _now.Run(ledger, person.Certificates, held);
        var assumed = true;
        if (_assumption == Assumption.RenewAsNow)
            while (EndOf(now.Certificates) is { } end && end <= _now.Through)
            {
                var proofs = Renewal(now, end);
                assumed = proofs is not null;
                if (proofs is null) break;
                var more = ledger.With(proofs);
                var renewed = _now.Run(more, person.Certificates, held, now, proofs[0].On);
                // Not held on that day, or the end of the look ahead: nothing follows.
                if (EndOf(renewed.Certificates) is not { } later || later <= end) break;
                (ledger, now) = (more, renewed);
            }
        // Both are the same until the draft begins.
        return new(now.Certificates, _then.Run(ledger, person.Certificates, held, now, _draftFrom).Certificates, ledger, assumed);
    }

    /// <summary>What somebody lacks under the draft on a day; empty when nothing is to be shown.</summary>
    public OpenCycle? Open(Outlook outlook, DateOnly day) =>
        OpenCycle.At(_then.Schemes, outlook.Ledger, _then.Completions(outlook.Ledger, outlook.Then, day).LastOrDefault(), day);

    /// <summary>Last valid day, over certificates that follow, of somebody certified today.</summary>
    private DateOnly? EndOf(IReadOnlyList<CertificateHistory> certificates)
    {
        for (var i = certificates.Count - 1; i >= 0; i--)
            if (certificates[i].At(_now.Today) == CertificateState.Valid) return RoleStanding.EndOfChain(certificates, certificates[i]);
        return null;
    }

    /// <summary>What the present version asks for at the end of a certificate; null when no evidence for it can be made up.</summary>
    private IReadOnlyList<Proof>? Renewal(Foreseen foreseen, DateOnly end)
    {
        if (InForce(_now.Schemes, end) is not { } scheme) return null;
        var last = Foreseen.Last(foreseen.Completions, end);
        var cycle = Cycle.Renewal(last, scheme.Rules) is { } renewal && end <= renewal.Through ? renewal : Cycle.Anew(last, scheme.Rules);
        if (!_meeting.TryGetValue(cycle.Rule, out var proofs)) _meeting[cycle.Rule] = proofs = AssumedEvidence.Meeting(cycle.Rule, _now.Today);
        var on = cycle.From > end ? cycle.From.Value : end;
        if (proofs is null) return null;
        var shown = new Proof[proofs.Count];
        for (var i = 0; i < shown.Length; i++) shown[i] = proofs[i] with { On = on, EvidenceId = long.MaxValue };
        return shown;
    }

    /// <summary>The newest version that is in force on a day.</summary>
    private static DatedRules? InForce(IReadOnlyList<DatedRules> schemes, DateOnly day)
    {
        for (var i = schemes.Count - 1; i >= 0; i--) if (schemes[i].InForce(day)) return schemes[i];
        return null;
    }
}

/// <summary>Rules that are not in force: a draft, or one that is being edited.</summary>
/// <param name="From">Day on which they would take force.</param>
public sealed record DraftRules(SchemeRules Rules, DateOnly From, string Title)
{
    /// <summary>Id that stands for the draft among the versions.</summary>
    public const long SchemeId = -1;

    /// <summary>The versions with the draft as the newest; what is in force before it ends the day before.</summary>
    /// <exception cref="ArgumentException">A version begins on its first day or later.</exception>
    public IReadOnlyList<DatedRules> After(IReadOnlyList<DatedRules> schemes)
    {
        var newest = schemes.Count > 0 ? schemes[^1] : null;
        if (newest?.From >= From) throw new ArgumentException("A draft takes force after the newest version.", nameof(schemes));
        var draft = new DatedRules(SchemeId, (newest?.Version ?? 0) + 1, From, null, Rules, Title);
        return newest is null ? [draft] : [.. schemes.Take(schemes.Count - 1), newest.Through >= From || newest.Through is null ? newest with { Through = From.AddDays(-1) } : newest, draft];
    }
}
