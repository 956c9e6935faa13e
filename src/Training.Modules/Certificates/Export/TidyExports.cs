using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Certificates.Export;

/// <summary>Each night: removes the files of exports that have expired; they bear names.</summary>
internal sealed class TidyExports(TenantDb db, ExportFiles folder, TimeProvider clock) : IRecurringJob
{
    public string Name => "certificates.tidy-exports";
    public string Title => "清理过期的证书打包文件";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < 3 ? null : DateOnly.FromDateTime(chinaNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var expired = await db.Set<CertificateExport>().Where(e => e.ExpiresUtc <= now).OrderBy(e => e.Id).Take(20).ToListAsync(cancel);
        foreach (var export in expired) folder.Remove(export.Ref);
        db.RemoveRange(expired);
        await db.SaveChangesAsync(cancel);
        return new("", expired.Count, null, expired.Count < 20);
    }
}
