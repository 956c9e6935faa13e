using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Simulation;

/// <summary>What a pack says of a person in one role: the ledger as the rules see it, and the certificates of the role.</summary>
public sealed record PackedPerson(ProofTable Ledger, IReadOnlyList<CertificateHistory> Certificates);

/// <summary>
/// Turns a person's facts into bytes and back. Kept is what rules look at and nothing else: no names, no reasons, no numbers of
/// rows; the order of the ledger and of events is kept. What follows from forced updates is left out: it is worked out when it is read.
/// </summary>
public static class PackCode
{
    /// <summary>Goes up with every change of what is written here.</summary>
    public const int Form = 1;

    private const byte KindMask = 0x0F, Waived = 0x10, WithHours = 0x20, WithScore = 0x40, WithWords = 0x80;

    public static byte[] Write(PersonFacts facts)
    {
        var writer = new PackWriter();
        var proofs = facts.Ledger.Proofs;
        writer.Number((ulong)proofs.Length);
        var day = 0;
        foreach (ref readonly var proof in proofs)
        {
            var words = proof.Category is not null || proof.Level is not null || proof.Topic is not null;
            writer.Byte((byte)((byte)proof.Kind | (proof.IsWaiver ? Waived : 0) | (proof.Centihours != 0 ? WithHours : 0)
                | (proof.Score is not null ? WithScore : 0) | (words ? WithWords : 0)));
            writer.Signed(proof.On.DayNumber - day);
            day = proof.On.DayNumber;
            writer.Word(proof.Subject);
            if (proof.Centihours != 0) writer.Signed(proof.Centihours);
            if (proof.Score is { } score) writer.Signed(score);
            if (!words) continue;
            writer.Word(proof.Category);
            writer.Word(proof.Level);
            writer.Word(proof.Topic);
        }
        writer.Number((ulong)facts.Certificates.Count);
        foreach (var history in facts.Certificates) Write(writer, history.Certificate, [.. history.Recorded]);
        return writer.ToBytes();
    }

    public static PackedPerson Read(ReadOnlySpan<byte> bytes, TrainingRole role, IReadOnlyList<ModuleChange> changes, WordPool pool)
    {
        var reader = new PackReader(bytes, pool);
        var proofs = new Proof[(int)reader.Number()];
        var day = 0;
        for (var i = 0; i < proofs.Length; i++)
        {
            var flags = reader.Byte();
            day += (int)reader.Signed();
            // Numbered in their order: the order in which rows of one day were written.
            proofs[i] = new((RequirementKind)(flags & KindMask), reader.Word()!, DateOnly.FromDayNumber(day), i + 1)
            {
                IsWaiver = (flags & Waived) != 0,
                Centihours = (flags & WithHours) != 0 ? (int)reader.Signed() : 0,
                Score = (flags & WithScore) != 0 ? (int)reader.Signed() : null,
                Category = (flags & WithWords) != 0 ? reader.Word() : null,
                Level = (flags & WithWords) != 0 ? reader.Word() : null,
                Topic = (flags & WithWords) != 0 ? reader.Word() : null,
            };
        }
        var count = (int)reader.Number();
        var certificates = new List<CertificateHistory>(count);
        for (var i = 0; i < count; i++)
            if (ReadCertificate(ref reader, role) is { } own) certificates.Add(own);
        return new(ProofTable.Owning(proofs, changes), certificates);
    }

    private static void Write(PackWriter writer, Certificate certificate, IReadOnlyList<CertificateEvent> events)
    {
        writer.Byte((byte)certificate.Role);
        writer.Signed(certificate.SchemeId);
        var on = certificate.CompletedOn.DayNumber;
        writer.Signed(on);
        writer.Signed(certificate.IssuedOn.DayNumber - on);
        writer.Signed(certificate.ValidFrom.DayNumber - on);
        writer.Signed(certificate.ValidThrough.DayNumber - on);
        writer.Number((ulong)events.Count);
        foreach (var e in events.OrderBy(e => e.EffectiveOn).ThenBy(e => e.RecordedUtc).ThenBy(e => e.Id))
        {
            writer.Byte((byte)e.Kind);
            writer.Signed(e.EffectiveOn.DayNumber - on);
        }
    }

    private static CertificateHistory? ReadCertificate(ref PackReader reader, TrainingRole role)
    {
        var of = (TrainingRole)reader.Byte();
        var scheme = reader.Signed();
        var on = (int)reader.Signed();
        var (issued, from, through) = (Day(ref reader, on), Day(ref reader, on), Day(ref reader, on));
        var count = (int)reader.Number();
        CertificateEvent[] events = count == 0 ? [] : new CertificateEvent[count];
        for (var i = 0; i < events.Length; i++)
        {
            var kind = (CertificateEventKind)reader.Byte();
            events[i] = new() { CertificateId = 0, Kind = kind, EffectiveOn = Day(ref reader, on), Reason = "", RecordedUtc = DateTime.UnixEpoch.AddSeconds(i) };
        }
        return of == role ? new(Bare(role, scheme, DateOnly.FromDayNumber(on), issued, from, through), events) : null;
    }

    /// <summary>A certificate for the rules alone: nothing on it that is printed.</summary>
    internal static Certificate Bare(TrainingRole role, long scheme, DateOnly completed, DateOnly issued, DateOnly from, DateOnly through) => new()
    {
        Number = "", VerifyCode = "", PersonId = 0, Role = role, SchemeId = scheme, HolderName = "", SchemeTitle = "", Hours = 0, Issuer = "",
        CompletedOn = completed, IssuedOn = issued, ValidFrom = from, ValidThrough = through, RecordedUtc = DateTime.UnixEpoch,
    };

    private static DateOnly Day(ref PackReader reader, int from) => DateOnly.FromDayNumber(from + (int)reader.Signed());
}
