using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using static Training.Tests.Modules.Certification.Models.RandomHistories;

namespace Training.Tests.Modules.Certification.Models;

/// <summary>Random schemes and histories against the definition, day by day.</summary>
public sealed class ProgressionPropertyTests
{
    private static readonly DateOnly End = Start.AddDays(Days);

    [Fact]
    public void Computing_anew_gives_what_was_issued_day_by_day() => Any.Sample(IssuedAsComputed, iter: 150);

    /// <summary>The history that once told the two apart.</summary>
    [Fact]
    public void A_renewal_shown_before_the_post_began_is_issued_with_the_first_certificate() => Any.Sample(IssuedAsComputed, seed: "6r18FkjVzQ2j", iter: 1);

    private static bool IssuedAsComputed(History h) => Expected(h).Select(e => (e.Completion.On, e.IssuedOn, e.Term, e.Completion.Scheme.SchemeId))
        .SequenceEqual(DayByDay(h, End).Select(e => (e.Completion.On, e.IssuedOn, e.Term, e.Completion.Scheme.SchemeId)));

    [Fact]
    public void Certificates_of_one_role_never_overlap() => Any.Sample(h =>
    {
        var terms = Expected(h).Select(e => e.Term).ToList();
        return terms.Zip(terms.Skip(1)).All(pair => pair.First.Through < pair.Second.From);
    }, iter: 1000);

    [Fact]
    public void Whoever_is_certified_has_completed() => Any.Sample(h =>
        Expected(h).All(e => e.Completion.On <= e.IssuedOn && e.Term.Through >= e.IssuedOn
            && e.Completion.Result.IsMet && e.Completion.Met.All(m => m.By is { } by && by.On <= e.Completion.On && h.Proofs.Contains(by))), iter: 1000);

    [Fact]
    public void What_was_shown_is_what_the_scheme_lists() => Flat.Sample(h =>
        Expected(h).All(e => (e.Completion.IsRenewal ? e.Completion.Scheme.Rules.Renewal.PathOf(e.Completion.Cycle.Number)!.Requirements : e.Completion.Scheme.Rules.Requirements).Leaves
            .SequenceEqual(e.Completion.Met.Select(m => m.Requirement))), iter: 1000);

    [Fact]
    public void Evidence_that_nobody_asks_for_changes_nothing() => Gen.Select(Any, Gen.Int[0, Days].Array[1, 10]).Sample((h, days) =>
        Same(h, h with { Proofs = [.. days.Select(d => new Proof(RequirementKind.Module, "T99", Start.AddDays(d))), .. h.Proofs] }), iter: 1000);

    [Fact]
    public void The_order_of_the_ledger_does_not_matter() => Any.Sample(h =>
        Same(h, h with { Proofs = [.. h.Proofs.Reverse()] }), iter: 1000);

    [Fact]
    public void The_past_does_not_depend_on_the_future() => Gen.Select(Any, Gen.Int[0, Days]).Sample((h, day) =>
    {
        var asOf = Start.AddDays(day);
        var then = Progression.Run(h.Schemes, h.LedgerOn(asOf), [], asOf).Select(c => (c.On, c.Term));
        var now = Progression.Run(h.Schemes, h.Ledger, [], End).Where(c => c.On <= asOf).Select(c => (c.On, c.Term));
        return then.SequenceEqual(now);
    }, iter: 1000);

    [Fact]
    public void Whoever_finishes_a_version_after_its_end_was_in_the_role_without_a_gap_since_it_applied()
    {
        var late = 0;
        Any.Sample(h => Expected(h).Where(e => e.Completion.On > e.Completion.Scheme.Through).All(e =>
        {
            Interlocked.Increment(ref late);
            var (last, on) = (e.Completion.Scheme.Through!.Value, e.Completion.On);
            return Enumerable.Range(0, on.DayNumber - last.DayNumber + 1).All(i => h.IsHeld(last.AddDays(i))) && h.Proofs.Any(p => p.On <= last);
        }), iter: 3000);
        Assert.True(late > 0);
    }

    [Fact]
    public void Whoever_holds_the_role_all_along_is_judged_as_by_the_evidence_alone() => Any.Sample(h =>
        Runs(h, new ProofTable(h.Proofs, h.Changes).HeldOn([(Start, null)])).SequenceEqual(Runs(h, new(h.Proofs, h.Changes))), iter: 1000);

    [Fact]
    public void A_gap_in_the_role_completes_nothing_earlier() => Any.Sample(h =>
    {
        var (all, own) = (new ProofTable(h.Proofs, h.Changes), h.Ledger);
        return Progression.Run(h.Schemes, own, [], End).FirstOrDefault() is not { } first || Progression.Run(h.Schemes, all, [], End)[0].On <= first.On;
    }, iter: 1000);

    private static IEnumerable<(DateOnly, Term, long)> Runs(History h, ProofTable ledger) => Progression.Run(h.Schemes, ledger, [], End).Select(c => (c.On, c.Term, c.Scheme.SchemeId));

    private static bool Same(History a, History b) =>
        Expected(a).Select(e => (e.Completion.On, e.IssuedOn, e.Term)).SequenceEqual(Expected(b).Select(e => (e.Completion.On, e.IssuedOn, e.Term)));

    private static IReadOnlyList<ExpectedCertificate> Expected(History h) =>
        ExpectedCertificates.Of(h.Schemes, h.Ledger, h.Held, End);
}
