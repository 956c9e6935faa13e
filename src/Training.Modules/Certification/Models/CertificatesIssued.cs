namespace Training.Modules.Certification.Models;

/// <summary>Certificates were issued and stored in this transaction. Not raised for a made-up workforce, which is issued to in bulk.</summary>
public sealed record CertificatesIssued(IReadOnlyList<Certificate> Certificates);
