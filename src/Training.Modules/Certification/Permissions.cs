using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Certification;

public static class CertificationPermissions
{
    /// <summary>Approve, suspend, reinstate and revoke certificates within one's scope.</summary>
    public const string IssueCertificates = nameof(IssueCertificates);

    /// <summary>Write and publish schemes, announce forced updates, say which streets are open: for the whole district.</summary>
    public const string ManageSchemes = nameof(ManageSchemes);

    internal static readonly Permission[] All =
    [
        new(IssueCertificates, "审核发证，暂停、恢复、撤销本人范围内的证书",
            nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff), nameof(StaffRole.LineStaff)),
        new(ManageSchemes, "起草和发布认证方案，发布强制更新，分批开放课程", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
    ];
}
