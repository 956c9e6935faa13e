namespace Training.Modules.Certification.Models;

/// <summary>What a district decides about its certificates (domain/roles.md §5).</summary>
public sealed record CertificationSettings
{
    /// <summary>Division code, six digits; first part of every number.</summary>
    public string DistrictCode { get; init; } = "310105";

    /// <summary>发证机构, as printed; at most 80 characters.</summary>
    public string Issuer { get; init; } = "上海市长宁区民政局";

    /// <summary>False: a completion waits until somebody approves it on /console/certificates.</summary>
    public bool AutoIssue { get; init; } = true;

    /// <summary>Public address of the site for the QR code, e.g. https://peixun.example.cn; empty = the address of the request.</summary>
    public string PublicUrl { get; init; } = "";
}
