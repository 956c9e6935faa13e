using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;

namespace Training.Tests.Modules.Certification.Models;

/// <summary>A made-up role with versions, evidence, and days on which it is held.</summary>
internal sealed record History(IReadOnlyList<DatedRules> Schemes, IReadOnlyList<Proof> Proofs, IReadOnlyList<(DateOnly, DateOnly?)> Held, IReadOnlyList<ModuleChange> Changes)
{
    public ProofTable Ledger => new ProofTable(Proofs, Changes).HeldOn(Held);

    public ProofTable LedgerOn(DateOnly day) => new ProofTable(Proofs.Where(p => p.On <= day), Changes).HeldOn(Held);

    public bool IsHeld(DateOnly day) => Held.Any(i => i.Item1 <= day && (i.Item2 is null || day <= i.Item2));
}

/// <summary>Random schemes – flat lists and trees, months and calendar ends, paths by cycle – and random learning.</summary>
internal static class RandomHistories
{
    public static readonly DateOnly Start = new(2024, 1, 15);
    public const int Days = 700;
    public static readonly string[] Subjects = ["O02", "R03", "R04", "S1"];

    private static readonly Gen<Rule> List =
        Gen.Int[1, 15].Select(mask => (Rule)Sample.All(Subjects.Where((_, i) => (mask >> i & 1) == 1)));

    private static readonly Gen<Rule> Trees = Gen.OneOf(
        List,
        from count in Gen.Int[1, 2] from rest in List select (Rule)AllOf.Of(rest, SomeOf.Of(count, Sample.Needs("O02"), Sample.Needs("R03"), Sample.Needs("R04"))),
        from age in Gen.Int[1, 12] from subject in Gen.OneOfConst(Subjects) from rest in List select (Rule)AllOf.Of(rest, Sample.Needs(subject) with { MaxAgeMonths = age }),
        from least in Gen.Int[1, 4] from rest in List select (Rule)AllOf.Of(rest, new HoursOf { AtLeast = least }),
        from rest in List select (Rule)AllOf.Of(rest, new ChangedModules { Modules = ["O02", "R03"] }),
        from least in Gen.Int[1, 4] from within in Gen.Int[1, 12] from rest in List select (Rule)AllOf.Of(rest, new HoursOf { AtLeast = least, WithinMonths = within, SinceLastCompletion = least > 2 }));

    private static readonly Gen<ValidityUnit> Months = Gen.OneOfConst(ValidityUnit.Months, ValidityUnit.Months, ValidityUnit.EndOfMonth);

    /// <summary>Trees in which a module may be waived or not, as a district says.</summary>
    private static readonly Gen<Rule> Waivable =
        from tree in Trees from subject in Gen.OneOfConst("R03", "R04") from waivable in Gen.Bool
        select (Rule)AllOf.Of(tree, Sample.Needs(subject) with { Waivable = waivable });

    private static Gen<SchemeRules> RulesOf(Gen<Rule> rule, Gen<ValidityUnit> units) =>
        from all in rule
        from renewal in rule
        from second in rule
        from paths in Gen.Int[1, 2]
        from unit in units
        from start in Gen.Enum<ValidityStart>()
        from months in Gen.Int[1, 12]
        from opens in Gen.Int[0, 90]
        from closes in Gen.Int[0, 120]
        from transition in Gen.Int[0, 6]
        select new SchemeRules
        {
            Requirements = all, Validity = new() { Unit = unit, Count = unit is ValidityUnit.Years or ValidityUnit.EndOfYear ? 1 : months, From = start }, TransitionMonths = transition,
            Renewal = new()
            {
                OpensDaysBefore = opens, ClosesDaysAfter = closes,
                Paths = [new() { Requirements = renewal }, .. paths == 2 ? [new RenewalPath { FromCycle = 2, EveryCycles = 2, Requirements = second }] : Array.Empty<RenewalPath>()],
            },
        };

    private static Gen<History> Of(Gen<Rule> rule, Gen<ValidityUnit> units) =>
        from rules in RulesOf(rule, units).Array[1, 3]
        from starts in Gen.Int[1, Days - 1].HashSet[2]
        from proofs in Gen.Select(Gen.Int[0, Subjects.Length - 1], Gen.Int[0, Days], Gen.Int[0, 200]).Array[0, 30]
        from changes in Gen.Select(Gen.Int[0, 2], Gen.Int[0, Days]).Array[0, 2]
        from heldFrom in Gen.Int[0, 200]
        from gap in Gen.Select(Gen.Int[0, 300], Gen.Int[1, 100], Gen.Bool)
        select new History(
            Versions(rules, [0, .. starts.Order().Take(rules.Length - 1)]),
            [.. proofs.Select((p, i) => new Proof(Sample.Needs(Subjects[p.Item1]).Kind, Subjects[p.Item1], Start.AddDays(p.Item2), i + 1) { Centihours = p.Item3 })],
            gap.Item3
                ? [(Start.AddDays(heldFrom), Start.AddDays(heldFrom + gap.Item1)), (Start.AddDays(heldFrom + gap.Item1 + gap.Item2), null)]
                : [(Start.AddDays(heldFrom), null)],
            [.. changes.Select(c => new ModuleChange(Subjects[c.Item1], Start.AddDays(c.Item2)))]);

    /// <summary>Flat lists only, where more can be said.</summary>
    public static readonly Gen<History> Flat = Of(List, Months).Select(h => h with { Changes = [] });

    public static readonly Gen<History> Any = Of(Trees, Months);

    /// <summary>Every unit of validity, waivable modules too.</summary>
    public static readonly Gen<History> Wide = Of(Gen.OneOf(Trees, Waivable), Gen.Enum<ValidityUnit>());

    private static DatedRules[] Versions(SchemeRules[] rules, int[] starts) =>
    [
        .. rules.Take(starts.Length).Select((r, i) => new DatedRules(
            i + 1, i + 1, Start.AddDays(starts[i]), i + 1 < Math.Min(rules.Length, starts.Length) ? Start.AddDays(starts[i + 1] - 1) : null, r)),
    ];

    /// <summary>What a site gives that runs all the time: every day on which the role is held, issue what the ledger of that day gives.</summary>
    public static List<ExpectedCertificate> DayByDay(History h, DateOnly through)
    {
        var (issued, certificates) = (new List<ExpectedCertificate>(), new List<IssuedCertificate>());
        for (var day = Start; day <= through; day = day.AddDays(1))
        {
            // A renewal that was shown before the post began is due as soon as the first certificate is there.
            while (h.IsHeld(day) && Progression.Run(h.Schemes, h.LedgerOn(day), certificates, day) is [.., var last] && last.IssuableOn(day))
            {
                issued.Add(new(last, day));
                var term = last.TermIfIssued(day);
                certificates.Add(new(issued.Count, last.Scheme.SchemeId, last.On, term.From, term.Through));
            }
        }
        return issued;
    }
}
