using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Certificates;

public static class CertificatePermissions
{
    /// <summary>Change what certificates look like.</summary>
    public const string DesignCertificates = nameof(DesignCertificates);

    internal static readonly Permission[] All =
    [
        new(DesignCertificates, "设计证书样式", nameof(StaffRole.SiteAdmin), nameof(StaffRole.DistrictStaff)),
    ];
}
