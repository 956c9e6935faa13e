using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using static Training.Tests.Modules.Certification.Models.RandomHistories;

namespace Training.Tests.Modules.Certification.Models;

/// <summary>Late rows, corrections, waivers, forced updates, suspensions, revocations, reinstatements and early renewals: what holds all the same.</summary>
public sealed class UntidyLivesTests
{
    private static readonly DateOnly End = Start.AddDays(Days);

    [Fact]
    public void No_certificate_is_lost_doubled_or_moved_by_what_comes_later() => UntidyLife.Any.Sample(life =>
    {
        var certificates = life.Live(End);
        var completions = life.Completions(life.LedgerOn(End), certificates, DateOnly.MaxValue);
        var stored = completions.Where(c => c.CertificateId is not null).ToList();
        return stored.Count == certificates.Count && stored.Select(c => c.CertificateId).Distinct().Count() == certificates.Count
            && stored.Zip(certificates.OrderBy(c => c.Certificate.CompletedOn)).All(p =>
                (p.First.On, p.First.Term) == (p.Second.Certificate.CompletedOn, new Term(p.Second.Certificate.ValidFrom, p.Second.Certificate.ValidThrough)));
    }, iter: 150);

    [Fact]
    public void Going_on_from_what_is_known_is_computing_anew() => Gen.Select(UntidyLife.Any, Gen.Int[0, Days]).Sample((life, cut) =>
    {
        var (certificates, ledger, day) = (life.Live(End), life.LedgerOn(End), Start.AddDays(cut));
        var anew = life.Completions(ledger, certificates, DateOnly.MaxValue);
        var known = anew.TakeWhile(c => c.On <= day).ToList();
        return life.Completions(ledger, certificates, DateOnly.MaxValue, known).Select(Said).SequenceEqual(anew.Select(Said));
    }, iter: 150);

    [Fact]
    public void The_line_of_states_is_the_state_of_every_day() => UntidyLife.Any.Sample(life =>
    {
        var (ledger, certificates) = (life.LedgerOn(End), life.Live(End));
        var under = life.Under(certificates, ledger);
        var line = Timeline.Of(life.History.Schemes, ledger, life.Completions(ledger, certificates, DateOnly.MaxValue), under);
        for (var day = Start.AddDays(-3); day <= End.AddDays(400); day = day.AddDays(1))
        {
            var state = RoleStanding.At(life.History.Schemes, ledger, life.Completions(ledger, certificates, day), under, day);
            if (line.At(day) != state.State || state.IsCertified != under.Any(c => c.At(day) == CertificateState.Valid)) return false;
        }
        return true;
    }, iter: 60);

    [Fact]
    public void Red_line_modules_are_never_met_by_a_waiver_and_nothing_rests_on_what_was_taken_back() => UntidyLife.Any.Sample(life =>
    {
        var ledger = life.LedgerOn(End);
        return life.Completions(ledger, life.Live(End), DateOnly.MaxValue).SelectMany(c => c.Result.Leaves).Select(m => m.By).OfType<Proof>()
            .All(by => !(by.IsWaiver && Waivers.IsRedLine(by.Subject)) && life.Rows.Any(r => r.Proof == by && r.CountsOn(End)));
    }, iter: 150);

    [Fact]
    public void What_a_simulation_reads_gives_the_same_completions() => UntidyLife.Any.Sample(life =>
    {
        var (ledger, certificates) = (life.LedgerOn(End), life.Live(End));
        var rows = ledger.Proofs.ToArray().Select(p => new Training.Modules.Learning.Models.Evidence
        {
            PersonId = 1, Subject = p.Subject, EffectiveOn = p.On, Hours = p.Centihours / 100m, Score = p.Score, Reason = "", RecordedUtc = DateTime.UnixEpoch,
            Kind = p.IsWaiver ? Training.Modules.Learning.Models.EvidenceKind.Waived : p.Kind == RequirementKind.Scenario ? Training.Modules.Learning.Models.EvidenceKind.ScenarioPassed : Training.Modules.Learning.Models.EvidenceKind.ModuleCompleted,
        }).ToList();
        var posts = life.History.Held.Select(h => new RoleAssignment
        {
            PersonId = 1, Role = TrainingRole.ChildDirector, Line = Line.CivilAffairs, SubDistrictId = 1, Start = h.Item1, End = h.Item2, RecordedUtc = DateTime.UnixEpoch,
        }).ToList();
        var facts = new PersonFacts(rows, certificates, life.History.Changes, posts);
        var read = PackCode.Read(PackCode.Write(facts), TrainingRole.ChildDirector, life.History.Changes, new());
        // The simulation has the posts from the roster, not from the pack.
        return life.Completions(read.Ledger.HeldOn(life.History.Held), read.Certificates, DateOnly.MaxValue).Select(Said).SequenceEqual(
            life.Completions(facts.LedgerIn(TrainingRole.ChildDirector), certificates, DateOnly.MaxValue).Select(Said));
    }, iter: 150);

    [Fact]
    public void Valid_certificates_of_one_role_never_overlap() => UntidyLife.Any.Sample(life =>
    {
        var certificates = life.Live(End);
        for (var day = Start; day <= End.AddDays(400); day = day.AddDays(3))
            if (certificates.Count(c => c.At(day) == CertificateState.Valid) > 1) return false;
        return true;
    }, iter: 150);

    private static (DateOnly, Term, long?, long) Said(Completion c) => (c.On, c.Term, c.CertificateId, c.Scheme.SchemeId);
}
