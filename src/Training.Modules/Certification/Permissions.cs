using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Certification;

public static class CertificationPermissions
{
    /// <summary>Approve, suspend, reinstate and revoke certificates within one's scope.</summary>
    public const string IssueCertificates = nameof(IssueCertificates);

    internal static readonly Permission[] All =
    [
        new(IssueCertificates, "审核发证，暂停、恢复、撤销本人范围内的证书",
            nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.LineStaff)),
    ];
}
