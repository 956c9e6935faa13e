using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Simulation;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;

namespace Training.Tests.Modules.Certification.Simulation;

public sealed class PackCodeTests
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    private static readonly Gen<Evidence> Rows =
        from kind in Gen.Enum<EvidenceKind>()
        from subject in Gen.OneOfConst("O02", "R05", "S1", "市级-心理", "X")
        from day in Gen.Int[-3000, 3000]
        from hours in Gen.OneOfConst(0m, 0.5m, 1.25m, 400m)
        from score in Gen.Int[-1, 100].Select(s => s < 0 ? (int?)null : s)
        from words in Gen.Select(Gen.OneOfConst<string?>(null, "师德素养"), Gen.OneOfConst<string?>(null, "区级"), Gen.OneOfConst<string?>(null, "家庭教育指导"))
        select new Evidence
        {
            PersonId = 1, Kind = kind, Subject = subject, EffectiveOn = Start.AddDays(day), Hours = hours, Score = score, Reason = "",
            Category = words.Item1, Level = words.Item2, Topic = words.Item3, RecordedUtc = DateTime.UnixEpoch,
        };

    private static readonly Gen<CertificateHistory> Certificates =
        from role in Gen.Enum<TrainingRole>()
        from day in Gen.Int[0, 1000]
        from scheme in Gen.Long[1, 100_000]
        from events in Gen.Select(Gen.Enum<CertificateEventKind>(), Gen.Int[0, 500]).Array[0, 3]
        select new CertificateHistory(Certificate(role, scheme, Start.AddDays(day)), [.. events.Select((e, i) => new CertificateEvent
        {
            CertificateId = 1, Kind = e.Item1, EffectiveOn = Start.AddDays(day + e.Item2), Reason = "", RecordedUtc = DateTime.UnixEpoch.AddDays(i),
        })]);

    [Fact]
    public void What_is_read_back_is_what_the_rules_saw() => Gen.Select(Rows.Array[0, 40], Certificates.Array[0, 5]).Sample((rows, certificates) =>
    {
        var facts = new PersonFacts(rows, certificates);
        var bytes = PackCode.Write(facts);
        var words = new WordPool();
        foreach (var role in RoleFacts.All)
        {
            var read = PackCode.Read(bytes, role, [], words);
            Assert.Equal(facts.Ledger.Proofs.ToArray().Select(Bare), read.Ledger.Proofs.ToArray().Select(Bare));
            Assert.Equal(facts.Of(role).Select(Days), read.Certificates.Select(Days));
            foreach (var day in new[] { 0, 100, 400, 900, 5000 })
                Assert.Equal(facts.Of(role).Select(c => c.At(Start.AddDays(day))), read.Certificates.Select(c => c.At(Start.AddDays(day))));
        }
    }, iter: 500);

    [Fact]
    public void Three_years_of_learning_take_less_than_400_bytes()
    {
        string[] subjects = ["O02", "R01", "R02", "R03", "R04", "R05", "R06", "T01", "T04", "F01", "F03", "S1", "S3"];
        var rows = Enumerable.Range(0, 3).SelectMany(year => subjects.Select((s, i) => new Evidence
        {
            PersonId = 1, Kind = s[0] == 'S' ? EvidenceKind.ScenarioPassed : EvidenceKind.ModuleCompleted, Subject = s, EffectiveOn = Start.AddDays((year * 360) + (i * 3)),
            Hours = 1.5m, Score = 92, Reason = "", RecordedUtc = DateTime.UnixEpoch,
        })).ToList();
        var certificates = Enumerable.Range(0, 3).Select(year => new CertificateHistory(Certificate(TrainingRole.ChildDirector, 7, Start.AddDays((year * 360) + 40)), [])).ToList();
        Assert.InRange(PackCode.Write(new(rows, certificates)).Length, 100, 400);
    }

    private static Proof Bare(Proof proof) => proof with { EvidenceId = 0 };

    private static object Days(CertificateHistory h) =>
        (h.Certificate.Role, h.Certificate.SchemeId, h.Certificate.CompletedOn, h.Certificate.IssuedOn, h.Certificate.ValidFrom, h.Certificate.ValidThrough, h.Events.Count);

    internal static Certificate Certificate(TrainingRole role, long scheme, DateOnly on) => new()
    {
        Number = "1", VerifyCode = "1", PersonId = 1, Role = role, SchemeId = scheme, HolderName = "甲", SchemeTitle = "方案", Hours = 1, Issuer = "局",
        CompletedOn = on, IssuedOn = on.AddDays(2), ValidFrom = on.AddDays(2), ValidThrough = on.AddDays(366), RecordedUtc = DateTime.UnixEpoch,
    };
}
