using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

public sealed class ProgressionTests
{
    private static readonly DateOnly Late = Day("2030-01-01");

    [Fact]
    public void A_role_is_completed_on_the_day_of_the_last_requirement()
    {
        var completion = Assert.Single(Progression.Run([Scheme()], All2025, [], Late));
        Assert.Equal(Day("2025-03-05"), completion.On);
        Assert.False(completion.IsRenewal);
        Assert.Equal(["O02", "R03", "S1"], completion.Met.Select(m => m.Requirement.Subject));
        Assert.All(completion.Met, m => Assert.NotNull(m.By));
    }

    [Fact]
    public void One_missing_requirement_completes_nothing() =>
        Assert.Empty(Progression.Run([Scheme()], [.. All2025.Take(2)], [], Late));

    [Fact]
    public void A_role_without_requirements_is_never_completed() =>
        Assert.Empty(Progression.Run([Scheme(requirements: [], renewal: [])], All2025, [], Late));

    [Fact]
    public void What_is_not_yet_done_today_does_not_count() =>
        Assert.Empty(Progression.Run([Scheme()], All2025, [], Day("2025-03-04")));

    [Fact]
    public void Nobody_completes_a_scheme_before_it_is_in_force() =>
        Assert.Equal(Day("2025-06-01"), Assert.Single(Progression.Run([Scheme(from: "2025-06-01")], All2025, [], Late)).On);

    [Theory]
    // Valid 2025-03-05 … 2026-03-04; the window opens 2025-12-04 and closes 2026-08-31.
    [InlineData("2025-12-03", null, null)]
    [InlineData("2025-12-04", "2026-03-05", "2027-03-04")]
    [InlineData("2026-03-04", "2026-03-05", "2027-03-04")]
    [InlineData("2026-03-05", "2026-03-05", "2027-03-04")]
    [InlineData("2026-03-06", "2026-03-06", "2027-03-05")]
    [InlineData("2026-08-31", "2026-08-31", "2027-08-30")]
    [InlineData("2026-09-01", null, null)]
    public void The_renewal_window_holds_on_both_its_ends(string on, string? from, string? through)
    {
        var first = Assert.Single(Progression.Run([Scheme()], All2025, [], Day("2025-03-05")));
        var certificate = first.Issue();
        Proof[] again = [.. All2025, Done("O02", on), Done("R03", on)];
        var renewed = Progression.Run([Scheme()], again, [certificate], Late).Skip(1).SingleOrDefault();
        Assert.Equal(from is null ? null : (Day(from), Day(through!)), renewed is null ? null : ((DateOnly, DateOnly)?)(renewed.Term.From, renewed.Term.Through));
        if (renewed is not null) Assert.True(renewed.IsRenewal);
    }

    [Fact]
    public void More_than_180_days_after_the_end_everything_is_needed_again()
    {
        var certificate = Progression.Run([Scheme()], All2025, [], Late)[0].Issue();
        Proof[] short_ = [.. All2025, Done("O02", "2026-10-01"), Done("R03", "2026-10-02")];
        Assert.Single(Progression.Run([Scheme()], short_, [certificate], Late));
        var all = Progression.Run([Scheme()], [.. short_, Done("S1", "2026-10-09")], [certificate], Late);
        Assert.Equal(Day("2026-10-09"), all[1].On);
        Assert.False(all[1].IsRenewal);
        Assert.Equal(new Term(Day("2026-10-09"), Day("2027-10-08")), all[1].Term);
    }

    [Fact]
    public void Evidence_from_before_the_window_does_not_renew()
    {
        var certificate = Progression.Run([Scheme()], All2025, [], Late)[0].Issue();
        Proof[] half = [.. All2025, Done("O02", "2025-10-01"), Done("R03", "2026-01-10")];
        Assert.Single(Progression.Run([Scheme()], half, [certificate], Late));
    }

    [Fact]
    public void A_certificate_issued_days_after_the_completion_is_valid_from_its_issue()
    {
        var completion = Progression.Run([Scheme()], All2025, [], Late)[0];
        Assert.Equal(new Term(Day("2025-03-10"), Day("2026-03-09")), completion.TermIfIssued(Day("2025-03-10")));
    }

