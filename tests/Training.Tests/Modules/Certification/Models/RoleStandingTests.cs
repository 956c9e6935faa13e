using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

public sealed class RoleStandingTests
{
    [Theory]
    [InlineData("2025-02-01", StandingState.NotStarted)]
    [InlineData("2025-03-02", StandingState.InProgress)]
    [InlineData("2025-03-05", StandingState.Certified)]
    [InlineData("2025-12-03", StandingState.Certified)]
    [InlineData("2025-12-04", StandingState.InRenewalWindow)]
    [InlineData("2026-03-04", StandingState.InRenewalWindow)]
    [InlineData("2026-03-05", StandingState.Expired)]
    public void The_state_follows_the_days(string day, StandingState state) => Assert.Equal(state, At(day).State);

    [Fact]
    public void Everything_met_without_certificate_is_completed()
    {
        var standing = At("2025-03-20", issued: false);
        Assert.Equal(StandingState.Completed, standing.State);
        Assert.Equal(Day("2025-03-05"), standing.Awaiting!.On);
    }

    [Fact]
    public void A_suspended_certificate_is_not_counted_until_it_is_reinstated()
    {
        CertificateEvent[] events = [Event(CertificateEventKind.Suspended, "2025-05-01"), Event(CertificateEventKind.Reinstated, "2025-06-01")];
        Assert.Equal(StandingState.Certified, At("2025-04-30", events).State);
        Assert.Equal(StandingState.Suspended, At("2025-05-01", events).State);
        Assert.Equal(StandingState.Certified, At("2025-06-01", events).State);
    }

    [Fact]
    public void A_revocation_outlasts_the_expiry() =>
        Assert.Equal(StandingState.Revoked, At("2027-01-01", Event(CertificateEventKind.Revoked, "2025-05-01")).State);

    [Fact]
    public void After_a_suspension_nothing_is_issued_by_rule()
    {
        Proof[] renewed = [.. All2025, Done("O02", "2026-01-10"), Done("R03", "2026-01-11")];
        Assert.True(NewCertificate.ByRule(At("2026-01-11", renewed), Day("2026-01-11")));
        Assert.False(NewCertificate.ByRule(At("2026-01-11", renewed, Event(CertificateEventKind.Suspended, "2026-01-01")), Day("2026-01-11")));
    }

    [Fact]
    public void The_open_cycle_names_the_renewal_list_and_its_days()
    {
        var open = At("2026-01-01").Open!;
        Assert.True(open.IsRenewal);
        Assert.Equal((Day("2025-12-04"), Day("2026-08-31")), (open.CountsFrom, open.CountsThrough));
        Assert.Equal(["O02", "R03"], open.Requirements.Select(r => r.Requirement.Subject));
        Assert.False(At("2026-09-01").Open!.IsRenewal);
    }

    [Fact]
    public void The_day_due_is_the_end_of_the_grace_of_the_certificate_or_of_what_stopped_it()
    {
        RoleAssignment[] since = [Assignment("2025-11-30")];
        Assert.Equal(Day("2026-02-27"), DueDate.Of(At("2025-02-01"), since, Day("2025-12-01")));
        Assert.Equal(Day("2026-03-04"), DueDate.Of(At("2025-06-01"), since, Day("2025-12-01")));
        Assert.Equal(Day("2026-03-04"), DueDate.Of(At("2026-04-01"), since, Day("2026-04-01")));
    }

    [Fact]
    public void Nothing_is_due_before_the_course_is_open_and_nothing_earlier_than_that_afterwards()
    {
        RoleAssignment[] since = [Assignment("2025-11-30")];
        var (never, held, expired) = (At("2025-02-01"), At("2025-06-01"), At("2026-04-01"));
        Assert.Null(DueDate.Of(never, since, Day("2025-12-01"), Day("2025-12-02")));
        Assert.Null(DueDate.Of(never, since, Day("2025-12-01"), StreetOpening.NotYet));
        // The grace runs from the first day in post, and the opening gives none of its own.
        Assert.Equal(Day("2026-02-27"), DueDate.Of(never, since, Day("2025-12-02"), Day("2025-12-02")));
        Assert.Equal(Day("2026-05-31"), DueDate.Of(never, since, Day("2026-06-01"), Day("2026-06-01")));
        // A certificate ends when it ends.
        Assert.Equal(Day("2026-03-04"), DueDate.Of(held, since, Day("2025-12-01"), StreetOpening.NotYet));
        Assert.Null(DueDate.Of(expired, since, Day("2026-04-01"), Day("2026-04-02")));
        Assert.Equal(Day("2026-03-31"), DueDate.Of(expired, since, Day("2026-04-01"), Day("2026-04-01")));
    }

    [Theory]
    [InlineData("2025-06-01", "2024-01-01", "2024-03-31")] // the day after: one duty, its grace long over
    [InlineData("2025-06-02", "2025-06-02", "2025-06-01")] // a gap: asked for from the first day
    [InlineData("2025-11-30", "2025-11-30", "2025-11-29")] // 2025-05-31 + 183 days = 2025-11-30
    [InlineData("2025-12-01", "2025-12-01", "2026-02-28")]
    public void A_duty_goes_on_without_a_gap_and_half_a_year_away_gives_a_new_grace(string start, string since, string grace)
    {
        var duty = DueDate.DutyOn([Assignment("2024-01-01", "2025-05-31"), Assignment(start)], Day("2026-01-01"));
        Assert.Equal((Day(since), Day(grace)), (duty.Since, duty.GraceThrough));
    }

