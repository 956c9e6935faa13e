using Training.Modules.Certificates.Models;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

public sealed class CertificateStateTests
{
    private static readonly Certificate Certificate = NewCertificate.For(
        Progression.Run([Scheme()], All2025, [], Day("2026-01-01"))[0], "310105-CD-2025-000001", 1, "林秋禾", TrainingRole.ChildDirector, "机构", Day("2025-03-05"), DateTime.UnixEpoch);

    [Theory]
    [InlineData("2025-03-04", CertificateState.NotYetValid)]
    [InlineData("2025-03-05", CertificateState.Valid)]
    [InlineData("2026-03-04", CertificateState.Valid)]
    [InlineData("2026-03-05", CertificateState.Expired)]
    public void A_certificate_is_valid_on_its_first_and_its_last_day(string day, CertificateState state) =>
        Assert.Equal(state, Certificate.At([], Day(day)));

    [Fact]
    public void An_event_holds_from_its_day_on_not_from_its_recording()
    {
        var revoked = new CertificateEvent { CertificateId = 1, Kind = CertificateEventKind.Revoked, EffectiveOn = Day("2025-06-01"), Reason = "理由", RecordedUtc = DateTime.UnixEpoch };
        Assert.Equal(CertificateState.Valid, Certificate.At([revoked], Day("2025-05-31")));
        Assert.Equal(CertificateState.Revoked, Certificate.At([revoked], Day("2025-06-01")));
    }

    [Theory]
    [InlineData("310105-CD-2026-000123", "310105-CD-2026-000123")]
    [InlineData(" 310105 cd 2026 000123 ", "310105-CD-2026-000123")]
    [InlineData("３１０１０５－ＣＤ－２０２６－０００１２３", "310105-CD-2026-000123")]
    [InlineData("310105-CD-2026-00012", null)]
    [InlineData("", null)]
    public void A_number_is_understood_as_people_type_it(string typed, string? number) => Assert.Equal(number, CertificateNumber.Parse(typed));

    [Theory]
    [InlineData("林秋禾", "林**")]
    [InlineData("欧阳春", "欧**")]
    [InlineData("𠮷田", "𠮷**")]
    public void A_stranger_sees_the_first_character_only(string name, string masked) => Assert.Equal(masked, HolderMask.Of(name));
}