    [Fact]
    public void A_renewal_in_time_keeps_its_start_however_late_it_is_issued()
    {
        var certificate = Progression.Run([Scheme()], All2025, [], Late)[0].Issue();
        Proof[] again = [.. All2025, Done("O02", "2026-03-01"), Done("R03", "2026-03-04")];
        Assert.Equal(new Term(Day("2026-03-05"), Day("2027-03-04")), Progression.Run([Scheme()], again, [certificate], Late)[1].TermIfIssued(Day("2026-05-01")));
    }

    [Fact]
    public void Evidence_recorded_late_with_an_earlier_day_moves_no_certificate()
    {
        var certificate = Progression.Run([Scheme()], All2025, [], Late)[0].Issue();
        Proof[] earlier = [.. All2025, Done("R03", "2025-02-01"), Done("S1", "2025-02-02")];
        var completions = Progression.Run([Scheme()], earlier, [certificate], Late);
        Assert.Equal(Day("2025-03-05"), completions[^1].On);
        Assert.Equal(certificate.ValidThrough, completions[^1].Term.Through);
    }

    [Fact]
    public void After_a_revocation_everything_is_needed_again_from_that_day()
    {
        var certificate = Progression.Run([Scheme()], All2025, [], Late)[0].Issue(revokedOn: "2026-01-15");
        Proof[] renewal = [.. All2025, Done("O02", "2026-01-10"), Done("R03", "2026-01-20")];
        Assert.Single(Progression.Run([Scheme()], renewal, [certificate], Late));
        var again = Progression.Run([Scheme()], [.. renewal, Done("O02", "2026-01-21"), Done("S1", "2026-02-01")], [certificate], Late);
        Assert.Equal(Day("2026-02-01"), again[1].On);
        Assert.False(again[1].IsRenewal);
        Assert.Null(again[1].Follows);
    }

    [Fact]
    public void Who_has_begun_may_finish_the_version_before_for_six_months()
    {
        DatedRules[] versions = [Scheme(through: "2025-06-30"), Scheme(from: "2025-07-01", id: 2, version: 2, requirements: ["O02", "R03", "S1", "T01"])];
        Proof[] begun = [Done("O02", "2025-06-20"), Done("R03", "2025-08-01")];
        Assert.Equal(1, Assert.Single(Progression.Run(versions, [.. begun, Done("S1", "2025-12-31")], [], Late)).Scheme.SchemeId);
        Assert.Empty(Progression.Run(versions, [.. begun, Done("S1", "2026-01-01")], [], Late));
        Assert.Empty(Progression.Run(versions, [Done("O02", "2025-07-02"), Done("R03", "2025-08-01"), Done("S1", "2025-08-02")], [], Late));
    }

    [Theory]
    // In the role by the last day of version 1, with evidence from long before it too: begun on the day on which it was taken up.
    [InlineData("2024-05-01", 1, "2025-06-30", null, null)]
    [InlineData("2025-06-20", 1, "2025-06-30", null, null)]
    // Taken up under version 2: begun under it, whatever had been shown before.
    [InlineData("2024-05-01", null, "2025-07-01", null, null)]
    // From one street to another without a gap it is one duty; with a gap a new one begins.
    [InlineData("2024-05-01", 1, "2025-01-01", "2025-07-10", "2025-07-11")]
    [InlineData("2024-05-01", null, "2025-01-01", "2025-07-10", "2025-07-12")]
    // Out of the role on the day on which the rest was shown.
    [InlineData("2025-06-20", null, "2025-01-01", "2025-12-30", null)]
    // In the role in time, and nothing shown by then.
    [InlineData("2025-07-01", null, "2025-01-01", null, null)]
    public void Begun_has_who_was_in_the_role_and_had_shown_something(string first, int? version, string from, string? through, string? again)
    {
        DatedRules[] versions = [Scheme(through: "2025-06-30"), Scheme(from: "2025-07-01", id: 2, version: 2, requirements: ["O02", "R03", "S1", "T01"])];
        var ledger = new ProofTable([Done("O02", first), Done("R03", "2025-08-01"), Done("S1", "2025-12-31")]).HeldOn(
            again is null ? [(Day(from), through is null ? null : Day(through))] : [(Day(from), Day(through!)), (Day(again), null)]);
        Assert.Equal(version, Progression.Run(versions, ledger, [], Late).SingleOrDefault()?.Scheme.Version);
        if (through is null) Assert.Equal(version ?? 2, OpenCycle.At(versions, ledger, null, Day("2025-09-01"))!.Scheme.Version);
    }

