using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.SavedReports.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.SavedReports.Delivery;

/// <summary>Each night: removes delivered files that have expired.</summary>
internal sealed class TidyDeliveries(TenantDb db, DeliveryFiles files, TimeProvider clock) : IRecurringJob
{
    private const int AtOnce = 50;

    public string Name => "saved-reports.tidy";
    public string Title => "清理过期的报表文件";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < 3 ? null : DateOnly.FromDateTime(chinaNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var expired = await db.Set<ReportDelivery>().Where(d => d.ExpiresUtc <= now).OrderBy(d => d.Id).Take(AtOnce).ToListAsync(cancel);
        foreach (var delivery in expired) files.Remove(delivery);
        db.RemoveRange(expired);
        await db.SaveChangesAsync(cancel);
        return new("", expired.Count, null, expired.Count < AtOnce);
    }
}
