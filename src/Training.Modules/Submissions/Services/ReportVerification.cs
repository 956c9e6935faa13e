using Microsoft.EntityFrameworkCore;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Services;

/// <summary>与报送时一致, 不一致, 不是报送文件, or one that this site has never seen.</summary>
public enum ReportVerdict { Same, Altered, NotAReport, Unknown }

/// <param name="Hash">Of the document in the file.</param>
/// <param name="Document">Null where it cannot be read.</param>
public sealed record ReportCheck(ReportVerdict Verdict, string? Hash = null, ReportDocument? Document = null, DateTime? SubmittedUtc = null);

/// <summary>
/// Says whether a file is, byte for byte, what was submitted: compared with the stored row, and the signature verified with the
/// key that was stored with it – never with the key that the file brings. It is decided by the bytes; the classes of the program are
/// asked only for what the page shows beside the verdict.
/// </summary>
public sealed class ReportVerification(TenantDb db, CurrentTenant tenant)
{
    public async Task<ReportCheck> CheckAsync(byte[] file, CancellationToken cancel)
    {
        if (ReportFile.Read(file) is not { } read) return new(ReportVerdict.NotAReport);
        var (hash, document) = (ReportJson.Hash(read.Document), Readable(read.Document));
        if (hash != read.Seal.Hash || ReportIdentity.Read(read.Document) is not { } identity) return new(ReportVerdict.Altered, hash, document);
        if (await StoredAsync(identity, cancel) is not { } stored) return new(ReportVerdict.Unknown, hash, document);
        return new(stored.Hash == hash && ReportFile.KeyOf(stored.PublicKey) is { } key && ReportSeal.Verifies(hash, read.Seal.Signature, key) ? ReportVerdict.Same : ReportVerdict.Altered,
            hash, document, stored.Utc);
    }

    /// <summary>Whether a copy that the city keeps is still what the district signed.</summary>
    public static bool IsWhole(CityReport copy) =>
        ReportJson.Hash(copy.Document) == copy.Hash && ReportFile.KeyOf(copy.PublicKey) is { } key && ReportSeal.Verifies(copy.Hash, copy.Signature, key);

    /// <summary>Without any site: with a public key from elsewhere.</summary>
    public static ReportCheck Check(byte[] file, BadgeJwk key)
    {
        if (ReportFile.Read(file) is not { } read) return new(ReportVerdict.NotAReport);
        var (hash, document) = (ReportJson.Hash(read.Document), Readable(read.Document));
        return new(hash == read.Seal.Hash && ReportSeal.Verifies(hash, read.Seal.Signature, key) ? ReportVerdict.Same : ReportVerdict.Altered, hash, document, document?.GeneratedUtc);
    }

    private sealed record Stored(string Hash, string PublicKey, DateTime Utc);

    private async Task<Stored?> StoredAsync(ReportIdentity report, CancellationToken cancel)
    {
        var own = report.TenantId == tenant.Required.TenantId;
        if (own && await (from s in db.Set<ReportSubmission>().AsNoTracking()
                          join p in db.Set<ReportPeriod>() on s.PeriodId equals p.Id
                          where p.Key == report.PeriodKey && s.Number == report.Number
                          select new Stored(s.Hash, s.PublicKey, s.Utc)).SingleOrDefaultAsync(cancel) is { } submission) return submission;
        if (!tenant.Required.IsDefault) return null;
        return await db.Set<CityReport>().AsNoTracking()
            .Where(r => r.TenantId == report.TenantId && r.PeriodKey == report.PeriodKey && r.Number == report.Number)
            .Select(r => new Stored(r.Hash, r.PublicKey, r.SubmittedUtc)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>A document with what every format of it has; null for what only a later program can show.</summary>
    private static ReportDocument? Readable(byte[] bytes) =>
        ReportJson.Read<ReportDocument>(bytes) is { District: { TenantId: not null, Name: not null }, Period.Key: not null, Totals.Count: > 0 } document ? document : null;
}