    [Fact]
    public void The_grace_of_somebody_new_runs_on_through_a_change_of_street() =>
        Assert.Equal(Day("2025-08-31"), DueDate.DutyOn([Assignment("2025-06-01", "2025-06-30"), Assignment("2025-07-01")], Day("2025-07-15")).GraceThrough);

    // Else the new certificate would be issued beside a suspension that was decided for a day to come, and end it.
    [Theory]
    [InlineData(CertificateEventKind.Suspended, "2026-02-20", false)]
    [InlineData(CertificateEventKind.Reinstated, "2026-02-01", true)]
    public void A_renewal_before_a_suspension_that_is_decided_already_waits_for_a_person(CertificateEventKind kind, string from, bool byRule)
    {
        var standing = At("2026-02-03", [.. All2025, Done("O02", "2026-02-01"), Done("R03", "2026-02-02")], Event(kind, from));
        Assert.True(standing.RenewalWaits);
        Assert.Equal((byRule, !byRule), (NewCertificate.ByRule(standing, Day("2026-02-03")), standing.ByPerson));
    }

    // The first certificate is valid to 2026-03-04, the one that goes on from it to 2027-03-04.
    [Theory]
    [InlineData("2026-06-01", true, "2026-05-31", "2027-03-04")]
    [InlineData("2026-02-20", false, "2026-03-04", "2026-03-04")] // it will not be valid on its first day: nothing goes on from the first
    public void A_decision_against_only_the_next_certificate_ends_what_is_promised(string from, bool isStop, string lastValid, string chain)
    {
        var (scheme, day) = (Scheme(), Day("2026-02-03"));
        Proof[] proofs = [.. All2025, Done("O02", "2026-02-01"), Done("R03", "2026-02-02")];
        var first = Held(Progression.Run([scheme], proofs, [], day)[0], 1);
        var next = Held(Progression.Run([scheme], proofs, [first.Certificate.ForRules([])], day)[^1], 2, Event(CertificateEventKind.Suspended, from));
        CertificateHistory[] held = [first, next];
        var standing = RoleStanding.At([scheme], proofs, Progression.Run([scheme], proofs, [.. held.Select(h => h.Certificate.ForRules(h.Events))], day), held, day);
        Assert.Equal((first, true), (standing.Decisive, standing.IsCertified));
        Assert.Equal((isStop ? next : null, isStop ? next.Events[0] : null), (standing.Stopped, standing.Stop));
        Assert.Equal((Day(lastValid), Day(chain)), (standing.LastValidDay, standing.ValidThrough));
    }

    [Fact]
    public void Somebody_suspended_may_have_a_revocation_ahead_and_then_renews_nothing()
    {
        CertificateEvent[] events = [Event(CertificateEventKind.Suspended, "2025-12-10"), Event(CertificateEventKind.Revoked, "2026-02-01")];
        var standing = At("2026-01-10", events);
        Assert.Equal((StandingState.Suspended, events[1], false), (standing.State, standing.Stop, standing.MayRenew));
        Assert.True(At("2026-01-10", events[0]).MayRenew);
        Assert.Null(At("2026-01-10", events[0]).Stop);
    }

    private static CertificateHistory Held(Completion completion, int sequence, params CertificateEvent[] events) =>
        new(NewCertificate.For(completion, $"310105-CD-2025-{sequence:000000}", sequence, "林秋禾", TrainingRole.ChildDirector, "发证机构", completion.On, DateTime.UnixEpoch), events);

    private static RoleStanding At(string day, params CertificateEvent[] events) => At(day, All2025, events);

    private static RoleStanding At(string day, bool issued) => At(day, All2025, issued);

    private static RoleStanding At(string day, IReadOnlyList<Proof> proofs, params CertificateEvent[] events) => At(day, proofs, true, events);

    private static RoleStanding At(string day, IReadOnlyList<Proof> proofs, bool issued, params CertificateEvent[] events)
    {
        var (on, scheme) = (Day(day), Scheme());
        var first = Progression.Run([scheme], proofs, [], on).FirstOrDefault();
        CertificateHistory[] histories = issued && first is not null
            ? [Held(first, 1, events)]
            : [];
        var completions = Progression.Run([scheme], proofs, [.. histories.Select(h => h.Certificate.ForRules(h.Events))], on);
        return RoleStanding.At([scheme], proofs, completions, histories, on);
    }

    private static CertificateEvent Event(CertificateEventKind kind, string on) =>
        new() { CertificateId = 0, Kind = kind, EffectiveOn = Day(on), Reason = "试用的理由", RecordedUtc = DateTime.UnixEpoch };

    private static RoleAssignment Assignment(string start, string? end = null) => new()
    {
        PersonId = 1, Role = TrainingRole.ChildDirector, Line = Line.CivilAffairs, SubDistrictId = 1,
        Start = Day(start), End = end is null ? null : Day(end), RecordedUtc = DateTime.UnixEpoch,
    };
}
