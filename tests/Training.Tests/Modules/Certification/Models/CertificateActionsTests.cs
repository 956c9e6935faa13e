using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

public sealed class CertificateActionsTests
{
    private static readonly DateOnly Today = Day("2025-06-01");

    [Fact]
    public void A_valid_certificate_may_be_suspended_or_revoked() => Assert.Equal(
        [CertificateEventKind.Suspended, CertificateEventKind.Revoked], CertificateActions.Possible(History()));

    [Fact]
    public void A_revoked_one_is_finished() => Assert.Empty(CertificateActions.Possible(History(CertificateEventKind.Revoked)));

    [Theory]
    [InlineData(CertificateEventKind.Reinstated, "2025-06-01", "补学完成了")]
    [InlineData(CertificateEventKind.Suspended, "2025-06-01", "短")]
    [InlineData(CertificateEventKind.Suspended, "2025-03-04", "早于发证日期")]
    [InlineData(CertificateEventKind.Suspended, "2026-06-03", "晚了一年多")]
    public void What_makes_no_sense_is_refused_with_a_way_out(CertificateEventKind kind, string on, string reason) =>
        Assert.NotNull(CertificateActions.Refuse(History(), kind, Day(on), reason, Today));

    [Fact]
    public void A_suspension_with_reason_and_day_goes_through() =>
        Assert.Null(CertificateActions.Refuse(History(), CertificateEventKind.Suspended, Today, "未按期补学", Today));

    private static CertificateHistory History(params CertificateEventKind[] kinds) => new(
        NewCertificate.For(Progression.Run([Scheme()], All2025, [], Today)[0], "310105-CD-2025-000001", 1, "林秋禾", TrainingRole.ChildDirector, "机构", Day("2025-03-05"), DateTime.UnixEpoch),
        [.. kinds.Select(k => new CertificateEvent { CertificateId = 1, Kind = k, EffectiveOn = Day("2025-05-01"), Reason = "理由理由", RecordedUtc = DateTime.UnixEpoch })]);
}
