using Training.Modules.Certification.Services;

namespace Training.Modules.Certification.Pages;

/// <summary>A list of certificates for officers.</summary>
/// <param name="WithNames">False where the page is about one person.</param>
public sealed record FoundCertificates(IReadOnlyList<FoundCertificate> First, int Total, DateOnly Today, bool WithNames);
