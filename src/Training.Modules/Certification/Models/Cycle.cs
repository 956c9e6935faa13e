using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Models;

/// <summary>One way to complete: a rule, and the days on which its evidence counts.</summary>
/// <param name="From">First day that counts; null = any day.</param>
/// <param name="Through">Last day that counts; null = open.</param>
/// <param name="Number">Which renewal since everything was shown, from 1; 0 = everything.</param>
/// <param name="Title">E.g. 年度轮训包; null = nothing of its own.</param>
/// <param name="Since">First day that counts for rules that reach back to the last completion; null where there was none, or it counts for nothing.</param>
/// <param name="OpenedEarly">Day on which an officer opened it, where that is before the scheme's.</param>
public sealed record Cycle(Rule Rule, DateOnly? From, DateOnly? Through, int Number = 0, string? Title = null, DateOnly? Since = null, DateOnly? OpenedEarly = null)
{
    public bool IsRenewal => Number > 0;

    /// <summary>
    /// What is possible after a completion: at first everything; then the renewal path of the cycle within its window, or everything
    /// again with evidence after the expiry; after a revocation only everything again, from the day of the revocation.
    /// </summary>
    public static IEnumerable<Cycle> After(Completion? last, SchemeRules rules)
    {
        if (Renewal(last, rules) is { } renewal) yield return renewal;
        yield return Anew(last, rules);
    }

    /// <summary>The renewal after a completion; null when there is nothing to renew.</summary>
    internal static Cycle? Renewal(Completion? last, SchemeRules rules)
    {
        if (last is not { RevokedOn: null }) return null;
        var (number, since, end) = (last.Cycle.Number + 1, last.On.AddDays(1), last.Term.Through);
        if (rules.Renewal.PathOf(number) is not { } path) return null;
        var opens = end.AddDays(-rules.Renewal.OpensDaysBefore);
        var early = last.RenewalOpenedOn < opens ? last.RenewalOpenedOn : null;
        return new(path.Requirements, Later(early ?? opens, since), end.AddDays(rules.Renewal.ClosesDaysAfter), number, path.Title, since, early);
    }

    /// <summary>Everything, for the first time or again.</summary>
    internal static Cycle Anew(Completion? last, SchemeRules rules) =>
        new(rules.Requirements, AnewFrom(last), null, Since: last is { RevokedOn: null } ? last.On.AddDays(1) : null);

    /// <summary>First day that counts for it; null = any.</summary>
    internal static DateOnly? AnewFrom(Completion? last) => last is null ? null : Later(last.RevokedOn ?? last.Term.Through.AddDays(1), last.On.AddDays(1));

    public bool Contains(DateOnly day) => (From is null || From <= day) && (Through is null || day <= Through);

    /// <summary>First day on which the rule is met under a version; null when it is not, or not while the version applied.</summary>
    internal DateOnly? Complete(ProofTable ledger, DatedRules scheme)
    {
        var view = View(ledger);
        // Evidence from before a version began counts for it, but nobody completes a version before it is in force.
        if (Rule.FirstMet(view, From > scheme.From ? From.Value : scheme.From) is not { } on || !Contains(on)) return null;
        // Who has begun under a version may finish it for some months after the next one took over.
        return scheme.Through is null || on <= scheme.Through || (on < scheme.TransitionEnd && IsBegunUnder(scheme, ledger, on)) ? on : null;
    }

    /// <summary>
    /// True for somebody 在途: in the role without a gap since a day of the version, with something shown for it by its last day. What was
    /// shown before the role was taken up counts, and is begun on the day on which it was; who takes it up under the next version begins under that.
    /// </summary>
    /// <param name="scheme">A version that has ended.</param>
    /// <param name="day">After its last day.</param>
    internal bool IsBegunUnder(DatedRules scheme, ProofTable ledger, DateOnly day) =>
        ledger.HeldSince(day) <= scheme.Through && View(ledger).Until(scheme.Through!.Value).Earliest(Rule) is not null;

    /// <summary>What showed each part up to a day.</summary>
    internal RuleResult Evaluate(ProofTable ledger, DateOnly day) => Rule.Evaluate(View(ledger), day);

    /// <summary>The evidence that counts.</summary>
    internal LedgerView View(ProofTable ledger) => ledger.Within(From, Through, Since);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
