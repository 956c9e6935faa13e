using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;

namespace Training.Tests.Modules.Certification.Models;

/// <summary>Random schemes and histories against the definition, day by day.</summary>
public sealed class ProgressionPropertyTests
{
    private static readonly DateOnly Start = new(2024, 1, 15);
    private const int Days = 700;
    private static readonly string[] Subjects = ["O02", "R03", "R04", "S1"];

    private sealed record History(IReadOnlyList<DatedRules> Schemes, IReadOnlyList<Proof> Proofs, IReadOnlyList<(DateOnly, DateOnly?)> Held);

    private static readonly Gen<AllOf> Requirements =
        Gen.Int[1, 15].Select(mask => Sample.All(Subjects.Where((_, i) => (mask >> i & 1) == 1)));

    private static readonly Gen<SchemeRules> AnyRules =
        from all in Requirements
        from renewal in Requirements
        from months in Gen.Int[1, 12]
        from opens in Gen.Int[0, 90]
        from closes in Gen.Int[0, 120]
        from transition in Gen.Int[0, 6]
        select new SchemeRules
        {
            Requirements = all, Validity = Validity.OfMonths(months), TransitionMonths = transition,
            Renewal = new() { OpensDaysBefore = opens, ClosesDaysAfter = closes, Paths = RenewalRule.Always(renewal) },
        };

    private static readonly Gen<History> Histories =
        from rules in AnyRules.Array[1, 3]
        from starts in Gen.Int[1, Days - 1].HashSet[2]
        from proofs in Gen.Select(Gen.Int[0, Subjects.Length - 1], Gen.Int[0, Days]).Array[0, 30]
        from heldFrom in Gen.Int[0, 200]
        from gap in Gen.Select(Gen.Int[0, 300], Gen.Int[1, 100], Gen.Bool)
        select new History(
            Versions(rules, [0, .. starts.Order().Take(rules.Length - 1)]),
            [.. proofs.Select(p => new Proof(Sample.Needs(Subjects[p.Item1]).Kind, Subjects[p.Item1], Start.AddDays(p.Item2)))],
            gap.Item3
                ? [(Start.AddDays(heldFrom), Start.AddDays(heldFrom + gap.Item1)), (Start.AddDays(heldFrom + gap.Item1 + gap.Item2), null)]
                : [(Start.AddDays(heldFrom), null)]);

    [Fact]
    public void Computing_anew_gives_what_was_issued_day_by_day() => Histories.Sample(h =>
        Expected(h).Select(e => (e.Completion.On, e.IssuedOn, e.Term, e.Completion.Scheme.SchemeId))
            .SequenceEqual(DayByDay(h).Select(e => (e.Completion.On, e.IssuedOn, e.Term, e.Completion.Scheme.SchemeId))), iter: 150);

    [Fact]
    public void Certificates_of_one_role_never_overlap() => Histories.Sample(h =>
    {
        var terms = Expected(h).Select(e => e.Term).ToList();
        return terms.Zip(terms.Skip(1)).All(pair => pair.First.Through < pair.Second.From);
    }, iter: 1000);

    [Fact]
    public void Whoever_is_certified_has_completed() => Histories.Sample(h =>
        Expected(h).All(e => e.Completion.On <= e.IssuedOn && e.Term.Through >= e.IssuedOn
            && e.Completion.Met.All(m => m.By is { } by && by.On <= e.Completion.On && h.Proofs.Contains(by))
            && (e.Completion.IsRenewal ? e.Completion.Scheme.Rules.Renewal.PathOf(1)!.Requirements : e.Completion.Scheme.Rules.Requirements).Leaves
                .SequenceEqual(e.Completion.Met.Select(m => m.Requirement))), iter: 1000);

    [Fact]
    public void Evidence_that_nobody_asks_for_changes_nothing() => Gen.Select(Histories, Gen.Int[0, Days].Array[1, 10]).Sample((h, days) =>
        Same(h, h with { Proofs = [.. days.Select(d => new Proof(RequirementKind.Module, "T99", Start.AddDays(d))), .. h.Proofs] }), iter: 1000);

    [Fact]
    public void The_order_of_the_ledger_does_not_matter() => Histories.Sample(h =>
        Same(h, h with { Proofs = [.. h.Proofs.Reverse()] }), iter: 1000);

    [Fact]
    public void The_past_does_not_depend_on_the_future() => Gen.Select(Histories, Gen.Int[0, Days]).Sample((h, day) =>
    {
        var asOf = Start.AddDays(day);
        var then = Progression.Run(h.Schemes, [.. h.Proofs.Where(p => p.On <= asOf)], [], asOf).Select(c => (c.On, c.Term));
        var now = Progression.Run(h.Schemes, h.Proofs, [], Start.AddDays(Days)).Where(c => c.On <= asOf).Select(c => (c.On, c.Term));
        return then.SequenceEqual(now);
    }, iter: 1000);

    private static bool Same(History a, History b) =>
        Expected(a).Select(e => (e.Completion.On, e.IssuedOn, e.Term)).SequenceEqual(Expected(b).Select(e => (e.Completion.On, e.IssuedOn, e.Term)));

    private static IReadOnlyList<ExpectedCertificate> Expected(History h) =>
        ExpectedCertificates.Of(h.Schemes, h.Proofs, h.Held, Start.AddDays(Days));

    /// <summary>What the site does: every day on which the role is held, issue what the ledger of that day gives.</summary>
    private static List<ExpectedCertificate> DayByDay(History h)
    {
        var (issued, certificates) = (new List<ExpectedCertificate>(), new List<IssuedCertificate>());
        for (var day = Start; day <= Start.AddDays(Days); day = day.AddDays(1))
        {
            if (!h.Held.Any(i => i.Item1 <= day && (i.Item2 is null || day <= i.Item2))) continue;
            var known = h.Proofs.Where(p => p.On <= day).ToList();
            if (Progression.Run(h.Schemes, known, certificates, day) is not [.., var last] || !last.IssuableOn(day)) continue;
            issued.Add(new(last, day));
            var term = last.TermIfIssued(day);
            certificates.Add(new(issued.Count, last.Scheme.SchemeId, last.On, term.From, term.Through));
        }
        return issued;
    }

    private static DatedRules[] Versions(SchemeRules[] rules, int[] starts) =>
    [
        .. rules.Take(starts.Length).Select((r, i) => new DatedRules(
            i + 1, i + 1, Start.AddDays(starts[i]), i + 1 < Math.Min(rules.Length, starts.Length) ? Start.AddDays(starts[i + 1] - 1) : null, r)),
    ];
}
