using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>
/// Takes running numbers inside the issuing transaction: the row of the series is locked until it ends, so that a number is
/// never given twice, and one taken by a transaction that fails is given again.
/// </summary>
internal sealed class Numbering(TenantDb db)
{
    private DbSet<CertificateSeries> Series => db.Set<CertificateSeries>();

    /// <summary>
    /// Makes every other issuer of these series wait for this transaction. Always all at once and in order, so that two
    /// issuers never wait for each other.
    /// </summary>
    public async Task LockAsync(IEnumerable<string> prefixes, CancellationToken cancel)
    {
        foreach (var prefix in prefixes.Distinct().Order(StringComparer.Ordinal))
        {
            if (await Series.Where(s => s.Prefix == prefix).ExecuteUpdateAsync(u => u.SetProperty(s => s.Last, s => s.Last), cancel) == 1) continue;
            // The first of a year: somebody else may be making the row at this moment. Both databases know this form, and
            // neither lets it fail, which would end the transaction on PostgreSQL.
            await db.Database.ExecuteSqlAsync($"INSERT INTO certificate_series (prefix, last) VALUES ({prefix}, 0) ON CONFLICT DO NOTHING", cancel);
            await Series.Where(s => s.Prefix == prefix).ExecuteUpdateAsync(u => u.SetProperty(s => s.Last, s => s.Last), cancel);
        }
    }

    /// <summary>The first of <paramref name="count"/> new numbers of a locked series.</summary>
    public async Task<int> TakeAsync(string prefix, int count, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Numbers are taken inside a transaction only.");
        await Series.Where(s => s.Prefix == prefix).ExecuteUpdateAsync(u => u.SetProperty(s => s.Last, s => s.Last + count), cancel);
        return await Series.Where(s => s.Prefix == prefix).Select(s => s.Last).SingleAsync(cancel) - count + 1;
    }
}
