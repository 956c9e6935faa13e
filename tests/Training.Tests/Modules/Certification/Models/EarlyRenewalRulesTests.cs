using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

/// <summary>Peers' complaint 6: a renewal may be opened before its window, and then no day is lost.</summary>
[Trait("Complaint", "6")]
public sealed class EarlyRenewalRulesTests
{
    private static readonly DatedRules[] Schemes = [Sample.Scheme()];
    private static readonly Proof[] Again = [.. All2025, Done("O02", "2025-08-10"), Done("R03", "2025-08-11")];

    [Fact]
    public void What_is_learned_from_the_day_of_opening_renews_from_the_old_end()
    {
        var first = Progression.Run(Schemes, All2025, [], Day("2025-03-05"))[0].Issue();
        Assert.Single(Progression.Run(Schemes, Again, [first], Day("2025-08-11")));
        var renewed = Progression.Run(Schemes, Again, [first with { RenewalOpenedOn = Day("2025-08-10") }], Day("2025-08-11"));
        Assert.Equal((true, Day("2025-08-11"), new Term(Day("2026-03-05"), Day("2027-03-04"))), (renewed[^1].IsRenewal, renewed[^1].On, renewed[^1].Term));
        // What was learned before that day still does not.
        Assert.Single(Progression.Run(Schemes, Again, [first with { RenewalOpenedOn = Day("2025-08-11") }], Day("2025-08-11")));
    }

    [Fact]
    public void It_is_for_that_certificate_only_and_never_later_than_the_scheme_says()
    {
        var first = Progression.Run(Schemes, All2025, [], Day("2025-03-05"))[0].Issue() with { RenewalOpenedOn = Day("2025-08-10") };
        var last = Progression.Run(Schemes, Again, [first], Day("2025-08-11"))[^1];
        Assert.Equal((Day("2026-12-04"), (DateOnly?)null), (Cycle.After(last, Schemes[0].Rules).First() switch { var c => (c.From!.Value, c.OpenedEarly) }));
        var late = Progression.Run(Schemes, All2025, [first with { RenewalOpenedOn = Day("2026-02-01") }], Day("2026-02-01"))[^1];
        Assert.Equal((Day("2025-12-04"), (DateOnly?)null), (Cycle.After(late, Schemes[0].Rules).First() switch { var c => (c.From!.Value, c.OpenedEarly) }));
    }

    [Fact]
    public void The_certificate_is_worth_what_it_was()
    {
        var completion = Progression.Run(Schemes, All2025, [], Day("2025-03-05"))[0];
        var certificate = NewCertificate.For(completion, "310105-CD-2025-000001", 1, "林秋禾", Training.Modules.People.Models.TrainingRole.ChildDirector, "发证机构", Day("2025-03-05"), DateTime.UnixEpoch);
        CertificateEvent Event(CertificateEventKind kind, string on, int n) => new() { CertificateId = 0, Kind = kind, EffectiveOn = Day(on), Reason = "试用的理由", RecordedUtc = DateTime.UnixEpoch.AddMinutes(n) };
        var history = new CertificateHistory(certificate, [Event(CertificateEventKind.Suspended, "2025-06-01", 0), Event(CertificateEventKind.RenewalOpened, "2025-06-02", 1)]);
        Assert.Equal(CertificateState.Suspended, history.At(Day("2025-06-03")));
        Assert.Equal([CertificateEventKind.Reinstated, CertificateEventKind.Revoked], CertificateActions.Possible(history));
        var open = history with { Events = [history.Events[1]] };
        var standing = RoleStanding.At(Schemes, All2025, Progression.Run(Schemes, All2025, [open.Certificate.ForRules(open.Events)], Day("2025-06-02")), [open], Day("2025-06-02"));
        Assert.Equal(StandingState.InRenewalWindow, standing.State);
    }
}