    [Fact]
    public void Of_two_versions_completed_on_one_day_the_newer_counts()
    {
        DatedRules[] versions = [Scheme(through: "2025-02-28"), Scheme(from: "2025-03-01", id: 2, version: 2)];
        Proof[] proofs = [Done("O02", "2025-02-20"), Done("R03", "2025-03-05"), Done("S1", "2025-03-05")];
        Assert.Equal(2, Assert.Single(Progression.Run(versions, proofs, [], Late)).Scheme.Version);
    }

    [Theory]
    [InlineData("2024-02-29", 12, "2025-02-27")]
    [InlineData("2023-03-01", 12, "2024-02-29")]
    [InlineData("2025-08-31", 6, "2026-02-27")]
    [InlineData("2025-01-31", 1, "2025-02-27")]
    [InlineData("2025-07-01", 12, "2026-06-30")]
    [InlineData("2024-01-15", 36, "2027-01-14")]
    [InlineData("2025-11-01", 24, "2027-10-31")]
    public void The_last_valid_day_follows_the_calendar(string from, int months, string through) =>
        Assert.Equal(Day(through), Term.Of(Day(from), Validity.OfMonths(months)).Through);

    [Fact]
    public void A_completion_that_nobody_issued_lapses_with_its_validity()
    {
        var completion = Progression.Run([Scheme()], All2025, [], Late)[0];
        Assert.True(completion.IssuableOn(Day("2025-03-05")));
        Assert.True(completion.IssuableOn(Day("2026-03-04")));
        Assert.False(completion.IssuableOn(Day("2026-03-05")));
    }

    [Fact]
    public void What_was_never_issued_is_not_renewed()
    {
        // Somebody who is not in the role yet shows everything, and a year later the two modules of a renewal.
        Proof[] proofs = [.. All2025, Done("O02", "2026-01-20"), Done("R03", "2026-01-20")];
        var completion = Assert.Single(Progression.Run([Scheme()], proofs, [], Late));
        Assert.Equal(new Term(Day("2026-02-01"), Day("2027-01-31")), completion.TermIfIssued(Day("2026-02-01")));
        Assert.False(OpenCycle.At([Scheme()], new(proofs), completion, Day("2026-05-01"))!.IsRenewal);
        // A year later everything, not the renewal, is asked for.
        Assert.Equal([Day("2025-03-05"), Day("2026-04-03")], Progression.Run([Scheme()], [.. All2025, Done("O02", "2026-04-01"), Done("R03", "2026-04-02"), Done("S1", "2026-04-03")], [], Late).Select(c => c.On));
    }

    [Fact]
    public void A_certificate_keeps_its_basis_when_a_date_is_corrected_to_an_earlier_day()
    {
        var certificate = Progression.Run([Scheme()], All2025, [], Late)[0].Issue();
        var earlier = Progression.Run([Scheme()], [.. All2025[..1], Done("R03", "2025-03-02"), .. All2025[2..]], [certificate], Late)[^1];
        Assert.Equal((certificate.CertificateId, Day("2025-03-05"), 0), (earlier.CertificateId, earlier.On, earlier.Cycle.Number));
        Assert.Equal(["O02", "R03", "S1"], earlier.Met.Where(m => m.Result.IsMet).Select(m => m.Requirement.Subject));

        // The same for a renewal: it stays the first, and the next asks for the second.
        var renewal = Progression.Run([Scheme()], [.. All2025, Done("O02", "2026-02-01"), Done("R03", "2026-02-10")], [certificate], Late)[^1].Issue() with { CertificateId = 2 };
        var moved = Progression.Run([Scheme()], [.. All2025, Done("O02", "2026-02-01"), Done("R03", "2026-02-05")], [certificate, renewal], Late)[^1];
        Assert.Equal((2L, Day("2026-02-10"), 1, (DateOnly?)Day("2026-03-04")), (moved.CertificateId, moved.On, moved.Cycle.Number, moved.Follows));
        Assert.All(moved.Met, m => Assert.True(m.Result.IsMet));
        Assert.Equal(2, moved.Met.Count);
    }
}
