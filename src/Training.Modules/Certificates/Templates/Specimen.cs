using Training.Modules.Certificates.Drawing;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certificates.Templates;

/// <summary>The words of a 样张: made up, and marked as such. Its code verifies nothing.</summary>
public static class Specimen
{
    public static CertificateSheet Sheet(
        CertificateTemplate template, byte[]? logo, TrainingRole role, string issuer = "发证机构（样张）", string siteName = "儿童关爱学习", string siteSubName = "") => new()
    {
        Number = $"000000-{role.Code()}-2026-000000",
        Holder = "林小月",
        Role = role.Title(),
        Hours = "27.5",
        Scheme = "示范方案",
        Issuer = issuer,
        CompletedOn = new(2026, 6, 18),
        IssuedOn = new(2026, 6, 20),
        ValidFrom = new(2026, 6, 20),
        ValidThrough = new(2027, 6, 19),
        SiteName = siteName,
        SiteSubName = siteSubName,
        VerifyUrl = "https://example.invalid/verify/specimen",
        RecordedUtc = DateTime.UnixEpoch,
        Template = template,
        Logo = logo,
        IsSpecimen = true,
    };
}
