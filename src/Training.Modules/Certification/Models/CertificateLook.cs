namespace Training.Modules.Certification.Models;

/// <summary>What is fixed at the issue beside the words of the rules, so that nothing on a certificate changes later.</summary>
/// <param name="TemplateId">Version of the template; null = <see cref="CertificateTemplate.Standard"/>.</param>
/// <param name="SiteName">Name of the site as printed at the top.</param>
public sealed record CertificateLook(long? TemplateId, string SiteName, string SiteSubName);
