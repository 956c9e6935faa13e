using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Tests.Modules.Certification.Models;

namespace Training.Tests.Modules.Certification.Simulation;

/// <summary>What is predicted today against a site that lives through the days with the draft in force.</summary>
public sealed class WhatIfPropertyTests
{
    private const TrainingRole Role = TrainingRole.ChildDirector;
    private const int Days = 1100;
    private static readonly DateOnly Start = new(2024, 1, 15);
    private static readonly string[] Subjects = ["O02", "R03", "R05", "S1"];

    private sealed record World(
        IReadOnlyList<CertificationScheme> Rows, DraftRules Draft, IReadOnlyList<Proof> Proofs, IReadOnlyList<(DateOnly, DateOnly?)> Held, DateOnly Today);

    private static readonly Gen<Rule> Leaf = Gen.OneOf<Rule>(
        Gen.Int[1, 15].Select(mask => (Rule)Sample.All(Subjects.Where((_, i) => (mask >> i & 1) == 1))),
        Gen.Select(Gen.Int[1, 3], Gen.Const(0)).Select((count, _) => (Rule)SomeOf.Of(count, [.. Subjects.Take(3).Select(Sample.Needs)])),
        Gen.Int[1, 4].Select(hours => (Rule)AllOf.Of(Sample.Needs("O02"), new HoursOf { AtLeast = hours, Filter = new() { Except = ["O02"] } })),
        Gen.Int[1, 4].Select(hours => (Rule)AllOf.Of(Sample.Needs("O02"), new HoursOf { AtLeast = hours, WithinMonths = 3 + (hours * 3), SinceLastCompletion = hours > 2 })),
        Gen.Int[6, 18].Select(months => (Rule)AllOf.Of(Sample.Needs("R05") with { MaxAgeMonths = months })));

    private static readonly Gen<SchemeRules> Rules =
        from all in Leaf
        from renewal in Leaf
        from months in Gen.Int[4, 14]
        from opens in Gen.Int[0, 90]
        from closes in Gen.Int[0, 120]
        from transition in Gen.Int[0, 6]
        from fromCompletion in Gen.Bool
        select new SchemeRules
        {
            Requirements = all, Validity = Validity.OfMonths(months) with { From = fromCompletion ? ValidityStart.Completion : ValidityStart.Issue }, TransitionMonths = transition,
            Renewal = new() { OpensDaysBefore = opens, ClosesDaysAfter = closes, Paths = RenewalRule.Always(renewal) },
        };

    private static readonly Gen<World> Worlds =
        from rules in Rules.Array[1, 2]
        from second in Gen.Int[100, 500]
        from draft in Rules
        from today in Gen.Int[500, 700]
        from ahead in Gen.Int[0, 60]
        from proofs in Gen.Select(Gen.Int[0, Subjects.Length - 1], Gen.Int[0, 700]).Array[0, 40]
        from heldFrom in Gen.Int[0, 400]
        from gap in Gen.Select(Gen.Int[0, 500], Gen.Int[1, 200], Gen.Bool)
        let now = Start.AddDays(today)
        select new World(
            [.. rules.Select((r, i) => Row(i + 1, i == 0 ? Start : Start.AddDays(second), i + 1 < rules.Length ? Start.AddDays(second - 1) : null, r))],
            new(draft, now.AddDays(ahead + 1), "草案"),
            [.. proofs.Select(p => new Proof(Sample.Needs(Subjects[p.Item1]).Kind, Subjects[p.Item1], Start.AddDays(Math.Min(p.Item2, today))) { Centihours = 100, Score = 90 })],
            gap.Item3
                ? [(Start.AddDays(heldFrom), Start.AddDays(heldFrom + gap.Item1)), (Start.AddDays(heldFrom + gap.Item1 + gap.Item2), null)]
                : [(Start.AddDays(heldFrom), null)],
            now);

