namespace Training.Modules.Certification.Models;

/// <summary>What a district decides about its certificates (domain/roles.md §4 and §5).</summary>
public sealed record CertificationSettings
{
    /// <summary>Division code, six digits; first part of every number. Empty until the district has said it.</summary>
    public string DistrictCode { get; init; } = "";

    /// <summary>发证机构, as printed; at most 80 characters. Empty until the district has said it: nobody signs for somebody else.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>False, as roles.md §4 has it: a completion waits until somebody approves it on /console/certificates.</summary>
    public bool AutoIssue { get; init; }

    /// <summary>Public address of the site for the QR code, e.g. https://peixun.example.cn; empty = the address of the request.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>A certificate can be numbered and signed; until then nothing is issued.</summary>
    public bool MayIssue => DistrictCode.Length > 0 && Issuer.Length > 0;
}
