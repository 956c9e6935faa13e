using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>An update that a holder has not shown yet.</summary>
public sealed record PendingUpdate(ForcedUpdate Update)
{
    public string ModuleCode => Update.ModuleCode;
    public DateOnly Deadline => Update.Deadline;
}

/// <summary>
/// What forced updates do to certificates: a pure function of ledger and updates, so no job has to fire on the day after the
/// deadline, and showing the module lifts the suspension at once.
/// </summary>
public static class ForcedSuspension
{
    /// <summary>The history with the suspensions and reinstatements that follow from the updates; the same object when there are none.</summary>
    /// <param name="recorded">With the events that people recorded.</param>
    /// <param name="modules">Module codes that the certificate's scheme asks for.</param>
    public static CertificateHistory Apply(CertificateHistory recorded, ProofTable ledger, IReadOnlyList<ForcedUpdate> updates, IReadOnlySet<string> modules)
    {
        List<Spell>? spells = null;
        foreach (var update in updates)
            if (modules.Contains(update.ModuleCode) && update.Concerns(recorded.Certificate.Role) && SpellOf(recorded.Certificate, ledger, update) is { } spell) (spells ??= []).Add(spell);
        return spells is null ? recorded : recorded with { Events = Merge(recorded, spells) };
    }

    /// <summary>Updates that are announced and that a holder has yet to show, the most pressing first; late ones are among them.</summary>
    /// <param name="updates">That concern the role.</param>
    public static IReadOnlyList<PendingUpdate> Pending(ProofTable ledger, IReadOnlyList<ForcedUpdate> updates, IReadOnlySet<string> modules, DateOnly day) =>
    [
        .. updates.Where(u => u.AnnouncedOn <= day && modules.Contains(u.ModuleCode) && ShownSince(ledger, u, day) is null)
            .GroupBy(u => u.ModuleCode).Select(g => new PendingUpdate(g.MinBy(u => u.Deadline)!)).OrderBy(p => p.Deadline),
    ];

    /// <summary>
    /// What the holder of a role's certificates has yet to show, the same on every day, so that it can be stored: an update is announced
    /// and never lies ahead. Certificates that ended before it was announced ask for nothing.
    /// </summary>
    public static IEnumerable<UnshownUpdate> Unshown(
        IReadOnlyList<CertificateHistory> certificates, ProofTable ledger, IReadOnlyList<ForcedUpdate> updates, Func<long, IReadOnlySet<string>> modulesOf)
    {
        var days = new Dictionary<string, DateOnly>();
        foreach (var update in updates)
            foreach (var history in certificates)
            {
                var certificate = history.Certificate;
                if (certificate.ValidThrough < update.AnnouncedOn || !update.Concerns(certificate.Role) || !modulesOf(certificate.SchemeId).Contains(update.ModuleCode)
                    || history.At(DateOnly.MaxValue) == CertificateState.Revoked || ShownSince(ledger, update, DateOnly.MaxValue) is not null) continue;
                var last = SpellOf(certificate, ledger, update)?.From.AddDays(-1) ?? update.Deadline;
                days[update.ModuleCode] = days.TryGetValue(update.ModuleCode, out var known) && known < last ? known : last;
            }
        return days.Select(d => new UnshownUpdate(d.Key, d.Value));
    }

    /// <summary>Days on which one update suspends a certificate.</summary>
    /// <param name="Until">First day on which it no longer does; null = not yet.</param>
    private sealed record Spell(ForcedUpdate Update, DateOnly From, DateOnly? Until)
    {
        public bool Holds(DateOnly day) => From <= day && (Until is null || day < Until);
    }

    private static Spell? SpellOf(Certificate certificate, ProofTable ledger, ForcedUpdate update)
    {
        var late = update.Deadline.AddDays(1);
        var from = late > certificate.ValidFrom ? late : certificate.ValidFrom;
        // A certificate that ended before is expired, not suspended.
        if (from > certificate.ValidThrough) return null;
        var shown = ShownSince(ledger, update, DateOnly.MaxValue);
        return shown <= from ? null : new(update, from, shown);
    }

    /// <summary>Day of the first evidence of the new edition. A waiver shows nothing: red-line modules cannot be waived.</summary>
    private static DateOnly? ShownSince(ProofTable ledger, ForcedUpdate update, DateOnly through)
    {
        foreach (ref readonly var proof in ledger.Proofs)
            if (proof.On >= update.AnnouncedOn && proof.On <= through && proof is { Kind: RequirementKind.Module, IsWaiver: false } && proof.Subject == update.ModuleCode
                && update.IsShownBy(ledger.RowOf(proof)))
                return proof.On;
        return null;
    }

    /// <summary>
    /// What people recorded goes first: a revocation is not lifted by learning, and a reinstatement by hand does not lift what learning
    /// must lift. An event is put in wherever the recorded ones alone would say something else.
    /// </summary>
    private static List<CertificateEvent> Merge(CertificateHistory recorded, List<Spell> spells)
    {
        var events = recorded.Events.ToList();
        var days = recorded.Events.Select(e => e.EffectiveOn).Concat(spells.Select(s => s.From)).Concat(spells.Select(s => s.Until).OfType<DateOnly>());
        var now = CertificateEventKind.Reinstated;
        foreach (var day in days.Distinct().Order().ToList())
        {
            var own = CertificateStates.Latest(recorded.Events, day);
            if (own?.EffectiveOn == day) now = own.Kind;
            var spell = spells.Find(s => s.Holds(day));
            var wanted = own is { Kind: not CertificateEventKind.Reinstated } ? own.Kind : spell is not null ? CertificateEventKind.Suspended : CertificateEventKind.Reinstated;
            if (wanted == now) continue;
            now = wanted;
            var cause = spell?.Update ?? spells.First(s => s.Until == day).Update;
            events.Add(new CertificateEvent
            {
                CertificateId = recorded.Certificate.Id, Kind = wanted, EffectiveOn = day, IsDerived = true,
                Reason = wanted == CertificateEventKind.Suspended
                    ? $"模块 {cause.ModuleCode} 强制更新，到 {cause.Deadline:yyyy-MM-dd} 还没有补学：{cause.Reason}"
                    : $"模块 {cause.ModuleCode} 已补学，自动恢复。",
                // After what people recorded for the same day.
                RecordedUtc = own?.EffectiveOn == day && own.RecordedUtc >= cause.RecordedUtc ? own.RecordedUtc.AddTicks(1) : cause.RecordedUtc,
            });
        }
        return [.. events.OrderBy(e => e.EffectiveOn).ThenBy(e => e.RecordedUtc).ThenBy(e => e.Id)];
    }
}
