using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Workbooks;
using Training.Modules.SavedReports.Export;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Localization;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.SavedReports.Delivery;

/// <summary>Every hour: makes the files that are due, one report a step, with the rights that the owner has now; whoever lost them gets no more.</summary>
internal sealed class DeliverReports(
    TenantDb db, Officers officers, ReportTables tables, ReportFile file, DeliveryFiles files, INotifier notifier, AuditLog audit, ExportMarks marks, Text text, TimeProvider clock) : IRecurringJob
{
    public string Name => "saved-reports.deliver";
    public string Title => "送达定期报表";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture);

    /// <param name="state">How many were made so far; empty at first.</param>
    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var made = state.Length == 0 ? 0 : int.Parse(state, CultureInfo.InvariantCulture);
        var now = clock.UtcNow();
        if (await db.Set<SavedReport>().Where(r => r.NextDeliveryUtc <= now).OrderBy(r => r.NextDeliveryUtc).ThenBy(r => r.Id).FirstOrDefaultAsync(cancel) is not { } report)
            return new("", made, made, IsFinished: true, $"送达 {made} 份");
        if (await officers.WithAsync(report.OwnerUserId, SavedReportPermissions.BuildReports) is { } owner) await DeliverAsync(report, owner, cancel);
        else await StopAsync(report, "做报表的账号没有权限了。", cancel);
        await db.SaveChangesAsync(cancel);
        return new((made + 1).ToString(CultureInfo.InvariantCulture), made + 1, null, IsFinished: false);
    }

    private async Task DeliverAsync(SavedReport report, ClaimsPrincipal owner, CancellationToken cancel)
    {
        var scope = FigureScope.Of(AssignmentScope.Of(owner));
        var (table, refusal) = await tables.MakeAsync(report.Title, ReportDefinition.Parse(report.DefinitionJson), scope, cancel);
        if (table is null)
        {
            await StopAsync(report, refusal!, cancel);
            return;
        }
        var (now, due) = (clock.UtcNow(), report.NextDeliveryUtc!.Value);
        var delivery = new ReportDelivery
        {
            ReportId = report.Id, UserId = report.OwnerUserId, DueUtc = due, MadeUtc = now, ExpiresUtc = now.AddDays(ReportDelivery.KeptDays),
            FileName = ReportFile.NameOf(table, report.DeliveryFormat), Format = report.DeliveryFormat, Scope = scope.ToString(),
        };
        var staffNo = await db.Set<Person>().Where(p => p.UserId == report.OwnerUserId).Select(p => p.StaffNo).FirstOrDefaultAsync(cancel);
        var mark = marks.Of(owner.Name(), staffNo);
        files.Write(delivery, stream => file.Write(stream, report.DeliveryFormat, [table], mark.Moment, mark.Words));
        db.Add(delivery);
        report.NextDeliveryUtc = new DeliveryPlan(report.Rhythm, report.DeliveryDay, report.DeliveryHour).After(ChinaTime.Local(now)) is { } next ? DeliveryDesk.ToUtc(next) : null;
        audit.Add("Report", "Delivered", report.Ref, $"定期送达报表“{report.Title}”，截至 {table.Day:yyyy-MM-dd}，{table.Rows.Count} 行。", by: (report.OwnerUserId, owner.Name()));
        await notifier.NotifyAsync([new Notice(report.OwnerUserId, "report-delivered:" + delivery.Ref, "报表做好了：" + report.Title,
            $"截至 {text.Date(table.Day)} 的报表已做好，{ReportDelivery.KeptDays} 天内可以下载。", "/console/saved-reports/" + report.Ref + "#delivery")], cancel);
    }

    private async Task StopAsync(SavedReport report, string reason, CancellationToken cancel)
    {
        (report.NextDeliveryUtc, report.StoppedReason) = (null, reason);
        audit.Add("Report", "DeliveryStopped", report.Ref, $"停止送达报表“{report.Title}”：{reason}", byRule: true);
        await notifier.NotifyAsync([new Notice(report.OwnerUserId, $"report-stopped:{report.Ref}:{clock.UtcNow():yyyyMMddHH}", "报表停止送达：" + report.Title,
            reason + "需要继续送达，请联系区管理员。", "/console/saved-reports")], cancel);
    }
}
