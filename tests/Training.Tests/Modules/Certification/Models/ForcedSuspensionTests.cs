using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

public sealed class ForcedSuspensionTests
{
    private static readonly HashSet<string> Modules = ["O02", "R03"];

    [Theory]
    // Announced 2025-06-01, sixty days: the last day is 2025-07-31.
    [InlineData("2025-07-31", CertificateState.Valid)]
    [InlineData("2025-08-01", CertificateState.Suspended)]
    [InlineData("2025-09-09", CertificateState.Suspended)]
    [InlineData("2025-09-10", CertificateState.Valid)]
    [InlineData("2026-03-05", CertificateState.Expired)]
    public void Suspended_from_the_day_after_the_deadline_until_the_module_is_shown(string day, CertificateState state) =>
        Assert.Equal(state, Apply([Done("O02", "2025-03-01"), Done("O02", "2025-09-10")]).At(Day(day)));

    [Fact]
    public void The_reason_says_that_the_last_day_still_counted() =>
        Assert.Contains("到 2025-07-31 还没有补学", Assert.Single(Apply([Done("O02", "2025-03-01")]).Events).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("2025-06-01")]
    [InlineData("2025-07-31")]
    [InlineData("2025-08-01")]
    public void Whoever_shows_it_in_time_notices_nothing(string day) => Assert.Empty(Apply([Done("O02", day)]).Events);

    [Fact]
    public void A_module_that_the_scheme_does_not_ask_for_suspends_nothing() =>
        Assert.Empty(ForcedSuspension.Apply(History(), ProofTable.Empty, [Update("R06")], Modules).Events);

    [Fact]
    public void A_waiver_does_not_show_a_red_line_module() =>
        Assert.NotEmpty(Apply([Done("O02", "2025-06-10") with { IsWaiver = true }]).Events);

    [Fact]
    public void Learning_lifts_no_revocation_and_no_suspension_that_a_person_decided()
    {
        var revoked = Apply([Done("O02", "2025-09-10")], Event(CertificateEventKind.Revoked, "2025-08-20"));
        Assert.Equal(CertificateState.Suspended, revoked.At(Day("2025-08-19")));
        Assert.Equal(CertificateState.Revoked, revoked.At(Day("2025-10-01")));
        var suspended = Apply([Done("O02", "2025-09-10")], Event(CertificateEventKind.Suspended, "2025-08-20"));
        Assert.Equal(CertificateState.Suspended, suspended.At(Day("2025-10-01")));
    }

    [Fact]
    public void A_reinstatement_by_hand_does_not_stand_for_learning()
    {
        var history = Apply([], Event(CertificateEventKind.Suspended, "2025-07-01"), Event(CertificateEventKind.Reinstated, "2025-08-20"));
        Assert.Equal(CertificateState.Suspended, history.At(Day("2025-08-20")));
        Assert.Equal([CertificateEventKind.Suspended, CertificateEventKind.Revoked], CertificateActions.Possible(history));
    }

    [Fact]
    public void The_holder_is_told_before_the_deadline()
    {
        var table = new ProofTable([Done("O02", "2025-03-01")]);
        Assert.Empty(ForcedSuspension.Pending(table, [Update("O02")], Modules, Day("2025-05-31")));
        Assert.Equal(("O02", Day("2025-07-31")), Assert.Single(ForcedSuspension.Pending(table, [Update("O02")], Modules, Day("2025-06-01"))) switch { var p => (p.ModuleCode, p.Deadline) });
        Assert.Empty(ForcedSuspension.Pending(new([Done("O02", "2025-06-02")]), [Update("O02")], Modules, Day("2025-06-03")));
    }

    [Fact]
    public void What_is_not_shown_is_kept_with_the_last_day_before_the_suspension()
    {
        static IEnumerable<UnshownUpdate> Of(Proof[] proofs, ForcedUpdate[] updates, params CertificateEvent[] events) =>
            ForcedSuspension.Unshown([History(events)], new(proofs), updates, _ => Modules);
        ForcedUpdate[] both = [Update("R03", Day("2025-07-01")), Update("O02"), Update("R06")];
        var packed = UnshownUpdate.Pack(Of([], both));
        Assert.Equal("20250731O02;20250830R03", packed);
        Assert.Equal(new[] { new UnshownUpdate("O02", Day("2025-07-31")), new UnshownUpdate("R03", Day("2025-08-30")) }, UnshownUpdate.Unpack(packed));
        Assert.Null(UnshownUpdate.Pack(Of([Done("O02", "2025-06-20"), Done("R03", "2025-12-01")], both)));
        // Revoked, or over before it was announced.
        Assert.Empty(Of([], both, Event(CertificateEventKind.Revoked, "2025-05-01")));
        Assert.Empty(Of([], [Update("O02", Day("2027-01-01"))]));
        Assert.Empty(UnshownUpdate.Unpack(null));
    }

    [Fact]
    public void On_every_day_what_people_recorded_goes_first_and_then_the_updates() => Gen.Select(
        Gen.Select(Gen.Enum<CertificateEventKind>(), Gen.Int[0, 300]).Array[0, 4], Gen.Int[0, 300].Array[0, 4], Gen.Select(Gen.Int[0, 200], Gen.Int[7, 60]).Array[1, 3]).Sample((recorded, shown, updates) =>
    {
        var from = Day("2025-03-05");
        CertificateEvent[] events = [.. recorded.Select((e, i) => Event(e.Item1, from.AddDays(e.Item2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), i))];
        ForcedUpdate[] forced = [.. updates.Select(u => Update("O02", from.AddDays(u.Item1), u.Item2))];
        var table = new ProofTable([.. shown.Select(d => new Proof(RequirementKind.Module, "O02", from.AddDays(d)))]);
        var before = History(events);
        var after = ForcedSuspension.Apply(before, table, forced, Modules);
        for (var day = from; day <= from.AddDays(364); day = day.AddDays(1))
        {
            var own = before.At(day);
            var late = forced.Any(u => u.Deadline < day && !table.Proofs.ToArray().Any(p => p.On >= u.AnnouncedOn && p.On <= day));
            var wanted = own == CertificateState.Valid && late ? CertificateState.Suspended : own;
            if (after.At(day) != wanted) return false;
        }
        return true;
    }, iter: 1000);

    private static CertificateHistory Apply(Proof[] proofs, params CertificateEvent[] events) =>
        ForcedSuspension.Apply(History(events), new(proofs), [Update("O02")], Modules);

    internal static ForcedUpdate Update(string code, DateOnly? on = null, int days = 60) =>
        new() { ModuleCode = code, AnnouncedOn = on ?? Day("2025-06-01"), Days = days, Reason = "法律修订", RecordedUtc = new(2025, 6, 1, 1, 0, 0, DateTimeKind.Utc) };

    private static CertificateHistory History(params CertificateEvent[] events) => new(
        NewCertificate.For(Progression.Run([Sample.Scheme()], All2025, [], Day("2025-03-05"))[0], "310105-CD-2025-000001", 1, "林秋禾", TrainingRole.ChildDirector, "发证机构", Day("2025-03-05"), DateTime.UnixEpoch), events);

    private static CertificateEvent Event(CertificateEventKind kind, string on, int minute = 0) =>
        new() { CertificateId = 0, Kind = kind, EffectiveOn = Day(on), Reason = "试用的理由", RecordedUtc = DateTime.UnixEpoch.AddMinutes(minute) };
}
