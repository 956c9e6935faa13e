using CsCheck;
using Training.Modules.Certification.Models.Rules;

namespace Training.Tests.Modules.Certification.Models.Rules;

/// <summary>Random trees against the slow way: every day is tried.</summary>
public sealed class RulePropertyTests
{
    private static readonly DateOnly Start = new(2024, 1, 20);
    private const int Days = 500;
    private static readonly string[] Subjects = ["O02", "R03", "T01", "T02", "F01"];
    private static readonly string[] Levels = ["市级", "区级", "校本"];

    private static readonly Gen<Rule> Leaf = Gen.OneOf<Rule>(
        from subject in Gen.OneOfConst(Subjects)
        from age in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 9].Select(m => (int?)m))
        from score in Gen.OneOf(Gen.Const((int?)null), Gen.Int[60, 95].Select(s => (int?)s))
        select (Rule)(Shown.Module(subject) with { MaxAgeMonths = age, MinScore = score }),
        from times in Gen.Int[1, 3] select (Rule)new Shown { Kind = RequirementKind.Module, Times = times },
        from least in Gen.Int[1, 8]
        from part in Gen.Int[0, 3]
        from most in Gen.OneOf(Gen.Const((decimal?)null), Gen.Int[3, 6].Select(m => (decimal?)m))
        from level in Gen.OneOfConst(Levels)
        from within in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 9].Select(m => (int?)m))
        select (Rule)new HoursOf { WithinMonths = within, AtLeast = least, Quotas = [new() { Filter = new() { Levels = [level] }, AtLeast = Math.Min(part, least), AtMost = most }] },
        from codes in Gen.OneOfConst(Subjects).Array[1, 3] select (Rule)new ChangedModules { Modules = [.. codes.Distinct()] });

    private static readonly Gen<Rule> Trees = Gen.Recursive<Rule>((depth, inner) => depth > 2 ? Leaf : Gen.OneOf(
        Leaf,
        inner.Array[1, 4].Select(rules => (Rule)AllOf.Of(rules)),
        from rules in inner.Array[1, 4] from count in Gen.Int[1, 4] select (Rule)SomeOf.Of(Math.Min(count, rules.Length), rules)));

    private static readonly Gen<Proof> Proofs =
        from subject in Gen.OneOfConst(Subjects)
        from day in Gen.Int[0, Days]
        from hours in Gen.Int[0, 300]
        from score in Gen.Int[50, 100]
        from level in Gen.OneOfConst(Levels)
        from waiver in Gen.Int[0, 9]
        select new Proof(RequirementKind.Module, subject, Start.AddDays(day)) { Centihours = hours, Score = score, Level = level, IsWaiver = waiver == 0 };

    private static readonly Gen<ProofTable> Ledgers =
        from proofs in Proofs.Array[0, 15]
        from changes in Gen.Select(Gen.OneOfConst(Subjects), Gen.Int[0, Days]).Array[0, 3]
        select new ProofTable(proofs, [.. changes.Select(c => new ModuleChange(c.Item1, Start.AddDays(c.Item2)))]);

    [Fact]
    public void The_first_day_is_the_first_of_all_days_on_which_it_is_met() => Gen.Select(Trees, Ledgers, Gen.Int[0, 200]).Sample((rule, ledger, from) =>
        rule.FirstMet(ledger.All, Start.AddDays(from)) == SlowFirst(rule, ledger.All, Start.AddDays(from)), iter: 2000);

    [Fact]
    public void The_first_day_in_a_window_does_not_look_outside() => Gen.Select(Trees, Ledgers, Gen.Int[0, 200], Gen.Int[0, 300]).Sample((rule, ledger, from, length) =>
    {
        var (first, last) = (Start.AddDays(from), Start.AddDays(from + length));
        var inside = new ProofTable([.. ledger.Proofs.ToArray().Where(p => p.On >= first && p.On <= last)], ledger.Changes);
        // What changed is held against the whole ledger on purpose.
        return HasChanges(rule) || rule.FirstMet(ledger.Within(first, last), first) == rule.FirstMet(inside.All, first);
    }, iter: 2000);

    [Fact]
    public void The_reasons_say_what_the_decision_says() => Gen.Select(Trees, Ledgers, Gen.Int[0, Days]).Sample((rule, ledger, day) =>
    {
        var on = Start.AddDays(day);
        var result = rule.Evaluate(ledger.All, on);
        return result.IsMet == rule.IsMet(ledger.All, on) && (result.Missing == 0) == result.IsMet
            && (result.On is null || result.On <= on) && result.Leaves.All(l => l.By is null || l.By.Value.On <= on);
    }, iter: 2000);

    [Fact]
    public void Once_met_stays_met_where_nothing_ages_or_changes() => Gen.Select(Trees, Ledgers).Sample((rule, ledger) =>
    {
        if (!Steady(rule) || rule.FirstMet(ledger.All, Start) is not { } first) return true;
        return Enumerable.Range(0, 60).All(i => rule.IsMet(ledger.All, first.AddDays(i * 7)));
    }, iter: 2000);

    [Fact]
    public void Learning_more_never_costs_anything_where_nothing_is_capped() => Gen.Select(Trees, Ledgers, Proofs).Sample((rule, ledger, more) =>
    {
        if (!Steady(rule) || HasCaps(rule)) return true;
        var before = rule.FirstMet(ledger.All, Start);
        // A module counts once, with its first hours: another pass of one already there is no new evidence of hours.
        if (ledger.Proofs.ToArray().Any(p => p.Subject == more.Subject)) return true;
        var after = rule.FirstMet(new ProofTable([.. ledger.Proofs.ToArray(), more], ledger.Changes).All, Start);
        return before is null || after <= before;
    }, iter: 2000);

    private static DateOnly? SlowFirst(Rule rule, LedgerView ledger, DateOnly from)
    {
        for (var day = from; day <= Start.AddDays(Days + 30); day = day.AddDays(1))
            if (ledger.Until(day).Earliest(rule) is not null && rule.IsMet(ledger, day)
                // It is won on a day of evidence, or on the first day asked for.
                && (day == from || ledger.Table.Proofs.ToArray().Any(p => p.On == day) || !Steady(rule)))
                return day;
        return null;
    }

    private static bool Steady(Rule rule) => rule switch
    {
        AllOf all => all.Rules.All(Steady),
        SomeOf some => some.Rules.All(Steady),
        Shown shown => shown.MaxAgeMonths is null,
        HoursOf hours => hours.WithinMonths is null,
        ChangedModules => false,
        _ => true,
    };

    private static bool HasChanges(Rule rule) => rule switch
    {
        AllOf all => all.Rules.Any(HasChanges),
        SomeOf some => some.Rules.Any(HasChanges),
        _ => rule is ChangedModules,
    };

    private static bool HasCaps(Rule rule) => rule switch
    {
        AllOf all => all.Rules.Any(HasCaps),
        SomeOf some => some.Rules.Any(HasCaps),
        HoursOf hours => hours.Quotas!.Any(q => q.AtMost is not null),
        _ => false,
    };
}
