using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Models;
using Training.Modules.Records.Queries;

namespace Training.Modules.Certification.Explaining;

/// <summary>A row of the ledger that a certificate rests on.</summary>
/// <param name="By">Who recorded it; null = the system by rule.</param>
public sealed record BasisRow(Evidence Evidence, string? By);

/// <summary>
/// On what a certificate was issued: the rows of the ledger – session, exam, module with its version – that met the rules on its day of
/// completion. A certificate so never loses the batch it was earned in. Rows that were taken back since are not among them.
/// </summary>
public sealed class CertificateBasis(PersonFactsQuery facts, SchemeTable schemes, RecorderNames recorders)
{
    public async Task<IReadOnlyList<BasisRow>> OfAsync(Certificate certificate, CancellationToken cancel)
    {
        var found = await facts.ForPersonAsync(certificate.PersonId, cancel);
        var table = await schemes.AllAsync(cancel, found.Certificates.Select(c => c.Certificate.SchemeId));
        var completion = found.Completions(table, certificate.Role, DateOnly.MaxValue).FirstOrDefault(c => c.CertificateId == certificate.Id);
        if (completion is null) return [];
        var ids = completion.Met.SelectMany(m => m.Result.Proofs).Select(p => p.EvidenceId).ToHashSet();
        var rows = found.Evidence.Where(e => ids.Contains(e.Id)).OrderBy(e => e.EffectiveOn).ThenBy(e => e.Id).ToList();
        var names = await recorders.OfAsync(rows.Select(r => r.RecordedByUserId), cancel);
        return [.. rows.Select(r => new BasisRow(r, r.RecordedByUserId is { } by ? names.GetValueOrDefault(by, "") : null))];
    }
}