    [Fact]
    public void The_prediction_is_what_comes_about() => Gen.Select(Worlds, Gen.Enum<Assumption>()).Sample((world, assumption) =>
    {
        var table = new RoleSchemes(world.Rows);
        var through = Start.AddDays(Days);
        var whatIf = new WhatIf(Role, table, world.Draft, assumption, world.Today, through);
        var outlook = whatIf.Of(new(new ProofTable(world.Proofs), Issued(table.Of(Role), new(world.Proofs), world, world.Today)), world.Held);
        Assert.Equal(Terms(Issued(table.Of(Role), outlook.Ledger, world, through)), Terms(outlook.Now));
        Assert.Equal(Terms(Issued(world.Draft.After(table.Of(Role)), outlook.Ledger, world, through)), Terms(outlook.Then));
        // Nothing is made up but for those who are certified, and nothing on a day that is over.
        var made = outlook.Ledger.Proofs.Length - world.Proofs.Count;
        Assert.True(made == 0 || assumption == Assumption.RenewAsNow);
        Assert.All(outlook.Ledger.Proofs.ToArray().Where(p => p.EvidenceId == long.MaxValue), p => Assert.True(p.On >= world.Today));
    }, iter: 3000);

    [Fact]
    public void Whoever_renews_as_now_stays_certified_while_the_role_is_held() => Worlds.Sample(world =>
    {
        var table = new RoleSchemes(world.Rows);
        var whatIf = new WhatIf(Role, table, world.Draft, Assumption.RenewAsNow, world.Today, world.Today.AddDays(200));
        var certificates = Issued(table.Of(Role), new(world.Proofs), world, world.Today);
        var outlook = whatIf.Of(new(new ProofTable(world.Proofs), certificates), [(Start, null)]);
        if (!outlook.Assumed || !certificates.Any(c => c.At(world.Today) == CertificateState.Valid)) return;
        Assert.True(Enumerable.Range(0, 200).All(i => outlook.Now.Any(c => c.At(world.Today.AddDays(i)) == CertificateState.Valid)));
    }, iter: 1000);

    [Fact]
    public void A_draft_that_changes_nothing_changes_nobody() => Worlds.Sample(world =>
    {
        var table = new RoleSchemes(world.Rows);
        var same = world.Draft with { Rules = table.Of(Role)[^1].Rules with { TransitionMonths = 24 } };
        var whatIf = new WhatIf(Role, table, same, Assumption.RenewAsNow, world.Today, world.Today.AddDays(300));
        var outlook = whatIf.Of(new(new ProofTable(world.Proofs), Issued(table.Of(Role), new(world.Proofs), world, world.Today)), [(Start, null)]);
        foreach (var day in Enumerable.Range(0, 300).Select(world.Today.AddDays).Where(d => d < same.From))
            Assert.Equal(outlook.Now.Any(c => c.At(day) == CertificateState.Valid), outlook.Then.Any(c => c.At(day) == CertificateState.Valid));
    }, iter: 500);

    private static List<CertificateHistory> Issued(IReadOnlyList<DatedRules> schemes, ProofTable ledger, World world, DateOnly through) =>
    [
        .. ExpectedCertificates.Of(schemes, ledger, world.Held, through).Select(e => new CertificateHistory(new Certificate
        {
            Number = "", VerifyCode = "", PersonId = 1, Role = Role, SchemeId = e.Completion.Scheme.SchemeId, HolderName = "", SchemeTitle = "", Hours = 0, Issuer = "",
            CompletedOn = e.Completion.On, IssuedOn = e.IssuedOn, ValidFrom = e.Term.From, ValidThrough = e.Term.Through, RecordedUtc = DateTime.UnixEpoch,
        }, [])),
    ];

    private static IEnumerable<(DateOnly, DateOnly, DateOnly, DateOnly, long)> Terms(IEnumerable<CertificateHistory> certificates) => certificates.Select(c =>
        (c.Certificate.CompletedOn, c.Certificate.IssuedOn, c.Certificate.ValidFrom, c.Certificate.ValidThrough, c.Certificate.SchemeId)).Order();

    /// <summary>Read back as the database would hand it out: the number of a row is given by the database, so it is set here.</summary>
    private static CertificationScheme Row(long id, DateOnly from, DateOnly? through, SchemeRules rules)
    {
        var row = new CertificationScheme
        {
            Role = Role, Version = (int)id, Title = "方案", EffectiveFrom = from, EffectiveThrough = through, RulesJson = SchemeRulesJson.Write(rules), SourceHash = "",
        };
        typeof(CertificationScheme).GetProperty(nameof(CertificationScheme.Id))!.SetValue(row, id);
        return row;
    }
}
