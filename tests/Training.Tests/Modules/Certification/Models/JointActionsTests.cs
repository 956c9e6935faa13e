using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

public sealed class JointActionsTests
{
    private const CertificateEventKind Suspended = CertificateEventKind.Suspended, Reinstated = CertificateEventKind.Reinstated, Revoked = CertificateEventKind.Revoked;

    private static readonly DateOnly Today = Day("2026-12-01");
    private static readonly CertificateHistory First = Of("1", "2026-01-01", "2026-12-31"), Next = Of("2", "2027-01-01", "2027-12-31"), Third = Of("3", "2028-01-01", "2028-12-31");

    [Fact]
    public void What_follows_without_a_gap_is_concerned_and_nothing_else()
    {
        Assert.Equal(["2", "3"], Others(First, [Third, First, Next, Of("9", "2027-02-01", "2028-01-31")], Revoked));
        Assert.Equal(["3"], Others(Next, [First, Next, Third], Suspended));
        Assert.Empty(Others(First, [First, Third], Revoked));
        Assert.Empty(Others(First, [First, Next], CertificateEventKind.Kept));
    }

    [Fact]
    public void What_is_in_that_state_already_stays_as_it_is_and_those_behind_it_are_concerned()
    {
        var suspended = Next with { Events = [Event(Suspended, "2026-11-20")] };
        Assert.Equal(["3"], Others(First, [First, suspended, Third], Suspended));
        Assert.Equal(["2", "3"], Others(First, [First, suspended, Third], Revoked));
        Assert.Equal(["3"], Others(First, [First, Next with { Events = [Event(Revoked, "2026-11-20")] }, Third], Revoked));
    }

    [Fact]
    public void One_that_was_over_on_the_day_stands_for_itself()
    {
        Assert.Empty(JointActions.Others(First, [First, Next], Revoked, Day("2027-03-01"), Day("2027-03-01")));
        // Of a day on which it was in force, or for a day to come: what is meant is the person's certificate.
        Assert.Single(JointActions.Others(First, [First, Next], Revoked, Day("2026-12-01"), Day("2027-03-01")));
        Assert.Single(JointActions.Others(First, [First, Next], Suspended, Day("2027-01-10"), Today));
    }

    [Fact]
    public void What_was_decided_as_one_is_lifted_as_one_whichever_is_chosen()
    {
        var (one, two) = (First with { Events = [Event(Suspended, "2026-12-01", 7)] }, Next with { Events = [Event(Suspended, "2026-12-01", 7)] });
        var own = Third with { Events = [Event(Suspended, "2026-12-01", 8)] };
        Assert.Equal(["2"], Others(one, [one, two, own], Reinstated));
        Assert.Equal(["1"], Others(two, [one, two, own], Reinstated));
        // Facts that came with an import know no proposal.
        Assert.Equal(["2"], Others(First with { Events = [Event(Suspended, "2026-12-01")] }, [First with { Events = [Event(Suspended, "2026-12-01")] }, Next with { Events = [Event(Suspended, "2026-12-05")] }], Reinstated));
        // Something else was done to it since.
        Assert.Empty(Others(one, [one, two with { Events = [.. two.Events, Event(Revoked, "2026-12-02", 9)] }], Reinstated));
    }

    [Fact]
    public void The_day_is_the_same_but_neither_before_the_issue_nor_before_what_was_done_last()
    {
        Assert.Equal(Today, JointActions.DayFor(Next, Today));
        Assert.Equal(CertificateState.Suspended, (Next with { Events = [Event(Suspended, "2026-12-01")] }).At(Day("2027-01-01")));
        Assert.Equal(Next.Certificate.IssuedOn, JointActions.DayFor(Next, Day("2026-01-09")));
        Assert.Equal(Day("2026-12-20"), JointActions.DayFor(Next with { Events = [Event(Reinstated, "2026-12-20")] }, Today));
    }

    private static IEnumerable<string> Others(CertificateHistory acted, IReadOnlyList<CertificateHistory> ofRole, CertificateEventKind kind) =>
        JointActions.Others(acted, ofRole, kind, Today, Today).Select(h => h.Certificate.Number);

    private static CertificateHistory Of(string number, string from, string through) => new(new Certificate
    {
        Number = number, VerifyCode = number, PersonId = 1, Role = TrainingRole.ChildDirector, SchemeId = 1, HolderName = "林秋禾", SchemeTitle = "示范方案", Hours = 3.5m, Issuer = "机构",
        CompletedOn = Day(from).AddDays(-60), IssuedOn = Day(from).AddDays(-57), ValidFrom = Day(from), ValidThrough = Day(through), RecordedUtc = DateTime.UnixEpoch,
    }, []);

    private static CertificateEvent Event(CertificateEventKind kind, string on, long? proposal = null) => new()
    {
        CertificateId = 1, Kind = kind, EffectiveOn = Day(on), Reason = "反映的情况正在核实", ProposalId = proposal, RecordedUtc = DateTime.UnixEpoch,
    };
}
