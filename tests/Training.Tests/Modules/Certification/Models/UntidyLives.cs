using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;

namespace Training.Tests.Modules.Certification.Models;

/// <summary>A row of a ledger: effective one day, recorded on another, perhaps taken back on a third.</summary>
internal sealed record LateRow(Proof Proof, DateOnly RecordedOn, DateOnly? TakenBackOn)
{
    public bool CountsOn(DateOnly day) => RecordedOn <= day && Proof.On <= day && (TakenBackOn is null || day < TakenBackOn);
}

/// <summary>
/// A life as a site sees it: rows come late, are corrected, some are waivers; certificates are issued day by day on what was known then,
/// suspended, revoked, reinstated, their renewal opened early; red-line modules are updated by force.
/// </summary>
internal sealed record UntidyLife(History History, IReadOnlyList<LateRow> Rows, IReadOnlyList<ForcedUpdate> Updates, IReadOnlyList<(int Certificate, int After, CertificateEventKind Kind)> Acts)
{
    private static readonly HashSet<string> Modules = ["O02", "R03", "R04"];

    /// <summary>What counts on a day, of what was known that day.</summary>
    public ProofTable LedgerOn(DateOnly day) => new ProofTable(Rows.Where(r => r.CountsOn(day)).Select(r => r.Proof), History.Changes).HeldOn(History.Held);

    /// <summary>Every day on which the role is held the site issues what the ledger of that day gives; officers act meanwhile.</summary>
    public IReadOnlyList<CertificateHistory> Live(DateOnly through)
    {
        var certificates = new List<CertificateHistory>();
        for (var day = RandomHistories.Start; day <= through; day = day.AddDays(1))
        {
            foreach (var (which, after, kind) in Acts)
                if (which < certificates.Count && certificates[which] is var known && known.Certificate.IssuedOn.AddDays(after) == day
                    && (kind == CertificateEventKind.RenewalOpened || CertificateActions.Possible(known).Contains(kind)))
                    certificates[which] = known with { Events = [.. known.Events, Event(kind, day, known.Events.Count)] };
            if (!History.IsHeld(day)) continue;
            var ledger = LedgerOn(day);
            var completions = Completions(ledger, certificates, day);
            var standing = RoleStanding.At(History.Schemes, ledger, completions, Under(certificates, ledger), day);
            if (!NewCertificate.ByRule(standing, day) || certificates.Exists(c => c.Certificate.CompletedOn > day)) continue;
            certificates.Add(new(NewCertificate.For(
                completions[^1], $"310105-CD-2026-{certificates.Count + 1:000000}", 1, "林秋禾", TrainingRole.ChildDirector, "发证机构", day, DateTime.UnixEpoch), []));
        }
        return certificates;
    }

    public IReadOnlyList<Completion> Completions(ProofTable ledger, IReadOnlyList<CertificateHistory> certificates, DateOnly day, IReadOnlyList<Completion>? known = null) =>
        Progression.Run(History.Schemes, ledger, [.. certificates.Select((c, i) => c.Certificate.ForRules(c.Events) with { CertificateId = i + 1 })], day, known);

    public IReadOnlyList<CertificateHistory> Under(IReadOnlyList<CertificateHistory> certificates, ProofTable ledger) =>
        [.. certificates.Select(c => ForcedSuspension.Apply(c, ledger, Updates, Modules))];

    private static CertificateEvent Event(CertificateEventKind kind, DateOnly on, int n) =>
        new() { CertificateId = 0, Kind = kind, EffectiveOn = on, Reason = "试用的理由", RecordedUtc = DateTime.UnixEpoch.AddMinutes(n) };

    public static readonly Gen<UntidyLife> Any =
        from history in RandomHistories.Wide
        from late in Gen.Select(Gen.Int[0, 3], Gen.Int[1, 200]).Array[30]
        from back in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 200]).Array[30]
        from waived in Gen.Int[0, 5].Array[30]
        from updates in Gen.Select(Gen.Int[0, RandomHistories.Days], Gen.Int[7, 90]).Array[0, 2]
        from acts in Gen.Select(Gen.Int[0, 3], Gen.Int[1, 300], Gen.Enum<CertificateEventKind>()).Array[0, 4]
        select new UntidyLife(
            history,
            [.. history.Proofs.Select((p, i) =>
            {
                // Two of three rows are recorded on their day, one of five is taken back later, one of six is a waiver.
                var recorded = p.On.AddDays(late[i % 30].Item1 == 0 ? late[i % 30].Item2 : 0);
                var proof = waived[i % 30] == 0 && p.Kind == RequirementKind.Module ? p with { IsWaiver = true, Centihours = 0 } : p;
                return new LateRow(proof, recorded, back[i % 30].Item1 == 0 ? recorded.AddDays(back[i % 30].Item2) : null);
            })],
            [.. updates.Select(u => new ForcedUpdate { ModuleCode = "O02", AnnouncedOn = RandomHistories.Start.AddDays(u.Item1), Days = u.Item2, Reason = "法律修订", RecordedUtc = DateTime.UnixEpoch })],
            [.. acts.OrderBy(a => a.Item2)]);
}
