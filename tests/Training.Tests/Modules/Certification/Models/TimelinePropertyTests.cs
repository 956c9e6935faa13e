using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using static Training.Tests.Modules.Certification.Models.RandomHistories;

namespace Training.Tests.Modules.Certification.Models;

/// <summary>The states of random lives: what holds on every day, and that computing ahead is computing on the day.</summary>
public sealed class TimelinePropertyTests
{
    private static readonly DateOnly End = Start.AddDays(Days);

    /// <summary>A life with its certificates, some of them suspended, reinstated or revoked.</summary>
    private sealed record Life(History History, IReadOnlyList<CertificateHistory> Certificates)
    {
        public IReadOnlyList<Completion> Completions(DateOnly day) => Progression.Run(
            History.Schemes, History.Ledger, [.. Certificates.Select(c => c.Certificate.ForRules(c.Events))], day);

        public RoleStanding On(DateOnly day, bool autoIssue = true) => RoleStanding.At(History.Schemes, History.Ledger, Completions(day), Certificates, day, autoIssue);

        public Timeline Timeline => Timeline.Of(History.Schemes, History.Ledger, Completions(DateOnly.MaxValue), Certificates);
    }

    private static readonly Gen<Life> Lives =
        from history in Any
        from upTo in Gen.Int[0, Days]
        from events in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400], Gen.Enum<CertificateEventKind>()).Array[0, 2]
        select Make(history, Start.AddDays(upTo), events);

    [Fact]
    public void The_line_of_states_is_the_state_of_every_day() => Lives.Sample(life =>
    {
        var line = life.Timeline;
        for (var day = Start.AddDays(-3); day <= End.AddDays(500); day = day.AddDays(1))
            if (line.At(day) != life.On(day).State) return false;
        return true;
    }, iter: 200);

    [Fact]
    public void What_is_stored_is_read_again() => Lives.Sample(life => Timeline.Unpack(life.Timeline.Pack()) == life.Timeline, iter: 500);

    [Fact]
    public void The_line_has_no_two_equal_states_in_a_row_and_only_goes_forward() => Lives.Sample(life =>
        life.Timeline.Changes.Zip(life.Timeline.Changes.Skip(1)).All(p => p.First.From < p.Second.From && p.First.State != p.Second.State)
        && (life.Timeline.Changes.Count == 0 || life.Timeline.Changes[0].State != StandingState.NotStarted), iter: 500);

    [Fact]
    public void Certified_means_a_certificate_that_is_valid_on_the_day() => Lives.Sample(life =>
    {
        for (var day = Start; day <= End.AddDays(400); day = day.AddDays(5))
            if (life.On(day).IsCertified != life.Certificates.Any(c => c.At(day) == CertificateState.Valid)) return false;
        return true;
    }, iter: 300);

    [Fact]
    public void Nobody_goes_back_to_not_started_once_certified_and_an_end_is_no_revocation() => Lives.Sample(life =>
    {
        var ever = false;
        foreach (var change in life.Timeline.Changes)
        {
            if (ever && change.State is StandingState.NotStarted or StandingState.InProgress) return false;
            ever |= change.State is StandingState.Certified or StandingState.InRenewalWindow or StandingState.Expired or StandingState.Suspended or StandingState.Revoked;
            if (change.State == StandingState.Revoked && !life.Certificates.Any(c => c.Events.Any(e => e.Kind == CertificateEventKind.Revoked && e.EffectiveOn <= change.From))) return false;
        }
        return true;
    }, iter: 500);

    [Fact]
    public void The_setting_only_says_who_a_completion_waits_for() => Lives.Sample(life =>
    {
        for (var day = Start; day <= End; day = day.AddDays(9))
        {
            var (by, person) = (life.On(day).State, life.On(day, autoIssue: false).State);
            if (life.Timeline.At(day, autoIssue: false) != person || (by == StandingState.Completed ? person != StandingState.AwaitingApproval : person != by)) return false;
        }
        return true;
    }, iter: 200);

    [Fact]
    public void A_clock_that_goes_back_a_day_and_forward_again_issues_nothing_twice_and_loses_nothing() => Gen.Select(Any, Gen.Int[-2, 4].Array[40, 80]).Sample((h, steps) =>
    {
        var (day, certificates) = (Start, new List<IssuedCertificate>());
        foreach (var step in steps.Concat(Enumerable.Repeat(7, 60)))
        {
            day = day.AddDays(step * 3);
            if (day < Start) day = Start;
            if (Progression.Run(h.Schemes, h.LedgerOn(day), certificates, day) is not [.., var last] || !last.IssuableOn(day)) continue;
            var term = last.TermIfIssued(day);
            certificates.Add(new(certificates.Count + 1, last.Scheme.SchemeId, last.On, term.From, term.Through));
        }
        return certificates.Select(c => c.CompletedOn).Distinct().Count() == certificates.Count
            && Progression.Run(h.Schemes, h.Ledger, certificates, DateOnly.MaxValue).Count(c => c.CertificateId is not null) == certificates.Count;
    }, iter: 300);

    private static Life Make(History history, DateOnly upTo, (int Which, int After, CertificateEventKind Kind)[] events)
    {
        var certificates = DayByDay(history, upTo).Select((e, i) => NewCertificate.For(
            e.Completion, $"310105-CD-2026-{i + 1:000000}", 1, "林秋禾", TrainingRole.ChildDirector, "发证机构", e.IssuedOn, DateTime.UnixEpoch)).ToList();
        return new(history,
        [
            .. certificates.Select((c, i) => new CertificateHistory(c,
            [
                // An earlier one is never revoked after the next was issued: the rules would not have issued that.
                .. events.Where(e => e.Which == 0 && i == certificates.Count - 1).Select((e, n) => new CertificateEvent
                {
                    CertificateId = 0, Kind = e.Kind, EffectiveOn = c.IssuedOn.AddDays(e.After), Reason = "试用的理由", RecordedUtc = DateTime.UnixEpoch.AddMinutes(n),
                }),
            ])),
        ]);
    }
}
