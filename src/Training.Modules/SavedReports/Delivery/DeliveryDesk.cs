using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Services;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.SavedReports.Delivery;

/// <summary>Plans deliveries and finds delivered files again, each for the owner alone and only while the rights still hold.</summary>
public sealed class DeliveryDesk(TenantDb db, UnitOfWork unit, SavedReportDesk desk, DeliveryFiles files, AuditLog audit, TimeProvider clock)
{
    /// <summary>Deliveries listed.</summary>
    public const int Listed = 10;

    /// <returns>A Chinese message when it was refused; null when it is planned.</returns>
    public Task<string?> PlanAsync(ClaimsPrincipal user, string reference, DeliveryPlan plan, ReportFormat format, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (plan.Refusal is { } refusal) return refusal;
        if (!Enum.IsDefined(format)) return "请选 Excel、PDF 或 CSV。";
        if (await desk.FindOwnAsync(user, reference, cancel) is not { } found) return "没有找到这张报表，可能已经删掉了。";
        var next = plan.After(ChinaTime.Local(clock.UtcNow())) is { } local ? ToUtc(local) : (DateTime?)null;
        var (day, hour) = plan.Rhythm == DeliveryRhythm.None ? (1, 8) : (plan.Day, plan.Hour);
        await db.Set<SavedReport>().Where(r => r.Id == found.Id).ExecuteUpdateAsync(s => s
            .SetProperty(r => r.Rhythm, plan.Rhythm).SetProperty(r => r.DeliveryDay, day).SetProperty(r => r.DeliveryHour, hour).SetProperty(r => r.DeliveryFormat, format)
            .SetProperty(r => r.NextDeliveryUtc, next).SetProperty(r => r.StoppedReason, (string?)null), cancel);
        audit.Add("Report", "DeliveryPlanned", found.Ref, plan.Rhythm == DeliveryRhythm.None ? $"停止定期送达“{found.Title}”。" : $"定期送达“{found.Title}”。");
        return null;
    }, cancel);

    public async Task<IReadOnlyList<ReportDelivery>> RecentAsync(long reportId, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        return await db.Set<ReportDelivery>().AsNoTracking().Where(d => d.ReportId == reportId && d.ExpiresUtc > now).OrderByDescending(d => d.DueUtc).Take(Listed).ToListAsync(cancel);
    }

    /// <summary>One's own, not expired, and made for no more than one may see now; null for everything else.</summary>
    public async Task<ReportDelivery?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel)
    {
        var (id, now) = (user.UserId() ?? 0, clock.UtcNow());
        return await db.Set<ReportDelivery>().AsNoTracking().FirstOrDefaultAsync(d => d.Ref == reference && d.UserId == id && d.ExpiresUtc > now, cancel) is { } found
            && FigureScope.Of(AssignmentScope.Of(user)).Includes(FigureScope.Parse(found.Scope)) && File.Exists(files.PathOf(found)) ? found : null;
    }

    /// <summary>With the files that were delivered of it.</summary>
    public async Task<bool> RemoveReportAsync(ClaimsPrincipal user, string reference, CancellationToken cancel)
    {
        if (await desk.FindOwnAsync(user, reference, cancel) is not { } report) return false;
        var made = await db.Set<ReportDelivery>().AsNoTracking().Where(d => d.ReportId == report.Id).OrderBy(d => d.Id).Take(1000).ToListAsync(cancel);
        if (!await desk.RemoveAsync(user, reference, cancel)) return false;
        foreach (var delivery in made) files.Remove(delivery);
        return true;
    }

    internal static DateTime ToUtc(DateTime local) => DateTime.SpecifyKind(local - ChinaTime.Offset, DateTimeKind.Utc);
}
